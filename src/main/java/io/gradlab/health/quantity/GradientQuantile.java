package io.gradlab.health.quantity;

import java.util.Arrays;

/**
 * A quantile of |g| over the elements of a parameter: the smallest element with at least a share q
 * of all elements at or below it (the inverse of the empirical distribution function, Hyndman and
 * Fan's type 1). The median is the quantity of BTTackler's rule on vanishing gradients.
 *
 * <p>Of a parameter with more than {@value #MOST} elements every k-th one is taken, k the smallest
 * number that leaves at most so many: sorting 200,000 elements took 14 ms, 1024 take 0.03 ms. NaN
 * counts as larger than infinity. NaN for a parameter without elements.
 */
final class GradientQuantile {

    /** Most elements that are sorted. */
    static final int MOST = 1024;

    private GradientQuantile() {}

    /** Of {@link #sorted} values; the share q in (0, 1], 0.5 for the median. */
    static double of(float[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(rank, 1) - 1];
    }

    /** |g|, or every k-th of them, in ascending order. */
    static float[] sorted(float[] gradient) {
        int stride = Math.max(1, (gradient.length + MOST - 1) / MOST);
        float[] magnitudes = new float[(gradient.length + stride - 1) / stride];
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = Math.abs(gradient[i * stride]);
        }
        Arrays.sort(magnitudes);
        return magnitudes;
    }
}
