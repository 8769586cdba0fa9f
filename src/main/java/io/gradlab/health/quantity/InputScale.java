package io.gradlab.health.quantity;

import io.gradlab.health.observation.InputStatistics;
import java.util.ArrayList;
import java.util.List;

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
        double largestStd = 0;
        int widest = 0;
        int farthest = 0;
        List<Double> stds = new ArrayList<>();
        for (int feature = 0; feature < features; feature++) {
            double[] moments = moments(values, feature, features);
            if (Math.abs(moments[0]) > largestMean) {
                largestMean = Math.abs(moments[0]);
                farthest = feature + 1;
            }
            if (moments[1] > largestStd) {
                largestStd = moments[1];
                widest = feature + 1;
            }
            if (moments[1] > 0) {
                stds.add(moments[1]);
            }
        }
        stds.sort(null);
        double largest = 0;
        for (float value : values) {
            largest = Float.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
        }
        return new InputStatistics(
                features,
                largestMean,
                stds.isEmpty() ? 0 : stds.get(0),
                stds.isEmpty() ? 0 : stds.get(stds.size() / 2),
                largestStd,
                largest,
                NonFiniteCount.of(values),
                widest,
                farthest);
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
