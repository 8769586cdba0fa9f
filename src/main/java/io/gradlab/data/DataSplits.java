package io.gradlab.data;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A data set in three parts. The test set is read once, at the end.
 *
 * @param name what it is, for output and result files, for example the file's name
 * @param featureNames one for each feature, in the order of the values
 * @param train examples the parameters are fitted to
 * @param validation examples that choose the best epoch (the book's "dev" set)
 * @param test examples of the final score
 */
public record DataSplits(
        Text name, List<String> featureNames, Examples train, Examples validation, Examples test) {

    /**
     * Checks that the widths agree.
     *
     * @throws IllegalArgumentException if a part has another width than there are names
     */
    public DataSplits {
        featureNames = List.copyOf(featureNames);
        for (Examples part : List.of(train, validation, test)) {
            Require.argument(
                    part.width() == featureNames.size(),
                    "a part of width %s does not fit %s feature names",
                    part.width(),
                    featureNames.size());
        }
    }

    /** The same of a name that is one in every language, as that of a file is. */
    public DataSplits(
            String name,
            List<String> featureNames,
            Examples train,
            Examples validation,
            Examples test) {
        this(Text.verbatim(name), featureNames, train, validation, test);
    }

    /** Number of features, at least 1. */
    public int width() {
        return featureNames.size();
    }

    /** The three parts together: train, then validation, then test. */
    public Examples all() {
        FloatBuffer features = FloatBuffer.allocate(width() * size());
        FloatBuffer labels = FloatBuffer.allocate(size());
        for (Examples part : List.of(train, validation, test)) {
            features.put(part.features());
            labels.put(part.labels());
        }
        return new Examples(width(), features.array(), labels.array());
    }

    private int size() {
        return train.size() + validation.size() + test.size();
    }
}
