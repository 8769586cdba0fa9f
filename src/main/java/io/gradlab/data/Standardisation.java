package io.gradlab.data;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Mean 0 and standard deviation 1 of every feature on the training examples: x becomes (x - mean) /
 * std, in float64, rounded to float32 once; the divisor of the variance is the number of examples.
 * A feature that is constant on the training examples becomes x - mean.
 *
 * @param means of the training examples, one for each feature
 * @param stds their standard deviations, 1 for a constant feature
 */
public record Standardisation(List<Double> means, List<Double> stds) {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if they differ in length, or a value is no finite number
     */
    public Standardisation {
        means = List.copyOf(means);
        stds = List.copyOf(stds);
        Require.that(
                means.size() == stds.size()
                        && Stream.concat(means.stream(), stds.stream()).allMatch(Double::isFinite)
                        && stds.stream().allMatch(std -> std > 0),
                "%d means and %d standard deviations: a finite mean and a positive standard deviation belong to each feature",
                means.size(),
                stds.size());
    }

    /**
     * That of some examples.
     *
     * @param train at least one example, every feature finite
     */
    public static Standardisation of(Examples train) {
        Require.argument(train.size() > 0, "no examples; means need at least one");
        List<Double> means = new ArrayList<>();
        List<Double> stds = new ArrayList<>();
        for (int feature = 0; feature < train.width(); feature++) {
            double mean = values(train, feature).average().orElseThrow();
            double squares =
                    values(train, feature)
                            .map(x -> (x - mean) * (x - mean))
                            .average()
                            .orElseThrow();
            means.add(mean);
            stds.add(squares == 0 ? 1 : Math.sqrt(squares));
        }
        return new Standardisation(means, stds);
    }

    private static DoubleStream values(Examples examples, int feature) {
        return IntStream.range(0, examples.size())
                .mapToDouble(i -> examples.features()[i * examples.width() + feature]);
    }

    /** The data set standardised by its own training examples; its name says so. */
    public static DataSplits standardised(DataSplits data) {
        return of(data.train()).apply(data);
    }

    /** A data set of the same features, standardised; its name says so. */
    public DataSplits apply(DataSplits data) {
        return new DataSplits(
                Text.of("%s, standardised", data.name()),
                data.featureNames(),
                apply(data.train()),
                apply(data.validation()),
                apply(data.test()));
    }

    /** Examples of the same features, standardised. */
    public Examples apply(Examples examples) {
        return new Examples(
                examples.width(), apply(examples.width(), examples.features()), examples.labels());
    }

    /** Rows of so many features, standardised, in a new array. */
    public float[] apply(int width, float[] features) {
        Require.argument(
                width == means.size(), "rows of width %d do not fit %d means", width, means.size());
        float[] values = features.clone();
        for (int i = 0; i < values.length; i++) {
            int feature = i % width;
            values[i] = (float) (1 / stds.get(feature) * (values[i] - means.get(feature)));
        }
        return values;
    }
}
