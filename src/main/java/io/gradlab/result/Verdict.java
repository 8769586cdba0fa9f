package io.gradlab.result;

import io.gradlab.core.Require;
import java.util.Locale;

/**
 * What the measurement says about a claim.
 *
 * @param claim the book's or the common sentence
 * @param measured the numbers that speak for or against it
 * @param word the judgement
 * @param seeds how many initialisations stand behind it
 */
public record Verdict(String claim, String measured, Word word, int seeds) {

    /** The judgement. */
    public enum Word {
        /** The numbers bear the claim out. */
        CONFIRMED,
        /** The claim is false as it stands; the measured numbers say what is true. */
        CORRECTED,
        /** The numbers speak neither way. */
        UNDECIDED;

        /** As it is printed, for example {@code confirmed}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks the number of seeds, and that nothing is missing.
     *
     * @throws IllegalArgumentException if there is no seed, or a text or the word is missing, as
     *     from a damaged file
     */
    @SuppressWarnings("ConstantValue") // Gson passes null for what a file lacks
    public Verdict {
        Require.argument(
                claim != null && measured != null && word != null,
                "verdict on '%s' lacks its measured text or its word; give confirmed, corrected or undecided",
                claim);
        Require.argument(
                seeds >= 1, "verdict on '%s' rests on %d seeds; measure at least 1", claim, seeds);
    }

    /**
     * Two lines ended by \n: the word with the claim, then the measured numbers, with the number of
     * seeds unless they name it.
     */
    public String toText() {
        String behind = saysSeeds() ? "" : " (" + seedsText() + ")";
        return "%-9s  %s\n           measured: %s%s\n"
                .formatted(word.id(), claim, measured, behind);
    }

    /** Whether the measured text itself names the number: 3 of 5 seeds. */
    public boolean saysSeeds() {
        return measured.contains("of " + seeds + " ");
    }

    /** For example {@code 5 seeds}. */
    public String seedsText() {
        return seeds + (seeds == 1 ? " seed" : " seeds");
    }
}
