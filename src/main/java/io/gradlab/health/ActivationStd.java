package io.gradlab.health;

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
        int rows = units == 0 ? 0 : values.length / units;
        double[] mean = new double[units];
        for (int i = 0; i < rows * units; i++) {
            mean[i % units] += values[i] / (double) rows;
        }
        double sum = 0;
        for (int i = 0; i < rows * units; i++) {
            double difference = values[i] - mean[i % units];
            sum += difference * difference;
        }
        return Math.sqrt(sum / ((double) rows * units));
    }
}
