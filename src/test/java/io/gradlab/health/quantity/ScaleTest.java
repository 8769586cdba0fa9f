package io.gradlab.health.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.observation.LossPoint;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quantities of numbers that are far from 0, or of another scale than 1. */
class ScaleTest {

    /**
     * A third is left of ten million, in float64 to 2e-9. Sums of squares minus the square of the
     * mean lose a hundredth of the variance 2/9 here.
     */
    private static final float[] FAR = {1e7f, 1e7f, 1e7f + 1};

    private static final double STD = Math.sqrt(2.0 / 9);

    private static final double ROUNDING = 1e-7;

    @Test
    void inputScale_farFromZero_keepsTheDeviation() {
        InputStatistics scale = InputScale.of(FAR, 1);
        assertThat(scale.largestMean()).isCloseTo(1e7 + 1.0 / 3, within(1e-8));
        assertThat(scale.largestStd()).isCloseTo(STD, within(ROUNDING));
    }

    @Test
    void zOffset_farFromZero_keepsTheDeviation() {
        assertThat(ZOffset.of(FAR) / 1e7).isCloseTo((1 + 1 / 3e7) / STD, within(ROUNDING));
    }

    /** A feature that does not vary has no smallest deviation; each is of its own rows alone. */
    @Test
    void inputScale_constantFeature_isNoneThatVaries() {
        InputStatistics scale = InputScale.of(new float[] {5, 1, 5, 3}, 2);
        assertThat(scale).isEqualTo(new InputStatistics(2, 5, 1, 1, 1, 5, 0, 2, 1));
        // Means 2 and 0 of the columns; 6 of the first column without its first value.
        assertThat(InputScale.of(new float[] {-2, 0, 6, 0}, 2))
                .isEqualTo(new InputStatistics(2, 2, 4, 4, 4, 6, 0, 1, 1));
    }

    /** Steps whose logarithms differ by a millionth, of which 14 is subtracted. */
    @Test
    void lossSlope_ofStepsCloseTogether_isTheExponent() {
        List<LossPoint> losses =
                LongStream.range(1_000_000, 1_000_007)
                        .mapToObj(step -> new LossPoint(step, 3 / Math.sqrt(step), 1, 0, 256))
                        .toList();
        assertThat(LossSlope.of(losses)).isCloseTo(-0.5, within(1e-6));
    }

    /** Half and twice the rounding of 1.2e-5 of the largest element, of both scales. */
    @ParameterizedTest
    @CsvSource({"100, 6e-6, 1", "100, 2.4e-5, 2", "0.01, 6e-6, 1", "0.01, 2.4e-5, 2"})
    void effectiveWidth_roundingIsAShareOfTheLargest(float largest, float share, int groups) {
        float[] pair = {largest, largest * (1 - share)};
        float[] equal = {1, 1};
        assertThat(EffectiveWidth.groups(2, List.of(pair), List.of(equal))).hasSize(groups);
        assertThat(EffectiveWidth.groups(2, List.of(equal), List.of(pair))).hasSize(groups);
        assertThat(EffectiveWidth.groups(2, List.of(sample(pair, equal)))).hasSize(groups);
        assertThat(EffectiveWidth.groups(2, List.of(sample(equal, pair)))).hasSize(groups);
    }

    private static ParameterSample sample(float[] value, float[] gradient) {
        return new ParameterSample("fc1.weight", "fc1", new long[] {2, 1}, value, gradient);
    }

    /** Rise 0.2; of a constant's loss of 2, 0.6 is left to a network that has learned. */
    @Test
    void swing_ofASmallLoss_isInUnitsOfTheConstant() {
        List<LossPoint> burst =
                List.of(
                        new LossPoint(20, 0.2, 2, 0, 256),
                        new LossPoint(21, 0.4, 2, 0, 256),
                        new LossPoint(22, 0.3, 2, 0, 256));
        assertThat(Oscillation.swing(burst)).isCloseTo(0.2 / 0.6, within(1e-12));
    }
}
