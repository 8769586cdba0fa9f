package io.gradlab.calibration;

/**
 * How many of how many.
 *
 * @param hits how many
 * @param of of how many
 */
record Share(int hits, int of) {

    /** The share: hits / of; NaN of none. */
    double value() {
        return (double) hits / of;
    }

    /** For example {@code 0.95 (19/20)}; a dash and the counts of none. */
    @Override
    public String toString() {
        return of == 0 ? "- (0/0)" : "%.3f (%d/%d)".formatted(value(), hits, of);
    }
}
