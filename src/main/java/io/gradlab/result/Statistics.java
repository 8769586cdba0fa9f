package io.gradlab.result;

import io.gradlab.core.Require;
import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * Statistics of scores over seeds. Every function refuses an empty sample; NaN anywhere gives NaN,
 * never a number that looks sound.
 */
public final class Statistics {

    /** Share of intervals that miss the true value: every interval is one of 95 %. */
    private static final double MISSES = 0.05;

    /** Without the copy it would put the caller's sample in another order, and pairs with it. */
    private static final Quantile QUANTILE =
            Quantile.withDefaults().withCopy(true).with(EstimationMethod.HF7);

    /** An interval with its centre, the observed value. */
    public record Interval(double estimate, double low, double high) {

        /** Whether the whole interval is above a value; never for NaN. */
        public boolean isAbove(double value) {
            return low > value;
        }

        /** Whether the whole interval is below a value; never for NaN. */
        boolean isBelow(double value) {
            return high < value;
        }
    }

    private Statistics() {}

    /** The mean of at least one value; infinite if the values are, of one sign. */
    public static double mean(double[] sample) {
        requireNotEmpty(sample);
        return Mean.of(sample).getAsDouble();
    }

    /** Standard deviation with divisor n - 1; NaN for a single value, whose spread is unknown. */
    public static double standardDeviation(double[] sample) {
        requireNotEmpty(sample);
        return sample.length == 1 ? Double.NaN : StandardDeviation.of(sample).getAsDouble();
    }

    /** The median: {@link #quantile} of one half. */
    public static double median(double[] sample) {
        return quantile(sample, 0.5);
    }

    /**
     * The q-quantile, q in [0, 1], with linear interpolation between order statistics at position 1
     * + (n - 1) q: type 7 of Hyndman and Fan 1996, doi:10.2307/2684934, the default of R and NumPy.
     */
    public static double quantile(double[] sample, double q) {
        requireNotEmpty(sample);
        if (Arrays.stream(sample).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        return QUANTILE.evaluate(sample, q);
    }

    /**
     * Wilson's 95 % interval for a share, which stays inside [0, 1] and has a width even for 0 of
     * n: (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n). Wilson 1927,
     * doi:10.1080/01621459.1927.10502953.
     *
     * @param successes 0 to trials
     * @param trials at least 1
     */
    public static Interval share(int successes, int trials) {
        var wilson =
                BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(trials, successes, MISSES);
        // Exactly 0 and 1 at the ends, where rounding leaves 3e-17.
        return new Interval(
                (double) successes / trials,
                successes == 0 ? 0 : wilson.getLowerBound(),
                successes == trials ? 1 : wilson.getUpperBound());
    }

    /**
     * Mean of the paired differences second - first, with Student's 95 % interval: mean -+ t(0.975,
     * n-1) s / sqrt(n). Student 1908, doi:10.2307/2331554. It supposes differences that are about
     * normal. Scores over seeds have two peaks, so with few seeds the interval is a guide; it is
     * wide there, which errs to the side of "undecided". One pair: an infinite interval.
     *
     * @param first scores, by seed
     * @param second scores of the same seeds
     */
    public static Interval pairedDifference(double[] first, double[] second) {
        Require.argument(
                first.length == second.length,
                "%d and %d scores cannot be paired",
                first.length,
                second.length);
        double[] differences = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            differences[i] = second[i] - first[i];
        }
        double mean = mean(differences);
        if (first.length == 1) {
            return new Interval(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        int n = first.length;
        double t = TDistribution.of(n - 1).inverseSurvivalProbability(MISSES / 2);
        double half = t * standardDeviation(differences) / Math.sqrt(n);
        return new Interval(mean, mean - half, mean + half);
    }

    /** Number of values that are at least a limit; NaN is not. */
    public static int atLeast(double[] sample, double limit) {
        return Math.toIntExact(Arrays.stream(sample).filter(value -> value >= limit).count());
    }

    private static void requireNotEmpty(double[] sample) {
        Require.argument(sample.length > 0, "no values; statistics need at least one");
    }
}
