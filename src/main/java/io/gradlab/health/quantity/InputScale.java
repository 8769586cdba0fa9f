package io.gradlab.health.quantity;

import io.gradlab.health.observation.InputStatistics;

/** Mean, standard deviation and size of the features of an input. */
public final class InputScale {

    private InputScale() {}

    /**
     * Measures in float64, with divisor n.
     *
     * @param values rows of {@code features} values
     * @param features number of columns
     * @return zeros where there are no values; values that are not finite are counted and left out
     */
    public static InputStatistics of(float[] values, int features) {
        double largestMean = 0;
        double smallestStd = Double.POSITIVE_INFINITY;
        double largestStd = 0;
        for (int feature = 0; feature < features; feature++) {
            double[] moments = moments(values, feature, features);
            largestMean = Math.max(largestMean, Math.abs(moments[0]));
            largestStd = Math.max(largestStd, moments[1]);
            if (moments[1] > 0) {
                smallestStd = Math.min(smallestStd, moments[1]);
            }
        }
        double largest = 0;
        for (float value : values) {
            largest = Float.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
        }
        return new InputStatistics(
                features,
                largestMean,
                Double.isInfinite(smallestStd) ? 0 : smallestStd,
                largestStd,
                largest,
                NonFiniteCount.of(values));
    }

    private static double[] moments(float[] values, int feature, int features) {
        double sum = 0;
        int count = 0;
        for (int i = feature; i < values.length; i += features) {
            if (Float.isFinite(values[i])) {
                sum += values[i];
                count++;
            }
        }
        double mean = count == 0 ? 0 : sum / count;
        double squares = 0;
        for (int i = feature; i < values.length; i += features) {
            if (Float.isFinite(values[i])) {
                squares += (values[i] - mean) * (values[i] - mean);
            }
        }
        return new double[] {mean, count == 0 ? 0 : Math.sqrt(squares / count)};
    }
}
