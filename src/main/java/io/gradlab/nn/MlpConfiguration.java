package io.gradlab.nn;

/**
 * How a network is started and trained on the whole training set: everything but its seed, its
 * epochs and the data.
 *
 * @param architecture the network
 * @param weights distribution of the initial weights
 * @param bias every initial bias, finite
 * @param learningRate constant, positive and finite
 * @param clipping gradient clipping
 * @param updateRule what an update makes of the clipped gradients
 */
public record MlpConfiguration(
        MlpArchitecture architecture,
        InitialWeights weights,
        float bias,
        float learningRate,
        Clipping clipping,
        UpdateRule updateRule) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the learning rate is not positive and finite, or the bias
     *     is not finite
     */
    public MlpConfiguration {
        UpdateRule.requireLearningRate(learningRate);
        InitialWeights.requireBias(bias);
    }

    /**
     * The book's start of section 4.3: weights N(0, 1), biases 0, no clipping, plain gradient
     * descent.
     *
     * @param learningRate positive and finite as a float
     */
    public static MlpConfiguration standard(MlpArchitecture architecture, double learningRate) {
        return new MlpConfiguration(
                architecture,
                InitialWeights.normal(1),
                0,
                (float) learningRate,
                Clipping.NONE,
                UpdateRule.sgd());
    }

    /** The parameters before the first update, the same for the same seed, on every machine. */
    public StateDict initial(long seed) {
        return weights.draw(architecture, bias, seed);
    }

    /** The same of another network. */
    public MlpConfiguration withArchitecture(MlpArchitecture newArchitecture) {
        return new MlpConfiguration(
                newArchitecture, weights, bias, learningRate, clipping, updateRule);
    }

    /** The same at another learning rate, positive and finite as a float. */
    public MlpConfiguration withLearningRate(double newRate) {
        return new MlpConfiguration(
                architecture, weights, bias, (float) newRate, clipping, updateRule);
    }

    /** The same from another start; the bias finite as a float. */
    public MlpConfiguration withWeights(InitialWeights newWeights, double newBias) {
        return new MlpConfiguration(
                architecture, newWeights, (float) newBias, learningRate, clipping, updateRule);
    }

    /** The same with another clipping of the gradients. */
    public MlpConfiguration withClipping(Clipping newClipping) {
        return new MlpConfiguration(
                architecture, weights, bias, learningRate, newClipping, updateRule);
    }

    /** The same with another rule of the updates. */
    public MlpConfiguration withUpdateRule(UpdateRule newRule) {
        return new MlpConfiguration(architecture, weights, bias, learningRate, clipping, newRule);
    }
}
