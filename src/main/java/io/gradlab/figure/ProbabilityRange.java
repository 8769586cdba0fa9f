package io.gradlab.figure;

import io.gradlab.core.Text;
import java.util.List;

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

    /** What a panel without a boundary, or without colours, says of itself; a line each. */
    List<Text> lines() {
        if (lowest > highest) {
            return List.of(Text.of("not finite"));
        }
        if (highest - lowest <= NARROW) {
            Text answer = crosses() ? Text.of("nearly constant") : Text.of("constant answer");
            return List.of(answer, Text.of("p = %.2f", hundredths((lowest + highest) / 2)));
        }
        return crosses()
                ? List.of()
                : List.of(Text.of("p = %.2f to %.2f", hundredths(lowest), hundredths(highest)));
    }

    /** Panels that say the same say it by the same values, or a result would have two texts. */
    private static double hundredths(double probability) {
        return Math.round(100 * probability) / 100.0;
    }
}
