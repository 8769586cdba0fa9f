package io.gradlab.figure;

import io.gradlab.core.Text;

/**
 * What the probabilities of a panel have in common.
 *
 * @param lowest of those that are finite
 * @param highest of those that are finite; below the lowest if none is
 * @param finite whether all are
 */
record ProbabilityRange(double lowest, double highest, boolean finite) {

    /** Closer to each other than the eye tells colours apart. */
    private static final double NARROW = 0.02;

    static ProbabilityRange of(float[] probabilities) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        boolean finite = true;
        for (float probability : probabilities) {
            if (Float.isFinite(probability)) {
                lowest = Math.min(lowest, probability);
                highest = Math.max(highest, probability);
            } else {
                finite = false;
            }
        }
        return new ProbabilityRange(lowest, highest, finite);
    }

    /** Whether the answers differ: there is a decision boundary. */
    boolean crosses() {
        return lowest < 0.5 && highest >= 0.5;
    }

    /** What a panel says in which nothing, or hardly anything, is to be seen. */
    Text note() {
        if (lowest > highest) {
            return Text.of("not finite");
        }
        if (!finite) {
            return Text.of("not finite in part");
        }
        if (highest - lowest <= NARROW) {
            double middle = hundredths((lowest + highest) / 2);
            return crosses()
                    ? Text.of("nearly constant, p = %.2f", middle)
                    : Text.of("constant answer, p = %.2f", middle);
        }
        return crosses()
                ? Text.NOTHING
                : Text.of("p = %.2f to %.2f", hundredths(lowest), hundredths(highest));
    }

    /** Panels that say the same say it by the same values, or a result would have two texts. */
    private static double hundredths(double probability) {
        return Math.round(100 * probability) / 100.0;
    }
}
