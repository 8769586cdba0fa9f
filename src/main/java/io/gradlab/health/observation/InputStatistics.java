package io.gradlab.health.observation;

import io.gradlab.core.Text;
import java.util.List;

/**
 * The scale of the inputs, over the probe set. A feature is a column of a two-dimensional input;
 * any other input counts as one feature.
 *
 * @param features number of features; 0 where the input is no floating point array (tokens)
 * @param largestMean largest |mean| of a feature
 * @param smallestStd smallest standard deviation of a feature that varies
 * @param medianStd median of the standard deviations of the features that vary
 * @param largestStd largest standard deviation of a feature
 * @param largest largest |x|
 * @param nonFinite number of values that are NaN or infinite
 * @param widest number, from 1, of the feature of the largest standard deviation; 0 of none
 * @param farthest number of the feature of the largest |mean|; 0 of none
 * @param names of the features, in order; empty where they are not known
 */
public record InputStatistics(
        int features,
        double largestMean,
        double smallestStd,
        double medianStd,
        double largestStd,
        double largest,
        int nonFinite,
        int widest,
        int farthest,
        List<String> names) {

    /** Nothing was seen. */
    public static final InputStatistics NONE = new InputStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Copies the list. */
    public InputStatistics {
        names = List.copyOf(names);
    }

    /** Without names. */
    public InputStatistics(
            int features,
            double largestMean,
            double smallestStd,
            double medianStd,
            double largestStd,
            double largest,
            int nonFinite,
            int widest,
            int farthest) {
        this(
                features,
                largestMean,
                smallestStd,
                medianStd,
                largestStd,
                largest,
                nonFinite,
                widest,
                farthest,
                List.of());
    }

    /** The same with names; without any where there is not one for each feature. */
    public InputStatistics named(List<String> newNames) {
        return new InputStatistics(
                features,
                largestMean,
                smallestStd,
                medianStd,
                largestStd,
                largest,
                nonFinite,
                widest,
                farthest,
                newNames.size() == features ? newNames : List.of());
    }

    /**
     * A feature in words.
     *
     * @param number from 1; 0 of none
     * @return for example {@code feature 3}, or {@code feature 'age'} where names are known
     */
    public Text feature(int number) {
        return names.isEmpty() || number == 0
                ? Text.of("feature %d", number)
                : Text.of("feature '%s'", names.get(number - 1));
    }
}
