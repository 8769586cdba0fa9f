package io.gradlab.health.quantity;

/**
 * Standard deviation of the activations of a layer over the examples of the probe set: for each
 * unit the variance over the examples (divisor n), averaged over the units, square root. What
 * differs between units and not between examples tells the next layer nothing about the input, and
 * is not counted. NaN if there are none.
 */
public final class ActivationStd implements ActivationQuantity {

    /** Of the activations, after the function, in readings. */
    public static final String NAME = "activation std";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double measure(ActivationSample sample) {
        return of(sample.after(), sample.units());
    }

    /**
     * The standard deviation over rows.
     *
     * @param values rows of {@code units} values
     * @param units number of units
     * @return not negative, or NaN
     */
    public static double of(float[] values, int units) {
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

    /** Mean of each column; NaN of no rows. Nested loops: i % units took twice the time. */
    public static double[] columnMeans(float[] values, int columns) {
        double[] means = new double[columns];
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
