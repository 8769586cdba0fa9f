package io.gradlab.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every row of a CSV file, in the order of the file.
 *
 * @param featureNames the feature columns, in the order of the file
 * @param features rows * width values, row after row
 * @param labels 0 or 1 for each row; null if the file has no label column
 * @param split train, validation or test for each row; null if the file has no split column
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, read by the engine
public record CsvRows(
        List<String> featureNames,
        float[] features,
        float @Nullable [] labels,
        @Nullable List<String> split) {

    /** Number of features, at least 1. */
    public int width() {
        return featureNames.size();
    }

    /** Number of rows, at least 1. */
    public int size() {
        return features.length / width();
    }
}
