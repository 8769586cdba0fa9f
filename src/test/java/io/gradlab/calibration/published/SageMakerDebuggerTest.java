package io.gradlab.calibration.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.observation.Quantity;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SageMakerDebuggerTest {

    private static Map<Pathology, Long> alarms(MadeUp run) {
        return run.alarms(new SageMakerDebugger());
    }

    @Test
    void alarms_nothingRead_areNone() {
        assertThat(alarms(MadeUp.of("relu"))).isEmpty();
    }

    @Test
    void vanishingGradient_meanBelow1e7_firesAtTheFirstSuchReading() {
        MadeUp run =
                MadeUp.of("relu")
                        .read(1, Quantity.MEAN_ABSOLUTE_GRADIENT, "fc1.weight", 1e-7)
                        .read(2, Quantity.MEAN_ABSOLUTE_GRADIENT, "fc2.bias", 0.99e-7)
                        .read(3, Quantity.MEAN_ABSOLUTE_GRADIENT, "fc1.weight", 0);

        assertThat(alarms(run)).containsExactly(entry(Pathology.VANISHING_GRADIENT, 2L));
    }

    @Test
    void vanishingGradient_atTheThresholdOrNaN_doesNotFire() {
        MadeUp run =
                MadeUp.of("relu")
                        .read(1, Quantity.MEAN_ABSOLUTE_GRADIENT, "fc1.weight", 1e-7)
                        .read(2, Quantity.MEAN_ABSOLUTE_GRADIENT, "fc1.weight", Double.NaN);

        assertThat(alarms(run)).isEmpty();
    }

    @Test
    void explodingTensor_anySourceOfNonFiniteValues_givesTheEarliest() {
        assertThat(alarms(MadeUp.of("relu").loss(1, 0.5, Double.NaN)))
                .containsExactly(entry(Pathology.NON_FINITE, 3L));
        assertThat(alarms(MadeUp.of("relu").loss(1, 0.5, Double.NaN).nonFinite(2)))
                .containsExactly(entry(Pathology.NON_FINITE, 2L));
        assertThat(alarms(MadeUp.of("relu").read(4, Quantity.NON_FINITE_COUNT, "fc1.weight", 1)))
                .containsExactly(entry(Pathology.NON_FINITE, 4L));
        assertThat(alarms(MadeUp.of("relu").read(4, Quantity.NON_FINITE_COUNT, "fc1.weight", 0)))
                .isEmpty();
    }

    @Test
    void deadRelu_moreThanHalfOfALayer_fires() {
        MadeUp run =
                MadeUp.of("relu")
                        .read(1, Quantity.INACTIVE_UNIT_FRACTION, "fc1", 0.5)
                        .read(10, Quantity.INACTIVE_UNIT_FRACTION, "fc2", 0.51);

        assertThat(alarms(run)).containsExactly(entry(Pathology.DEAD_UNITS, 10L));
    }

    @Test
    void saturatedActivation_moreThanHalfOfALayer_fires() {
        MadeUp run =
                MadeUp.of("tanh")
                        .read(1, Quantity.INACTIVE_UNIT_FRACTION, "fc1", 0.5)
                        .read(2, Quantity.INACTIVE_UNIT_FRACTION, "fc1", 0.51);

        assertThat(alarms(run)).containsExactly(entry(Pathology.SATURATION, 2L));
        assertThat(alarms(MadeUp.of("elu").read(2, Quantity.INACTIVE_UNIT_FRACTION, "fc1", 1)))
                .isEmpty();
    }

    @Test
    void poorWeightInitialization_unevenVariances_fires() {
        MadeUp uneven =
                MadeUp.of("relu")
                        .read(1, Quantity.Z_STD, "fc1", 1)
                        .read(1, Quantity.Z_STD, "fc2", 0.31);
        MadeUp even =
                MadeUp.of("relu")
                        .read(1, Quantity.Z_STD, "fc1", 1)
                        .read(1, Quantity.Z_STD, "fc2", 0.32);
        MadeUp late =
                MadeUp.of("relu")
                        .read(11, Quantity.Z_STD, "fc1", 1)
                        .read(11, Quantity.Z_STD, "fc2", 0.1);

        assertThat(alarms(uneven)).containsExactly(entry(Pathology.BAD_WEIGHT_SCALE, 1L));
        assertThat(alarms(even)).isEmpty();
        assertThat(alarms(late)).isEmpty();
    }

    @Test
    void poorWeightInitialization_narrowGradient_fires() {
        Quantity quantity = Quantity.Q95_ABSOLUTE_GRADIENT;

        assertThat(alarms(MadeUp.of("tanh").read(2, quantity, "fc1.weight", 4.9e-4)))
                .containsExactly(entry(Pathology.BAD_WEIGHT_SCALE, 2L));
        assertThat(alarms(MadeUp.of("tanh").read(2, quantity, "fc1.weight", 5e-4))).isEmpty();
        assertThat(alarms(MadeUp.of("tanh").read(11, quantity, "fc1.weight", 0))).isEmpty();
    }

    @Test
    void poorWeightInitialization_lossStandsStillForFiveSteps_fires() {
        assertThat(alarms(MadeUp.of("tanh").loss(1, 0.9, 0.9, 0.91, 0.9, 0.9, 0.95)))
                .containsExactly(entry(Pathology.BAD_WEIGHT_SCALE, 7L));
        assertThat(alarms(MadeUp.of("tanh").loss(1, 0.9, 0.9, 0.91, 0.9, 0.9, 0.89))).isEmpty();
    }

    @Test
    void weightUpdateRatio_outsideItsBounds_firesForWeightsAlone() {
        MadeUp inside =
                MadeUp.of("relu")
                        .read(1, Quantity.UPDATE_RATIO, "fc1.weight", 10)
                        .read(2, Quantity.UPDATE_RATIO, "fc1.weight", 1e-8)
                        .read(3, Quantity.UPDATE_RATIO, "fc1.bias", 11);

        assertThat(alarms(inside)).isEmpty();
        assertThat(alarms(inside.read(5, Quantity.UPDATE_RATIO, "fc1.weight", 10.1)))
                .containsExactly(entry(Pathology.LEARNING_RATE_TOO_LARGE, 5L));
        assertThat(alarms(MadeUp.of("relu").read(5, Quantity.UPDATE_RATIO, "fc1.weight", 9e-9)))
                .containsExactly(entry(Pathology.LEARNING_RATE_TOO_SMALL, 5L));
    }

    @Test
    void unchangedTensor_twoReadingsRunning_fires() {
        MadeUp once =
                MadeUp.of("relu")
                        .read(1, Quantity.UPDATE_RATIO, "fc1.weight", 1e-5)
                        .read(2, Quantity.UPDATE_RATIO, "fc1.weight", 1.1e-5)
                        .read(2, Quantity.UPDATE_RATIO, "fc2.weight", 1e-5)
                        .read(3, Quantity.UPDATE_RATIO, "fc1.weight", 1e-5);

        assertThat(alarms(once)).isEmpty();
        assertThat(alarms(once.read(4, Quantity.UPDATE_RATIO, "fc1.weight", 1e-6)))
                .containsExactly(entry(Pathology.LEARNING_RATE_TOO_SMALL, 4L));
    }

    @Test
    void allZero_weightOfZeros_fires() {
        MadeUp run =
                MadeUp.of("relu")
                        .read(1, Quantity.PARAMETER_NORM, "fc1.bias", 0)
                        .read(2, Quantity.PARAMETER_NORM, "fc1.weight", 1e-30);

        assertThat(alarms(run)).isEmpty();
        assertThat(alarms(run.read(3, Quantity.PARAMETER_NORM, "fc2.weight", 0)))
                .containsExactly(entry(Pathology.SYMMETRIC_UNITS, 3L));
    }

    @Test
    void lossNotDecreasing_comparesEveryTenthStep() {
        double[] falling = MadeUp.falling(31);
        assertThat(alarms(MadeUp.of("relu").loss(falling))).isEmpty();

        double[] raised = falling.clone();
        raised[15] = 1;
        assertThat(alarms(MadeUp.of("relu").loss(raised))).isEmpty();

        raised[20] = raised[10];
        assertThat(alarms(MadeUp.of("relu").loss(raised)))
                .containsExactly(entry(Pathology.NOT_LEARNING, 21L));
    }

    @Test
    void overfit_validationTenPercentAboveTraining_fires() {
        double[] loss = new double[5];
        Arrays.setAll(loss, i -> 1 - i / 8.0);
        MadeUp run = MadeUp.of("relu").loss(loss).validation(1, 1.09).validation(9, 9);

        assertThat(alarms(run)).isEmpty();
        assertThat(alarms(run.validation(5, 0.56)))
                .containsExactly(entry(Pathology.OVERFITTING, 5L));
    }
}
