package io.gradlab.population;

import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.StateDict;
import org.jspecify.annotations.Nullable;

/**
 * One network of a population: everything about its training but the data and the epochs. Equal
 * members come out alike, whatever else is in their population: to the last bit where the kernel
 * trains them, else up to rounding, see {@link Population}.
 *
 * @param configuration the network, its initial values, learning rate, clipping and update rule
 * @param seed of the initial weights: a member starts as {@code MlpBlock.withInitialValues} does
 * @param start initial parameters to take instead of drawn ones; null to draw them
 */
public record Member(MlpConfiguration configuration, long seed, @Nullable StateDict start) {

    /**
     * Checks the given parameters.
     *
     * @throws IllegalArgumentException if they do not fit
     */
    public Member {
        if (start != null) {
            start.requireFits(configuration.architecture());
        }
    }

    /**
     * A member with drawn initial parameters.
     *
     * @param configuration the network, its initial values, learning rate, clipping and update rule
     * @param seed of the initial weights
     */
    public Member(MlpConfiguration configuration, long seed) {
        this(configuration, seed, null);
    }

    /**
     * A member without clipping.
     *
     * @param architecture the network
     * @param weights distribution of the initial weights
     * @param bias every initial bias
     * @param seed of the initial weights
     * @param learningRate positive and finite
     */
    public static Member of(
            MlpArchitecture architecture,
            InitialWeights weights,
            double bias,
            long seed,
            double learningRate) {
        return new Member(
                MlpConfiguration.standard(architecture, learningRate).withWeights(weights, bias),
                seed);
    }

    /** The same with another clipping of the gradients. */
    public Member withClipping(Clipping clipping) {
        return new Member(configuration.withClipping(clipping), seed, start);
    }

    /** The same from another seed. */
    public Member withSeed(long other) {
        return new Member(configuration, other, start);
    }

    /**
     * The same from given parameters.
     *
     * @throws IllegalArgumentException if they do not fit its architecture
     */
    public Member startingFrom(StateDict parameters) {
        return new Member(configuration, seed, parameters);
    }

    /** The network's widths and activation function. */
    public MlpArchitecture architecture() {
        return configuration.architecture();
    }

    /** The parameters before the first update. */
    StateDict initial() {
        return start == null ? configuration.initial(seed) : start;
    }

    /** The limit of one way to clip; infinite if it does not clip so. */
    float limit(Clipping.Kind way) {
        return configuration.clipping().limit(way);
    }
}
