package io.gradlab.result;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;

/**
 * A distribution that a sample is compared with.
 *
 * @param mean its mean
 * @param deviation its standard deviation
 * @param kurtosis fourth central moment over the squared variance
 * @param density of a value
 * @param quantile of a probability in [0, 1]
 */
public record ReferenceDistribution(
        double mean,
        double deviation,
        double kurtosis,
        DoubleUnaryOperator density,
        DoubleUnaryOperator quantile) {

    /** The Gaussian distribution, of kurtosis 3; the deviation is above 0. */
    public static ReferenceDistribution normal(double mean, double deviation) {
        return of(NormalDistribution.of(mean, deviation), 3);
    }

    /** The uniform distribution from low to high, of kurtosis 1.8. */
    public static ReferenceDistribution uniform(double low, double high) {
        return of(UniformContinuousDistribution.of(low, high), 1.8);
    }

    private static ReferenceDistribution of(ContinuousDistribution theory, double kurtosis) {
        return new ReferenceDistribution(
                theory.getMean(),
                Math.sqrt(theory.getVariance()),
                kurtosis,
                theory::density,
                theory::inverseCumulativeProbability);
    }
}
