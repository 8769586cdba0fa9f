package io.gradlab.result;

import io.gradlab.core.Require;

/**
 * Where the book has a claim.
 *
 * @param section for example {@code 4.4.1}
 * @param epochs for which the book trains there
 */
public record BookPlace(String section, int epochs) {

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if there is no section or no epoch, as from a damaged file
     */
    @SuppressWarnings("ConstantValue") // Gson passes null for what a file lacks
    public BookPlace {
        Require.argument(
                section != null && epochs >= 1,
                "section '%s' and %d epochs are no place in the book",
                section,
                epochs);
    }
}
