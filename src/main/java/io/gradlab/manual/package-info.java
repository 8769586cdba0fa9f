/**
 * Hand-derived gradients in float64 and finite differences: a subject of the book, and no helper of
 * anything else.
 */
@NullMarked
package io.gradlab.manual;

import org.jspecify.annotations.NullMarked;
