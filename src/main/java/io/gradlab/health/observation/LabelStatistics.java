package io.gradlab.health.observation;

import java.util.List;

/**
 * The labels of all batches that were looked at together.
 *
 * @param kind what they are
 * @param examples how many rows
 * @param columns numbers of a row
 * @param shares share of each class of {@link LabelKind#BINARY}, {@link LabelKind#SIGNS}, {@link
 *     LabelKind#CLASS_NUMBERS} and {@link LabelKind#ONE_HOT}, of {@link LabelKind#SEVERAL_CLASSES}
 *     that of each column; else empty
 * @param mean over all numbers
 * @param std standard deviation of all numbers
 * @param rootMeanSquare root of the mean of their squares
 * @param smallest the smallest
 * @param largest the largest
 * @param batches how many batches of two and more examples were looked at
 * @param largestShareOfBatch median over those of the share of the most frequent class; NaN without
 *     classes
 * @param rowsOfBatch median number of examples of a batch; 0 of none
 * @param pairing loss of the labels as predictions over that of their mean as predictions: near 0
 *     where the loss pairs labels and predictions row by row, near 2 where it compares each with
 *     each; NaN where the labels cannot be predictions
 * @param form whether the loss takes them in this form
 */
public record LabelStatistics(
        LabelKind kind,
        long examples,
        int columns,
        List<Double> shares,
        double mean,
        double std,
        double rootMeanSquare,
        double smallest,
        double largest,
        long batches,
        double largestShareOfBatch,
        double rowsOfBatch,
        double pairing,
        LabelForm form) {

    /** Nothing was seen. */
    public static final LabelStatistics NONE =
            new LabelStatistics(
                    LabelKind.UNKNOWN,
                    0,
                    0,
                    List.of(),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    0,
                    Double.NaN,
                    0,
                    Double.NaN,
                    LabelForm.FITS);

    /** Copies the list. */
    public LabelStatistics {
        shares = List.copyOf(shares);
    }
}
