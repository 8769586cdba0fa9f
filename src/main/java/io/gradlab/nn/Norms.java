package io.gradlab.nn;

/** Norms of parameters and gradients. */
public final class Norms {

    private Norms() {}

    /**
     * The L2 norm in float64: float32 squares of values below 1e-23 would be 0.
     *
     * @param values any number of values
     * @return sqrt(sum of squares); 0 for none, NaN if any is NaN
     */
    public static double l2(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
