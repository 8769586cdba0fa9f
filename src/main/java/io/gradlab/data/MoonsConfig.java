package io.gradlab.data;

import io.gradlab.core.Require;

/**
 * Which two moons to generate.
 *
 * @param size number of examples, {@value #MIN_SIZE} to {@value #MAX_SIZE}; of an odd number the
 *     inner half circle gets one more
 * @param noise standard deviation of the Gaussian noise on each feature, 0 to {@value #MAX_NOISE};
 *     the circles have radius 1
 * @param shuffle whether the examples are put in random order before they are split; without it all
 *     of the outer half circle comes first, so that the test set holds one class only
 * @param seed any value; it decides order and noise
 */
public record MoonsConfig(int size, double noise, boolean shuffle, long seed) {

    /** Fewest examples: each of the three parts still has one. */
    public static final int MIN_SIZE = 10;

    /** Most examples. */
    public static final int MAX_SIZE = 1_000_000;

    /** Largest noise; at a thousand radii nothing of the moons is left. */
    public static final double MAX_NOISE = 1e3;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if size or noise is out of range
     */
    public MoonsConfig {
        Require.that(
                size >= MIN_SIZE && size <= MAX_SIZE,
                "size %s of the moons is outside %s to %s; take 1000, as the book does",
                size,
                MIN_SIZE,
                MAX_SIZE);
        Require.that(
                noise >= 0 && noise <= MAX_NOISE,
                "noise %s of the moons is outside 0 to %s; take a standard deviation such as 0.1",
                noise,
                MAX_NOISE);
    }

    /** Moon1000: 1000 examples, noise 0.1, shuffled, seed 0. */
    public static MoonsConfig standard() {
        return new MoonsConfig(1000, 0.1, true, 0);
    }

    /** The same with another seed, any value. */
    public MoonsConfig withSeed(long newSeed) {
        return new MoonsConfig(size, noise, shuffle, newSeed);
    }

    /**
     * The same with another noise.
     *
     * @param newNoise standard deviation, 0 to {@value #MAX_NOISE}
     * @return a new configuration
     * @throws IllegalArgumentException if it is out of range
     */
    public MoonsConfig withNoise(double newNoise) {
        return new MoonsConfig(size, newNoise, shuffle, seed);
    }
}
