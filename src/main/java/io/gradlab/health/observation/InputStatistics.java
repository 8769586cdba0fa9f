package io.gradlab.health.observation;

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
        int farthest) {

    /** Nothing was seen. */
    public static final InputStatistics NONE = new InputStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0);
}
