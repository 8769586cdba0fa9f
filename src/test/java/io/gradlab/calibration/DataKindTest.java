package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the data sets are: that their parts share no row, and what the labels follow. */
class DataKindTest {

    private static float[] row(Examples examples, int number) {
        int width = examples.width();
        return Arrays.copyOfRange(examples.features(), number * width, (number + 1) * width);
    }

    private static List<List<Float>> rows(DataSplits data) {
        List<List<Float>> rows = new ArrayList<>();
        for (Examples part : List.of(data.train(), data.validation(), data.test())) {
            for (int i = 0; i < part.size(); i++) {
                List<Float> row = new ArrayList<>();
                for (float value : row(part, i)) {
                    row.add(value);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** A test set that holds training examples would call learning by heart a success. */
    @ParameterizedTest
    @EnumSource
    void parts_shareNoExample(DataKind kind) {
        Set<List<Float>> different = new HashSet<>(rows(kind.generate(5)));
        Set<List<Float>> more = new HashSet<>(rows(kind.generate(5, 400)));

        assertThat(different).hasSize(DataKind.TRAIN + DataKind.VALIDATION + DataKind.TEST);
        assertThat(more).hasSize(DataKind.TRAIN + 400 + DataKind.VALIDATION + DataKind.TEST);
    }

    /** The score that the rule of a data set has on the test set, as of a trained network. */
    private static double score(DataKind kind, ToDoubleFunction<float[]> rule) {
        Examples test = kind.generate(5).test();
        float[] predictions = new float[test.size()];
        int[] classes = new int[test.size()];
        for (int i = 0; i < test.size(); i++) {
            predictions[i] = (float) rule.applyAsDouble(row(test, i));
            classes[i] = Math.round(predictions[i]);
        }
        return kind.task() == Task.REGRESSION
                ? GridScore.determination(test.labels(), predictions)
                : GridScore.recall(test.labels(), classes, kind);
    }

    private static double one(boolean is) {
        return is ? 1 : 0;
    }

    /** Radii 1 and 0.5; a coordinate's variance is (1 + 0.25) / 4 + 0.08^2, so 0.75 is 1.33. */
    @Test
    void circles_areToldByTheirRadius() {
        assertThat(score(DataKind.CIRCLES, x -> one(Math.hypot(x[0], x[1]) < 1.33)))
                .isGreaterThan(0.97);
    }

    @Test
    void clouds_areToldByWhetherTheirSignsAgree() {
        assertThat(score(DataKind.CLOUDS, x -> one(x[0] * x[1] > 0))).isGreaterThan(0.97);
    }

    /** 3.3567 is the median of chi-squared with four degrees of freedom. */
    @Test
    void shells_areHalfInsideTheMedianRadius() {
        double ones = 0;
        for (float label : DataKind.SHELLS.generate(5).test().labels()) {
            ones += label / DataKind.TEST;
        }
        assertThat(ones).isBetween(0.44, 0.56);
        assertThat(
                        score(
                                DataKind.SHELLS,
                                x ->
                                        one(
                                                x[0] * x[0]
                                                                + x[1] * x[1]
                                                                + x[2] * x[2]
                                                                + x[3] * x[3]
                                                        > 3.3567)))
                .isGreaterThan(0.93);
    }

    /** Uniform on 0 to 3: mean 1.5, standard deviation 3 / sqrt(12). */
    @Test
    void checker_hasSquaresOfSideOne() {
        double std = 3 / Math.sqrt(12);
        assertThat(
                        score(
                                DataKind.CHECKER,
                                x -> {
                                    int column = (int) Math.floor(1.5 + std * x[0]);
                                    int row = (int) Math.floor(1.5 + std * x[1]);
                                    return Math.floorMod(column + row, 2);
                                }))
                .isGreaterThan(0.9);
    }

    /**
     * Two normal distributions at distance 2: 0.8413 is the best, with a standard error of 0.015.
     */
    @Test
    void overlap_isToldByNobodyBetterThan84Percent() {
        assertThat(score(DataKind.OVERLAP, x -> one(x[0] > 0)))
                .isGreaterThan(DataKind.OVERLAP.success())
                .isBetween(0.8, 0.88);
    }

    /** Uniform on -1 to 1: standard deviation 1 / sqrt(3). */
    @Test
    void rare_isADisc() {
        assertThat(score(DataKind.RARE, x -> one((x[0] * x[0] + x[1] * x[1]) / 3 < 0.1)))
                .isGreaterThan(0.95);
    }

    @Test
    void wide_hasThreeFeaturesThatCount() {
        assertThat(score(DataKind.WIDE, x -> one(1.5 * x[0] - x[1] + Math.abs(x[2]) > 0.8)))
                .isGreaterThan(0.93);
    }

    /** Noise of 0.1 beside a variance of about 1.3. */
    @Test
    void smooth_isExplainedByItsFunction() {
        assertThat(
                        score(
                                DataKind.SMOOTH,
                                x -> Math.sin(2 * x[0]) + x[1] * x[2] / 2 + Math.tanh(2 * x[3])))
                .isGreaterThan(0.95);
    }

    /** 0.36 + 0.09 E[tanh^2] = 0.395 of the variance, and 0.49 of noise: 0.447, error 0.03. */
    @Test
    void noisy_isExplainedByNothingAboveItsCeiling() {
        assertThat(score(DataKind.NOISY, x -> 0.6 * x[0] + 0.3 * Math.tanh(x[1])))
                .isGreaterThan(DataKind.NOISY.success())
                .isBetween(0.36, 0.54);
    }

    /** By the nearest training example, which knows no rule: chance is a half, a third, a fifth. */
    @ParameterizedTest
    @EnumSource(names = {"MOONS", "TABLE", "SPIRALS", "PIXELS", "BLOBS"})
    void classes_areCloseToTheirOwn(DataKind kind) {
        Examples train = kind.generate(5).train();

        double score = score(kind, x -> train.labels()[nearest(train, x)]);

        assertThat(score).isGreaterThan(kind == DataKind.TABLE ? 0.75 : kind.success() - 0.1);
    }

    private static int nearest(Examples train, float[] x) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < train.size(); i++) {
            double distance = 0;
            for (int j = 0; j < x.length; j++) {
                double difference = train.features()[i * x.length + j] - x[j];
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest;
    }
}
