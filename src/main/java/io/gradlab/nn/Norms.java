package io.gradlab.nn;

import java.util.Arrays;

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

    /**
     * The L2 norm, scaled by the largest element so that squares of values near 1e-200 do not
     * underflow.
     *
     * @param values any number of values
     * @return sqrt(sum of squares); 0 for none, NaN if any is NaN
     */
    public static double l2(double[] values) {
        double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (double value : values) {
            sum += (value / largest) * (value / largest);
        }
        return largest * Math.sqrt(sum);
    }
}
