package io.gradlab.population;

import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import java.util.Arrays;
import java.util.Random;

/**
 * One network of a population: everything about its training but the data and the epochs. Two equal
 * members train alike to the last bit, whatever else is in their population.
 *
 * @param architecture the network
 * @param weights distribution of the initial weights
 * @param bias every initial bias
 * @param seed of the initial weights: a member starts as {@code Mlp.withInitialValues} does
 * @param learningRate of plain gradient descent, positive and finite
 * @param clipNorm L2 norm that the gradients together are clipped to; infinite for no clipping
 */
public record Member(
        MlpArchitecture architecture,
        InitialWeights weights,
        float bias,
        long seed,
        float learningRate,
        float clipNorm) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the learning rate is not positive and finite, the bias is
     *     not finite, or the limit of clipping is not positive
     */
    public Member {
        if (!(learningRate > 0) || learningRate == Float.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "learning rate "
                            + learningRate
                            + " must be positive and finite; use for example 0.2");
        }
        if (!Float.isFinite(bias)) {
            throw new IllegalArgumentException(
                    "bias " + bias + " is not finite; use for example 0");
        }
        if (!(clipNorm > 0)) {
            throw new IllegalArgumentException(
                    "clipping limit " + clipNorm + " must be positive; use for example 1");
        }
    }

    /**
     * A member without clipping.
     *
     * @param architecture the network
     * @param weights distribution of the initial weights
     * @param bias every initial bias
     * @param seed of the initial weights
     * @param learningRate positive and finite
     * @return the member
     */
    public static Member of(
            MlpArchitecture architecture,
            InitialWeights weights,
            double bias,
            long seed,
            double learningRate) {
        return new Member(
                architecture,
                weights,
                (float) bias,
                seed,
                (float) learningRate,
                Float.POSITIVE_INFINITY);
    }

    /**
     * The same with gradient clipping.
     *
     * @param limit positive
     * @return a copy
     */
    public Member withClipNorm(double limit) {
        return new Member(architecture, weights, bias, seed, learningRate, (float) limit);
    }

    /**
     * The initial parameters, layer by layer: weights (units, inputs), then biases (units).
     *
     * @return two arrays for each layer
     */
    float[][] initial() {
        Random random = InitialWeights.generator(seed);
        float[][] parameters = new float[2 * architecture.layers()][];
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            int units = architecture.unitsOf(layer);
            parameters[2 * layer - 2] = weights.draw(random, units, architecture.inputsOf(layer));
            parameters[2 * layer - 1] = new float[units];
            Arrays.fill(parameters[2 * layer - 1], bias);
        }
        return parameters;
    }
}
