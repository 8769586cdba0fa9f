package io.gradlab.result;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import org.jspecify.annotations.Nullable;

/**
 * What the measurement says about a claim. {@link Claim} makes it.
 *
 * @param claim the sentence
 * @param source whose it is
 * @param book where the book has it; null unless it is the book's
 * @param rule by which it was judged
 * @param measured the numbers that speak for or against it
 * @param word the judgement
 * @param seeds how many starts, or other things that were counted, stand behind it
 */
public record Verdict(
        Text claim,
        ClaimSource source,
        @Nullable BookPlace book,
        ClaimRule rule,
        Text measured,
        Word word,
        int seeds) {

    /**
     * Checks the number of seeds, and that nothing is missing.
     *
     * @throws IllegalArgumentException if there is no seed, or something is missing, as from a
     *     damaged file
     */
    @SuppressWarnings("ConstantValue") // Gson passes null for what a file lacks
    public Verdict {
        Require.argument(
                claim != null && source != null && rule != null && measured != null && word != null,
                "verdict on '%s' lacks its source, rule, measured text or word; give all four",
                claim);
        source.requirePlace(book, claim);
        Require.argument(
                seeds >= 1, "verdict on '%s' rests on %d seeds; measure at least 1", claim, seeds);
    }
}
