package io.gradlab.population;

import io.gradlab.core.Seeds;
import io.gradlab.core.UserMistake;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One network of a population: everything about its training but the data and the epochs. Equal
 * members train alike up to rounding, whatever else is in their population: within 1e-5 of the loss
 * at rates where rounding does not grow. At rates that part trajectories (3 and more for 2-5-1) a
 * single member may come out otherwise in another population, or on another number of cores; the
 * same population on the same cores comes out the same.
 *
 * @param architecture the network
 * @param weights distribution of the initial weights
 * @param bias every initial bias
 * @param seed of the initial weights: a member starts as {@code Mlp.withInitialValues} does
 * @param learningRate of plain gradient descent, positive and finite
 * @param clipValue each element of the gradients is clipped to [-clipValue, clipValue]; infinite
 *     for no clipping
 * @param clipNorm L2 norm that the gradients together are clipped to; infinite for no clipping
 * @param start initial parameters to take instead of drawn ones: weights (units, inputs) and biases
 *     of each layer, row by row; null to draw them
 */
public record Member(
        MlpArchitecture architecture,
        InitialWeights weights,
        float bias,
        long seed,
        float learningRate,
        float clipValue,
        float clipNorm,
        @Nullable List<float[]> start) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the learning rate is not positive and finite, the bias is
     *     not finite, the limit of clipping is not positive, or given parameters do not fit
     */
    public Member {
        if (!(learningRate > 0) || learningRate == Float.POSITIVE_INFINITY) {
            throw new UserMistake(
                    "learning rate "
                            + learningRate
                            + " must be positive and finite; use for example 0.2");
        }
        if (!Float.isFinite(bias)) {
            throw new UserMistake("bias " + bias + " is not finite; use for example 0");
        }
        requirePositive(clipValue);
        requirePositive(clipNorm);
        if (start != null) {
            start = List.copyOf(start);
            requireFits(architecture, start);
        }
    }

    private static void requirePositive(float limit) {
        if (!(limit > 0)) {
            throw new UserMistake(
                    "clipping limit " + limit + " must be positive; use for example 1");
        }
    }

    private static void requireFits(MlpArchitecture architecture, List<float[]> start) {
        boolean fits = start.size() == 2 * architecture.layers();
        for (int layer = 1; fits && layer <= architecture.layers(); layer++) {
            int units = architecture.unitsOf(layer);
            fits =
                    start.get(2 * layer - 2).length == units * architecture.inputsOf(layer)
                            && start.get(2 * layer - 1).length == units;
        }
        if (!fits) {
            throw new UserMistake(
                    "the given parameters do not fit a "
                            + architecture.widths()
                            + " network; give weights and biases of each layer");
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
                Float.POSITIVE_INFINITY,
                Float.POSITIVE_INFINITY,
                null);
    }

    /**
     * The same with clipping of each element of the gradients.
     *
     * @param limit positive
     * @return a copy
     */
    public Member withClipValue(double limit) {
        return new Member(
                architecture, weights, bias, seed, learningRate, (float) limit, clipNorm, start);
    }

    /**
     * The same with clipping of the norm of all gradients together, after that of the elements.
     *
     * @param limit positive
     * @return a copy
     */
    public Member withClipNorm(double limit) {
        return new Member(
                architecture, weights, bias, seed, learningRate, clipValue, (float) limit, start);
    }

    /**
     * The same from another seed.
     *
     * @param other any number
     * @return a copy
     */
    public Member withSeed(long other) {
        return new Member(
                architecture, weights, bias, other, learningRate, clipValue, clipNorm, start);
    }

    /**
     * The same from given parameters.
     *
     * @param parameters weights (units, inputs) and biases of each layer, row by row
     * @return a copy
     */
    public Member startingFrom(List<float[]> parameters) {
        return new Member(
                architecture, weights, bias, seed, learningRate, clipValue, clipNorm, parameters);
    }

    /**
     * The initial parameters, layer by layer: weights (units, inputs), then biases (units).
     *
     * @return two arrays for each layer
     */
    float[][] initial() {
        if (start != null) {
            return start.toArray(float[][]::new);
        }
        Random random = Seeds.random(seed);
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
