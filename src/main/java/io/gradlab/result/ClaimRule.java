package io.gradlab.result;

/**
 * How a claim is judged. Each rule has one wording, which stands in the sentence of the claim, so
 * that a reader sees what "confirmed" means.
 */
public enum ClaimRule {
    /**
     * Confirmed if none of at least {@value #ENOUGH} fails, corrected when one does, else
     * undecided.
     */
    IN_EVERY_START("in every"),
    /** By Wilson's 95 % interval of the share: confirmed above one half, corrected below. */
    IN_MOST_STARTS("in most"),
    /**
     * By the 95 % interval of the paired difference: confirmed beyond one example of the test set,
     * corrected beyond one example the other way round, else undecided.
     */
    ON_AVERAGE("on average over"),
    /** Of one start, where chance has no part: as it is seen. */
    IN_THIS_START("in this"),
    /** Of two shares: confirmed or corrected if their 95 % intervals do not meet. */
    BY_THE_SHARE("by the share of"),
    /** Of a formula: confirmed if every share is within a named number of standard errors. */
    WITH_PROBABILITY("with probability");

    /** Starts without a failure from which on "in every start" is confirmed. */
    public static final int ENOUGH = 300;

    private final String wording;

    ClaimRule(String wording) {
        this.wording = wording;
    }

    /** What stands in every sentence of it, in English: for example {@code in most}. */
    public String wording() {
        return wording;
    }
}
