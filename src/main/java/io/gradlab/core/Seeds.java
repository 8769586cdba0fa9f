package io.gradlab.core;

import java.util.Random;

/**
 * Random numbers that a seed decides on every machine and every JDK: {@link Random}'s algorithm is
 * part of its specification, and the mixing function is written down here.
 */
public final class Seeds {

    /** 2^64 over the golden ratio, odd: the step of SplitMix64. */
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private Seeds() {}

    /**
     * The first number that SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195,
     * with Stafford's mixing constants 13) gives for a seed. A bijection: different seeds give
     * different numbers.
     *
     * @param seed any value
     * @return 64 bits, far apart for neighbouring seeds
     */
    public static long mix(long seed) {
        long z = seed + GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /**
     * A generator for a seed. The seed is mixed first, because {@link Random} starts neighbouring
     * seeds with similar values.
     *
     * @param seed any value
     * @return the generator, the same on every machine
     */
    public static Random random(long seed) {
        return new Random(mix(seed));
    }
}
