package io.gradlab.nn;

import io.gradlab.core.Require;

/**
 * How a network is started and trained by full-batch gradient descent: everything but its seed, its
 * epochs and the data.
 *
 * @param architecture the network
 * @param weights distribution of the initial weights
 * @param bias every initial bias, finite
 * @param learningRate constant, positive and finite
 * @param clipping gradient clipping
 */
public record MlpConfiguration(
        MlpArchitecture architecture,
        InitialWeights weights,
        float bias,
        float learningRate,
        Clipping clipping) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the learning rate is not positive and finite, or the bias
     *     is not finite
     */
    public MlpConfiguration {
        requireLearningRate(learningRate);
        InitialWeights.requireBias(bias);
    }

    /**
     * Checks a learning rate.
     *
     * @param rate of plain gradient descent
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public static void requireLearningRate(float rate) {
        Require.that(
                rate > 0 && rate < Float.POSITIVE_INFINITY,
                "learning rate %s must be positive and finite; use for example 0.2",
                rate);
    }

    /** The parameters before the first update, the same for the same seed, on every machine. */
    public StateDict initial(long seed) {
        return weights.draw(architecture, bias, seed);
    }

    /** The same with another clipping. */
    public MlpConfiguration withClipping(Clipping newClipping) {
        return new MlpConfiguration(architecture, weights, bias, learningRate, newClipping);
    }
}
