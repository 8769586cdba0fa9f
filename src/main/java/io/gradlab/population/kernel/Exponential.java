package io.gradlab.population.kernel;

/**
 * Constants of exp in float32: x = k ln 2 + r with |r| at most ln 2 / 2, exp(x) = 2^k (1 + r + r^2
 * q(r)). exp(r) - 1 is r + r^2 q(r), and so keeps its relative accuracy where r is small. q of
 * degree 4 was fitted to the least largest relative error of that, 1.8e-8.
 */
final class Exponential {

    static final float LOG2_E = 1.442695f;

    /** As a float it is 1.9e-9 too large: 127 times that is what is lost where k is lowest. */
    static final float LN_2 = 0.6931472f;

    /** Coefficients of q, the highest first. */
    static final float Q4 = 1.3946430e-3f;

    static final float Q3 = 8.3665745e-3f;
    static final float Q2 = 4.1666284e-2f;
    static final float Q1 = 1.6666543e-1f;
    static final float Q0 = 0.5f;

    /** Bits of the mantissa, by which an integer becomes an exponent. */
    static final int MANTISSA = 23;

    /**
     * 1.5 * 2^23 + 127: a float near it is an integer in the last bits of its mantissa, here k +
     * 127, the exponent of 2^k. On Java 17 a conversion to int takes several times as long.
     */
    static final float ROUNDER = 12_583_039f;

    /** From here on k is -127, whose power is written as 0: exp(x) is 0, and not subnormal. */
    static final float LOWEST = -88;

    /** Up to here k is at most 127, and 2^k finite. */
    static final float HIGHEST = 88.3f;

    /** Here k is 128, whose power is written as infinity, and r positive: exp(x) is infinite. */
    static final float BEYOND = 89;

    /** 1, 1/3, 1/5, ...: (1/2) log((1 + s) / (1 - s)) = s + s^3 / 3 + ... */
    static final float[] ODD = {1, 1f / 3, 1f / 5, 1f / 7, 1f / 9, 1f / 11, 1f / 13, 1f / 15};

    private Exponential() {}
}
