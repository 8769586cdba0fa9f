package io.gradlab.health.quantity;

import java.util.Arrays;
import java.util.Optional;

/**
 * Labels as a table of targets: for each example and output the share of the class, 0 or 1.
 *
 * @param rows number of examples
 * @param columns number of outputs of the block
 * @param targets one row of {@code columns} values for each example, in [0, 1]
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record ClassLabels(int rows, int columns, float[] targets) {

    /**
     * Reads labels: of the shape of the predictions up to dimensions of 1 and in [0, 1]; or class
     * numbers, one for each row of predictions.
     *
     * @param labels as the loss takes them, row by row
     * @param predictions their dimensions
     * @return empty if the labels are neither, and so no classes
     */
    public static Optional<ClassLabels> of(float[] labels, long... predictions) {
        int dimensions = predictions.length;
        if (dimensions > 2 || Arrays.stream(predictions).anyMatch(size -> size == 0)) {
            return Optional.empty();
        }
        long rows = dimensions == 0 ? 1 : predictions[0];
        long columns = dimensions < 2 ? 1 : predictions[1];
        if (labels.length == rows * columns && allIn(labels, 1, false)) {
            return Optional.of(new ClassLabels((int) rows, (int) columns, labels));
        }
        if (labels.length == rows && columns > 1 && allIn(labels, columns - 1, true)) {
            return Optional.of(new ClassLabels((int) rows, (int) columns, oneHot(labels, columns)));
        }
        return Optional.empty();
    }

    private static boolean allIn(float[] values, long most, boolean whole) {
        for (float value : values) {
            if (!(value >= 0 && value <= most) || (whole && value != Math.rint(value))) {
                return false;
            }
        }
        return true;
    }

    private static float[] oneHot(float[] classes, long columns) {
        float[] targets = new float[Math.toIntExact(classes.length * columns)];
        for (int row = 0; row < classes.length; row++) {
            targets[(int) (row * columns + (int) classes[row])] = 1;
        }
        return targets;
    }

    /** The best constant probabilities: mean of each column. */
    public double[] shares() {
        return ActivationStd.columnMeans(targets, columns);
    }

    /** Share of the most frequent class of these labels. */
    public double largestShare() {
        return largestShare(shares());
    }

    /**
     * Share of the most frequent class.
     *
     * @param shares of the columns; of one column that of the ones
     */
    public static double largestShare(double[] shares) {
        double largest = shares.length == 1 ? 1 - shares[0] : 0;
        for (double share : shares) {
            largest = Math.max(largest, share);
        }
        return largest;
    }

    /** Whether every example belongs to exactly one of several classes: false for one column. */
    public boolean exclusive() {
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int column = 0; column < columns; column++) {
                sum += targets[row * columns + column];
            }
            if (columns == 1 || sum != 1) {
                return false;
            }
        }
        return true;
    }
}
