package io.gradlab.health.quantity;

/**
 * Standard deviation of the activations of a layer over the examples of the probe set: for each
 * unit the variance over the examples (divisor n), averaged over the units, square root. What
 * differs between units and not between examples tells the next layer nothing about the input, and
 * is not counted. NaN if there are none.
 */
public final class ActivationStd {

    private ActivationStd() {}

    /** Of rows of {@code units} values: not negative, or NaN. */
    static double of(float[] values, int units) {
        double[] mean = columnMeans(values, units);
        double sum = 0;
        for (int start = 0; start < values.length; start += units) {
            for (int unit = 0; unit < units; unit++) {
                double difference = values[start + unit] - mean[unit];
                sum += difference * difference;
            }
        }
        return Math.sqrt(sum / values.length);
    }

    /**
     * Means of columns, in float64.
     *
     * @param values rows of {@code columns} values
     * @param columns number of columns
     * @return one mean for each column; NaN of no rows
     */
    public static double[] columnMeans(float[] values, int columns) {
        double[] means = new double[columns];
        // Nested loops: i % columns took twice the time.
        for (int start = 0; start < values.length; start += columns) {
            for (int column = 0; column < columns; column++) {
                means[column] += values[start + column];
            }
        }
        // Not times 1 / rows: 49 * (1.0 / 49) is less than 1.
        double rows = (double) values.length / columns;
        for (int column = 0; column < columns; column++) {
            means[column] /= rows;
        }
        return means;
    }
}
