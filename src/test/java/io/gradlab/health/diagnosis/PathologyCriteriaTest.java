package io.gradlab.health.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The criteria at their limits, in numbers, and every limit. */
class PathologyCriteriaTest {

    private static final double NAN = Double.NaN;

    private static final PathologyCriteria CRITERIA = new PathologyCriteria(Thresholds.defaults());

    /** What the calibration chose: whoever changes one measures again and says so here. */
    @Test
    void thresholds_haveTheseDefaults() {
        String values =
                Arrays.stream(Threshold.values())
                        .map(threshold -> threshold + " " + threshold.defaultValue())
                        .collect(Collectors.joining("\n"));

        assertThat(values)
                .isEqualTo(
                        """
                        LEARNED_SKILL 0.82
                        LEARNED_GAIN 0.7
                        PART_SKILL 0.7
                        PART_GAIN 0.55
                        ATTAINED 0.85
                        LEAST_SKILL 0.4
                        MOST_SKILL 0.85
                        LEAST_GAIN 0.3
                        MOST_GAIN 0.7
                        KNOWS_NOTHING 0.12
                        INPUT_STD_LARGE 5.0
                        INPUT_STD_SMALL 0.1
                        INPUT_OFFSET 10.0
                        FIRST_LAYER_SMALL 0.2
                        FIRST_LAYER_LARGE 4.0
                        LAYER_FACTOR_SMALL 0.35
                        LAYER_FACTOR_LARGE 2.4
                        Z_OFFSET 1.5
                        DISTINCT_SHARE 0.5
                        UPDATE_RATIO_LARGE 0.2
                        LOSS_RISE 2.5
                        UPDATE_RATIO_SMALL 0.003
                        UPDATE_OVER_GRADIENT 0.0075
                        RELATIVE_GRADIENT_LARGE 200.0
                        GRADIENT_GROWTH 100.0
                        GRADIENT_RATIO_LARGE 70.0
                        DEAD_AT_BIRTH 0.75
                        DEAD_LATER 0.9
                        SATURATED_AT_BIRTH 0.3
                        SATURATED_LATER 0.95
                        VANISHING_RATIO 5.0E-4
                        SIGNAL_LEFT 0.05
                        SIGNAL_WEAK 0.1
                        OSCILLATION 0.3
                        LATE_RISES 0.6
                        FEW_ROWS 2.0
                        NO_GAIN 0.35
                        STILL_FALLING 0.06
                        FEW_UNITS 4.0
                        BY_HEART 0.8
                        NOISY_SKILL 0.52
                        NOISY_GAIN 0.15
                        CLEAR_LABELS 0.65
                        LABEL_GAP 0.1
                        GENERALIZATION_GAP 0.35
                        ONE_CLASS_EXAMPLES 60.0
                        PAIRING 0.9
                        OUTPUT_RANGE 0.05
                        TARGET_SIZE_LARGE 20.0
                        TARGET_STD_SMALL 0.05
                        OWN_GRADIENT_RATIO 1.1
                        NO_GRADIENT 0.0
                        ONE_CLASS_BATCH 0.2
                        BATCH_NORM_LAG 2.0
                        FEW_EXAMPLES 10.0
                        DROPOUT_RATE 0.5
                        RARE_CLASS 0.2""");
        assertThat(Threshold.FAIR_STEPS).isEqualTo(100);
    }

    @Test
    void dead_isAboveTheLimitOfItsBirth() {
        assertThat(CRITERIA.dead(0.76, 0.76)).isEqualTo(Threshold.DEAD_AT_BIRTH);
        assertThat(CRITERIA.dead(1, 0.75)).isNull();
        assertThat(CRITERIA.dead(0.75, 0.91)).isEqualTo(Threshold.DEAD_LATER);
        assertThat(CRITERIA.dead(0.75, 0.9)).isNull();
        assertThat(CRITERIA.dead(0, 1)).isEqualTo(Threshold.DEAD_LATER);
        assertThat(CRITERIA.dead(NAN, 1)).isEqualTo(Threshold.DEAD_LATER);
        assertThat(CRITERIA.dead(1, NAN)).isNull();
    }

    @Test
    void symmetric_isHalfOfTheUnitsFromTheStartToNow() {
        assertThat(CRITERIA.symmetric(0.5, 0.5)).isTrue();
        assertThat(CRITERIA.symmetric(0.51, 0.5)).isFalse();
        assertThat(CRITERIA.symmetric(0.5, 0.51)).isFalse();
        assertThat(CRITERIA.symmetric(NAN, 0.5)).isFalse();
        assertThat(CRITERIA.symmetric(0.5, NAN)).isFalse();
    }

    @Test
    void vanishing_isBelowItsLimit() {
        assertThat(CRITERIA.vanishing(4.9e-4)).isTrue();
        assertThat(CRITERIA.vanishing(5e-4)).isFalse();
        assertThat(CRITERIA.vanishing(0)).isTrue();
        assertThat(CRITERIA.vanishing(NAN)).isFalse();
    }

    @Test
    void learned_isBySkillAndWithoutClassesByGain() {
        assertThat(CRITERIA.learned(0.82, 0)).isTrue();
        assertThat(CRITERIA.learned(0.81, 1)).isFalse();
        assertThat(CRITERIA.learned(NAN, 0.7)).isTrue();
        assertThat(CRITERIA.learned(NAN, 0.69)).isFalse();
        assertThat(CRITERIA.learned(NAN, NAN)).isFalse();
    }

    @Test
    void notLearning_needsAFairNumberOfStepsAndHardlyAGain() {
        assertThat(CRITERIA.notLearning(100, false, 0.34)).isTrue();
        assertThat(CRITERIA.notLearning(99, false, 0.34)).isFalse();
        assertThat(CRITERIA.notLearning(100, true, 0.34)).isFalse();
        assertThat(CRITERIA.notLearning(100, false, 0.35)).isFalse();
        assertThat(CRITERIA.notLearning(100, false, NAN)).isFalse();
    }

    @Test
    void limits_thatWereChosen_count() {
        PathologyCriteria strict =
                new PathologyCriteria(Thresholds.defaults().with(Threshold.DEAD_LATER, 0.1));

        assertThat(strict.dead(0, 0.2)).isEqualTo(Threshold.DEAD_LATER);
    }
}
