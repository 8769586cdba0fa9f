package io.gradlab.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gradlab.core.Require;

/**
 * Labelled examples, as primitives.
 *
 * @param width number of features of each example
 * @param features size * width values, example after example
 * @param labels one 0 or 1 for each example
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, read by the engine
public record Examples(int width, float[] features, float[] labels) {

    /**
     * Checks that the arrays fit.
     *
     * @throws IllegalArgumentException if features are not width times labels
     */
    public Examples {
        Require.argument(
                width >= 1 && features.length == (long) width * labels.length,
                "%s feature values do not fit %s labels of width %s",
                features.length,
                labels.length,
                width);
    }

    /** Number of examples, 0 or more. */
    public int size() {
        return labels.length;
    }

    /** The same with some of the features, in this order. */
    Examples columns(int... which) {
        return new Examples(which.length, columns(width, features, which), labels);
    }

    /** Some columns of rows of so many values. */
    static float[] columns(int width, float[] rows, int... which) {
        float[] some = new float[rows.length / width * which.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = rows[i / which.length * width + which[i % which.length]];
        }
        return some;
    }

    /** Share of the examples with label 1, in [0, 1]; NaN without examples. */
    public double shareOfOnes() {
        double ones = 0;
        for (float label : labels) {
            ones += label;
        }
        return ones / size();
    }

    /**
     * Share of the more frequent label, in [0.5, 1]: the accuracy of the constant answer. NaN
     * without examples.
     */
    public double majority() {
        return Math.max(shareOfOnes(), 1 - shareOfOnes());
    }

    /** The features on the manager's device, float32 of shape (size, width). */
    public NDArray features(NDManager manager) {
        return manager.create(features, new Shape(size(), width));
    }

    /** The labels on the manager's device, float32 of shape (size, 1). */
    public NDArray labels(NDManager manager) {
        return manager.create(labels, new Shape(size(), 1));
    }
}
