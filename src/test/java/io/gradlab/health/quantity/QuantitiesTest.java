package io.gradlab.health.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every quantity beside a slow twin: its formula by double loops, sums in {@link BigDecimal} where
 * rounding could hide a difference.
 */
class QuantitiesTest {

    /** Sums of a few hundred float64: a thousand rounding units of 1e-16, relatively. */
    private static final double ROUNDING = 1e-13;

    private static final int ELEMENTS = 300;

    private static final float NAN = Float.NaN;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    /**
     * Arrays of many scales with zeros, ties and subnormal numbers in them; named by their seed.
     */
    static Stream<Long> seeds() {
        return LongStream.range(0, 40).boxed();
    }

    private static float[] drawn(Random random, int elements) {
        float scale = (float) Math.pow(10, random.nextInt(60) - 30);
        float[] values = new float[elements];
        for (int i = 0; i < elements; i++) {
            switch (random.nextInt(6)) {
                case 0 -> values[i] = 0;
                case 1 -> values[i] = scale;
                case 2 -> values[i] = Float.MIN_VALUE * random.nextInt(9);
                default -> values[i] = scale * (float) random.nextGaussian();
            }
        }
        return values;
    }

    private static ParameterSample parameter(float[] value, float[] gradient) {
        return new ParameterSample(
                "fc1.weight", "fc1", new long[] {1, value.length}, value, gradient);
    }

    private static double of(Quantity quantity, ParameterSample sample) {
        return Objects.requireNonNull(Quantities.OF_PARAMETERS.get(quantity)).applyAsDouble(sample);
    }

    private static double of(Quantity quantity, ActivationSample sample) {
        return Objects.requireNonNull(Quantities.OF_ACTIVATIONS.get(quantity))
                .applyAsDouble(sample);
    }

    private static void assertClose(double actual, double expected) {
        if (Double.isFinite(expected)) {
            assertThat(actual).isCloseTo(expected, within(ROUNDING * Math.abs(expected)));
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }

    private static double exactNorm(float[] values) {
        BigDecimal sum = BigDecimal.ZERO;
        for (float value : values) {
            sum = sum.add(new BigDecimal(value).pow(2));
        }
        return sum.sqrt(MathContext.DECIMAL64).doubleValue();
    }

    private static double exactMean(float[] values, boolean magnitudes) {
        BigDecimal sum = BigDecimal.ZERO;
        for (float value : values) {
            sum = sum.add(new BigDecimal(magnitudes ? Math.abs(value) : value));
        }
        return sum.divide(new BigDecimal(values.length), MathContext.DECIMAL64).doubleValue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void parameterQuantities_areTheirFormulas(long seed) {
        Random random = new Random(seed);
        float[] value = drawn(random, ELEMENTS);
        float[] gradient = drawn(random, ELEMENTS);
        ParameterSample sample = parameter(value, gradient);

        assertClose(of(Quantity.GRADIENT_NORM, sample), exactNorm(gradient));
        assertClose(of(Quantity.PARAMETER_NORM, sample), exactNorm(value));
        assertClose(of(Quantity.MEAN_ABSOLUTE_GRADIENT, sample), exactMean(gradient, true));
        int zeros = 0;
        for (float g : gradient) {
            zeros += g == 0 ? 1 : 0;
        }
        assertThat(of(Quantity.ZERO_GRADIENT_SHARE, sample)).isEqualTo(zeros / (double) ELEMENTS);
        assertThat(of(Quantity.NON_FINITE_COUNT, sample)).isZero();
    }

    /** The smallest element with at least a share q of all at or below it, by counting. */
    @ParameterizedTest
    @MethodSource("seeds")
    void gradientQuantile_isTheSmallestElementThatEnoughAreBelow(long seed) {
        Random random = new Random(seed);
        float[] gradient = drawn(random, 1 + random.nextInt(ELEMENTS));
        for (double share : new double[] {0.05, 0.5, 0.95, 1}) {
            double expected = Double.POSITIVE_INFINITY;
            for (float candidate : gradient) {
                int below = 0;
                for (float other : gradient) {
                    below += Math.abs(other) <= Math.abs(candidate) ? 1 : 0;
                }
                if (below >= share * gradient.length) {
                    expected = Math.min(expected, Math.abs(candidate));
                }
            }
            assertThat(parameter(gradient, gradient).gradientQuantile(share))
                    .as("share " + share)
                    .isEqualTo(expected);
        }
    }

    /** Every k-th element: of 5000 every fifth, 1000 in all. */
    @Test
    void gradientQuantile_ofManyElements_isOfEveryKth() {
        float[] gradient = new float[5000];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = i % 5 == 0 ? i / 5f + 1 : 1e9f;
        }
        assertThat(parameter(gradient, gradient).gradientQuantile(0.5)).isEqualTo(500);
    }

    @Test
    void parameterQuantities_ofNoElements() {
        ParameterSample none = parameter(new float[0], new float[0]);
        assertThat(of(Quantity.GRADIENT_NORM, none)).isZero();
        assertThat(of(Quantity.PARAMETER_NORM, none)).isZero();
        assertThat(of(Quantity.NON_FINITE_COUNT, none)).isZero();
        assertThat(of(Quantity.MEAN_ABSOLUTE_GRADIENT, none)).isNaN();
        assertThat(of(Quantity.ZERO_GRADIENT_SHARE, none)).isNaN();
        assertThat(none.gradientQuantile(0.5)).isNaN();
    }

    @Test
    void parameterQuantities_ofValuesThatAreNotFinite() {
        ParameterSample nan = parameter(new float[] {1, INFINITY, 0}, new float[] {NAN, 2, NAN});
        assertThat(of(Quantity.GRADIENT_NORM, nan)).isNaN();
        assertThat(of(Quantity.MEAN_ABSOLUTE_GRADIENT, nan)).isNaN();
        assertThat(of(Quantity.NON_FINITE_COUNT, nan)).isEqualTo(3);
        assertThat(of(Quantity.PARAMETER_NORM, nan)).isInfinite();
        assertThat(nan.gradientQuantile(1)).isNaN();
        assertThat(nan.gradientQuantile(0.3)).isEqualTo(2);
    }

    /** Squares of both ends of float32: 0 and infinite in float32, not in float64. */
    @Test
    void norms_ofTinyAndHugeElements_areExact() {
        ParameterSample sample =
                parameter(new float[] {3e38f, 1e38f}, new float[] {3e-40f, 4e-40f});
        assertClose(of(Quantity.PARAMETER_NORM, sample), exactNorm(new float[] {3e38f, 1e38f}));
        assertClose(of(Quantity.GRADIENT_NORM, sample), exactNorm(new float[] {3e-40f, 4e-40f}));
        assertThat(of(Quantity.NON_FINITE_COUNT, sample)).isZero();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void updateRatio_isTheNormOfTheDifferenceOverTheNorm(long seed) {
        Random random = new Random(seed);
        float[] before = new float[ELEMENTS];
        float[] after = new float[ELEMENTS];
        BigDecimal moved = BigDecimal.ZERO;
        for (int i = 0; i < ELEMENTS; i++) {
            before[i] = (float) random.nextGaussian();
            after[i] = before[i] + (float) (1e-3 * random.nextGaussian());
            moved = moved.add(new BigDecimal(after[i]).subtract(new BigDecimal(before[i])).pow(2));
        }
        double expected = moved.sqrt(MathContext.DECIMAL64).doubleValue() / exactNorm(before);
        assertClose(UpdateRatio.of(before, after), expected);
    }

    @Test
    void updateRatio_edges() {
        assertThat(UpdateRatio.of(new float[2], new float[2])).isZero();
        assertThat(UpdateRatio.of(new float[2], new float[] {0, 1e-20f})).isInfinite();
        assertThat(UpdateRatio.of(new float[] {1, 2}, new float[] {1, NAN})).isNaN();
        assertThat(UpdateRatio.of(new float[0], new float[0])).isZero();
    }

    private static ActivationSample activations(
            String function, int units, float[] before, float[] after) {
        return new ActivationSample("fc1", function, units, before, after);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void activationQuantities_areTheirFormulas(long seed) {
        Random random = new Random(seed);
        int units = 1 + random.nextInt(7);
        int rows = 1 + random.nextInt(40);
        float[] z = new float[rows * units];
        float[] relu = new float[z.length];
        float shift = random.nextInt(5) - 3;
        for (int i = 0; i < z.length; i++) {
            z[i] = (float) (2 * random.nextGaussian()) + shift;
            relu[i] = Math.max(0, z[i]);
        }
        ActivationSample sample = activations("relu", units, z, relu);

        assertThat(of(Quantity.DEAD_UNIT_FRACTION, sample)).isEqualTo(dead(relu, rows, units));
        assertClose(of(Quantity.ACTIVATION_STD, sample), withinUnits(relu, rows, units));
        assertClose(of(Quantity.Z_STD, sample), withinUnits(z, rows, units));
        assertThat(of(Quantity.ACTIVATION_MEAN, sample))
                .isCloseTo(exactMean(relu, false), within(ROUNDING));
        assertThat(of(Quantity.Z_OFFSET, sample))
                .isCloseTo(
                        Math.abs(exactMean(z, false)) / deviation(z),
                        within(1e-9)); // the mean of few may be near 0
        assertThat(of(Quantity.SATURATION_FRACTION, sample)).isNaN();
    }

    private static double dead(float[] activations, int rows, int units) {
        int dead = 0;
        for (int unit = 0; unit < units; unit++) {
            boolean all = true;
            for (int row = 0; row < rows; row++) {
                all &= activations[row * units + unit] == 0;
            }
            dead += all ? 1 : 0;
        }
        return (double) dead / units;
    }

    /** Root of the mean over units of the variance over rows. */
    private static double withinUnits(float[] values, int rows, int units) {
        double variances = 0;
        for (int unit = 0; unit < units; unit++) {
            float[] column = new float[rows];
            for (int row = 0; row < rows; row++) {
                column[row] = values[row * units + unit];
            }
            variances += Math.pow(deviation(column), 2);
        }
        return Math.sqrt(variances / units);
    }

    /** By the differences of all pairs: sum over i, j of (x_i - x_j)^2 / (2 n^2). */
    private static double deviation(float[] values) {
        double sum = 0;
        for (float a : values) {
            for (float b : values) {
                sum += ((double) a - b) * ((double) a - b);
            }
        }
        return Math.sqrt(sum / 2) / values.length;
    }

    /** By z: |z| above 5.2785 for sigmoid, above 2.6467 for tanh, where the derivative is 0.02. */
    @ParameterizedTest
    @CsvSource({"sigmoid, 5.2785", "tanh, 2.6467"})
    void saturationFraction_isTheShareOfLargeZ(String function, double bound) {
        Random random = new Random(3);
        float[] z = new float[ELEMENTS];
        float[] after = new float[ELEMENTS];
        int beyond = 0;
        for (int i = 0; i < ELEMENTS; i++) {
            z[i] = (float) (2 * bound * (random.nextDouble() - 0.5) * 2);
            after[i] =
                    (float) (function.equals("tanh") ? Math.tanh(z[i]) : 1 / (1 + Math.exp(-z[i])));
            beyond += Math.abs(z[i]) > bound ? 1 : 0;
        }
        assertThat(of(Quantity.SATURATION_FRACTION, activations(function, 3, z, after)))
                .isEqualTo(beyond / (double) ELEMENTS);
    }

    @Test
    void activationQuantities_ofNoRowsAndOfNaN() {
        ActivationSample none = activations("tanh", 3, new float[0], new float[0]);
        assertThat(of(Quantity.DEAD_UNIT_FRACTION, none)).isNaN();
        assertThat(of(Quantity.SATURATION_FRACTION, none)).isNaN();
        assertThat(of(Quantity.ACTIVATION_MEAN, none)).isNaN();
        assertThat(of(Quantity.ACTIVATION_STD, none)).isNaN();
        assertThat(of(Quantity.Z_OFFSET, none)).isNaN();
        float[] nan = {NAN, 0};
        ActivationSample one = activations("tanh", 1, nan, nan);
        assertThat(of(Quantity.DEAD_UNIT_FRACTION, one)).isZero();
        assertThat(of(Quantity.SATURATION_FRACTION, one)).isZero();
        assertThat(of(Quantity.ACTIVATION_STD, one)).isNaN();
        assertThat(of(Quantity.Z_OFFSET, activations("tanh", 1, new float[2], new float[2])))
                .isNaN();
        float[] equal = {2, 2};
        assertThat(of(Quantity.Z_OFFSET, activations("tanh", 1, equal, equal))).isInfinite();
    }

    /** Groups by comparing every pair, for units of which some are copies. */
    @ParameterizedTest
    @MethodSource("seeds")
    void effectiveWidth_isTheNumberOfDifferentUnits(long seed) {
        Random random = new Random(seed);
        int units = 1 + random.nextInt(12);
        int inputs = 1 + random.nextInt(5);
        float[] weights = new float[units * inputs];
        float[] biases = new float[units];
        float[] gradients = new float[units * inputs];
        for (int unit = 0; unit < units; unit++) {
            int of = unit > 0 && random.nextBoolean() ? random.nextInt(unit) : unit;
            boolean ownGradient = random.nextInt(4) == 0;
            biases[unit] = of == unit ? (float) random.nextGaussian() : biases[of];
            for (int i = 0; i < inputs; i++) {
                int at = unit * inputs + i;
                int from = of * inputs + i;
                weights[at] = of == unit ? (float) random.nextGaussian() : weights[from];
                gradients[at] =
                        of == unit || ownGradient ? (float) random.nextGaussian() : gradients[from];
            }
        }

        List<List<Integer>> groups =
                EffectiveWidth.groups(units, List.of(weights, biases), List.of(gradients));

        List<Integer> first = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            int one = unit;
            if (first.stream()
                    .noneMatch(
                            other ->
                                    row(weights, one, inputs).equals(row(weights, other, inputs))
                                            && biases[one] == biases[other]
                                            && row(gradients, one, inputs)
                                                    .equals(row(gradients, other, inputs)))) {
                first.add(unit);
            }
        }
        assertThat(groups).extracting(group -> group.get(0)).containsExactlyElementsOf(first);
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(units);
    }

    private static String row(float[] tensor, int unit, int width) {
        return Arrays.toString(Arrays.copyOfRange(tensor, unit * width, (unit + 1) * width));
    }

    @Test
    void effectiveWidth_scalesOfParametersAndGradientsAreTheirOwn() {
        float[] weights = {100, 100};
        float[] almost = {1, 1.001f};
        // 0.001 is rounding beside weights of 100, and none beside gradients of 1.
        assertThat(EffectiveWidth.groups(2, List.of(weights, almost), List.of())).hasSize(1);
        assertThat(EffectiveWidth.groups(2, List.of(weights), List.of(almost))).hasSize(2);
        assertThat(EffectiveWidth.groups(2, List.of(new float[] {NAN, NAN}), List.of())).hasSize(2);
    }

    /** Gates (1 2 / 3 4) and (5 6 / 7 8) of two units: unit 1 has rows 1 2 and 5 6. */
    @Test
    void byUnit_putsTheGatesOfAUnitTogether() {
        float[] rows = {1, 2, 3, 4, 5, 6, 7, 8};
        ParameterSample sample =
                new ParameterSample("l", "l", new long[] {4, 2}, rows, rows).byUnit(2);
        assertThat(sample.value()).containsExactly(1, 2, 5, 6, 3, 4, 7, 8);
        assertThat(sample.shape()).containsExactly(2, 4);
    }

    @Test
    void gradientNormRatio_isToTheNextLayerAndOfTheRun() {
        assertThat(GradientNormRatio.of(List.of("a", "b", "c"), List.of(1.0, 4.0, 0.5)))
                .containsOnly(
                        java.util.Map.entry("a", 0.25),
                        java.util.Map.entry("b", 8.0),
                        java.util.Map.entry(Reading.RUN, 2.0));
        assertThat(GradientNormRatio.of(List.of("a"), List.of(1.0))).isEmpty();
        assertThat(GradientNormRatio.of(List.of("a", "b"), List.of(0.0, 0.0)).get(Reading.RUN))
                .isNaN();
    }

    @Test
    void swing_isTheSumOfRisesOverTheMean() {
        assertThat(Oscillation.swing(points(4, 3, 2, 1))).isZero();
        // Rises 2 and 3, mean 2.5.
        assertThat(Oscillation.swing(points(1, 3, 1.5, 4.5))).isEqualTo(2);
        assertThat(Oscillation.swing(points(1, Double.NaN, 1))).isInfinite();
        assertThat(Oscillation.of(points(1, 3, 1.5, 4.5))).isEqualTo(2);
        assertThat(Oscillation.of(points(1, 3))).isNaN();
    }

    /** Of a power law its exponent, whatever the unit of the loss. */
    @Test
    void lossSlope_isTheExponentOfAPowerLaw() {
        List<LossPoint> losses = new ArrayList<>();
        for (long step : new long[] {1, 2, 3, 50, 60, 70, 80, 90, 100}) {
            // The first half is something else.
            losses.add(new LossPoint(step, step < 50 ? 7 : 3 * Math.pow(step, -0.5), 1, 0, 256));
        }
        assertThat(LossSlope.of(losses)).isCloseTo(-0.5, within(1e-12));
        assertThat(LossSlope.of(losses.subList(0, 1))).isNaN();
        assertThat(LossSlope.of(List.of())).isNaN();
        assertThat(LossSlope.of(points(1, -1, 1))).isNaN();
    }

    @Test
    void plateau_isTheTimeWithinOnePercentOfTheLastLoss() {
        // Steps 20 to 25; 1.008 is within 1 % of 1, 1.02 is not.
        assertThat(Plateau.of(points(3, 1.02, 1.008, 0.995, 1, 1))).isEqualTo(3);
        assertThat(Plateau.of(points(1, 1, 1))).isEqualTo(2);
        assertThat(Plateau.of(points(3, 2))).isZero();
        assertThat(Plateau.of(points(1, Double.NaN))).isZero();
        assertThat(Plateau.of(List.of())).isZero();
    }

    /** Gains 0.5 and 0.7 of the last four losses 0.5, 0.5, 0.3, 0.7; validation 0.9: gain 0.1. */
    @Test
    void generalizationGap_isTheDifferenceOfGains() {
        List<LossPoint> training = points(9, 0.5, 0.5, 0.3, 0.7);
        assertThat(GeneralizationGap.of(training, points(0.1, 0.9)))
                .isCloseTo(0.5 - 0.1, within(1e-12));
        assertThat(GeneralizationGap.of(training, List.of())).isNaN();
        assertThat(GeneralizationGap.of(List.of(), training)).isNaN();
    }

    private static List<LossPoint> points(double... losses) {
        List<LossPoint> points = new ArrayList<>();
        for (int i = 0; i < losses.length; i++) {
            points.add(new LossPoint(20 + i, losses[i], 1, 0, 256));
        }
        return points;
    }

    /** Counted by hand: 10 examples, 6 of the larger class. */
    @Test
    void skill_isTheShareOfTheConstantsMistakesThatAreAvoided() {
        float[] labels = {1, 1, 1, 1, 1, 1, 0, 0, 0, 0};
        ClassLabels classes = new ClassLabels(10, 1, labels);
        float[] right = {1, 1, 1, 1, 1, 1, -1, -1, -1, -1};
        float[] constant = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        float[] oneWrong = {1, 1, 1, 1, 1, 1, 1, -1, -1, -1};
        float[] nan = new float[10];
        Arrays.fill(nan, NAN);
        assertThat(Skill.of(classes, 0, right)).isEqualTo(1);
        assertThat(Skill.of(classes, 0, constant)).isCloseTo(0, within(1e-12));
        assertThat(Skill.of(classes, 0, oneWrong)).isCloseTo(0.75, within(1e-12));
        assertThat(Skill.of(classes, 0, nan)).isCloseTo(-1.5, within(1e-12));
        ClassLabels one = new ClassLabels(2, 1, new float[] {1, 1});
        assertThat(Skill.of(one, 0.5, new float[] {0.9f, 0.1f})).isEqualTo(0.5);
    }

    @Test
    void skill_ofNanNamesNothing_andSharesAreNoClasses() {
        ClassLabels two = new ClassLabels(2, 2, new float[] {1, 0, 0, 1});
        assertThat(Skill.of(two, 0, new float[] {3, 1, 0, 2})).isEqualTo(1);
        assertThat(Skill.of(two, 0, new float[] {3, NAN, NAN, 2})).isEqualTo(-1);
        ClassLabels smooth = new ClassLabels(2, 1, new float[] {0.9f, 0.1f});
        assertThat(Skill.of(smooth, 0, new float[] {1, -1})).isNaN();
    }

    /** A hinge loss may be 0 for good. */
    @Test
    void swing_ofALossOfZero_isNone() {
        assertThat(Oscillation.swing(points(0, 0, 0))).isZero();
    }

    @Test
    void inputScale_isOfEachFeature() {
        // Features (1, 3, NaN) and (10, 10, 40): means 2 and 20, deviations 1 and 14.14.
        InputStatistics scale = InputScale.of(new float[] {1, 10, 3, 10, NAN, 40}, 2);
        assertThat(scale.features()).isEqualTo(2);
        assertThat(scale.largestMean()).isCloseTo(20, within(1e-9));
        assertThat(scale.smallestStd()).isCloseTo(1, within(1e-9));
        assertThat(scale.largestStd()).isCloseTo(Math.sqrt(200), within(1e-9));
        assertThat(scale.largest()).isEqualTo(40);
        assertThat(scale.nonFinite()).isEqualTo(1);
    }
}
