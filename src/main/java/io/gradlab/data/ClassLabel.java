package io.gradlab.data;

import org.jspecify.annotations.Nullable;

/**
 * What label 1 means.
 *
 * @param column the column of the labels
 * @param positive the value that is 1, all others being 0; null where the labels are the numbers 0
 *     and 1
 */
public record ClassLabel(String column, @Nullable String positive) {}
