package io.gradlab.calibration.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.OutputKind;
import io.gradlab.health.observation.Quantity;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeepDiagnosisTest {

    private static final long[] STEPS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 17, 23, 30, 39};

    private static Map<Pathology, Long> alarms(MadeUp run) {
        return run.alarms(new DeepDiagnosis());
    }

    @Test
    void alarms_nothingRead_areNone() {
        assertThat(alarms(MadeUp.of("relu"))).isEmpty();
    }

    @Test
    void outOfRange_logitsUnderALossOfProbabilities_firesAtStep1() {
        assertThat(alarms(MadeUp.of("relu").kinds(OutputKind.LOGITS, LossKind.PROBABILITIES)))
                .containsExactly(entry(Pathology.LOSS_MISMATCH, 1L));
        assertThat(
                        alarms(
                                MadeUp.of("relu")
                                        .kinds(OutputKind.PROBABILITIES, LossKind.PROBABILITIES)))
                .isEmpty();
    }

    @Test
    void numericalError_nonFiniteMeanOrLossOrAccuracy_firesAtTheEarliest() {
        assertThat(
                        alarms(
                                MadeUp.of("relu")
                                        .read(1, Quantity.ACTIVATION_MEAN, "fc1", 1e30)
                                        .read(2, Quantity.ACTIVATION_MEAN, "fc1", Double.NaN)
                                        .read(
                                                3,
                                                Quantity.MEAN_ABSOLUTE_GRADIENT,
                                                "fc1.weight",
                                                1 / 0.0)))
                .containsExactly(entry(Pathology.NON_FINITE, 2L));
        assertThat(
                        alarms(
                                MadeUp.of("relu")
                                        .read(
                                                3,
                                                Quantity.MEAN_ABSOLUTE_GRADIENT,
                                                "fc1.bias",
                                                1 / 0.0)))
                .isEmpty();
        assertThat(alarms(MadeUp.of("relu").loss(1, 2, 1 / 0.0)))
                .containsExactly(entry(Pathology.NON_FINITE, 3L));
        assertThat(alarms(MadeUp.of("relu").accuracy(0.5, Double.NaN)))
                .containsExactly(entry(Pathology.NON_FINITE, 2L));
    }

    @Test
    void numericalError_meanOfZero_isNamedAfterWhatIsZero() {
        MadeUp run =
                MadeUp.of("relu")
                        .read(2, Quantity.ACTIVATION_MEAN, "fc1", 0)
                        .read(3, Quantity.MEAN_ABSOLUTE_GRADIENT, "fc1.weight", 0)
                        .read(4, Quantity.PARAMETER_NORM, "fc1.weight", 0);

        assertThat(alarms(run))
                .containsExactly(
                        entry(Pathology.SYMMETRIC_UNITS, 4L),
                        entry(Pathology.DEAD_UNITS, 2L),
                        entry(Pathology.VANISHING_GRADIENT, 3L));
    }

    @Test
    void deadNode_sevenTenthsInactiveAtTheLastReading_fires() {
        MadeUp run =
                MadeUp.of("relu")
                        .read(1, Quantity.INACTIVE_ACTIVATION_FRACTION, "fc1", 1)
                        .read(2, Quantity.INACTIVE_ACTIVATION_FRACTION, "fc1", 0.69);

        assertThat(alarms(run)).isEmpty();
        assertThat(alarms(run.read(3, Quantity.INACTIVE_ACTIVATION_FRACTION, "fc2", 0.7)))
                .containsExactly(entry(Pathology.DEAD_UNITS, 3L));
    }

    @Test
    void saturated_moreThanHalfAtAFifthStep_fires() {
        MadeUp run = MadeUp.of("sigmoid");
        for (long step : STEPS) {
            run.read(step, Quantity.INACTIVE_ACTIVATION_FRACTION, "fc1", 0.5);
        }
        assertThat(alarms(run)).isEmpty();

        run.read(4, Quantity.INACTIVE_ACTIVATION_FRACTION, "fc1", 1);
        run.read(9, Quantity.INACTIVE_ACTIVATION_FRACTION, "fc1", 1);
        assertThat(alarms(run)).isEmpty();

        run.read(17, Quantity.INACTIVE_ACTIVATION_FRACTION, "fc1", 0.51);
        assertThat(alarms(run)).containsExactly(entry(Pathology.SATURATION, 17L));
        assertThat(
                        alarms(
                                MadeUp.of("elu")
                                        .read(5, Quantity.INACTIVE_ACTIVATION_FRACTION, "fc1", 1)))
                .isEmpty();
    }

    @Test
    void vanishingGradient_meanBelow1e7_firesForWeightsAlone() {
        MadeUp run =
                MadeUp.of("relu")
                        .read(1, Quantity.MEAN_ABSOLUTE_GRADIENT, "fc1.weight", 1e-7)
                        .read(2, Quantity.MEAN_ABSOLUTE_GRADIENT, "fc1.bias", 1e-9);

        assertThat(alarms(run)).isEmpty();
        assertThat(alarms(run.read(3, Quantity.MEAN_ABSOLUTE_GRADIENT, "fc2.weight", 0.99e-7)))
                .containsExactly(entry(Pathology.VANISHING_GRADIENT, 3L));
    }

    @Test
    void unchangedTensor_hiddenOutputsGradientsOrWeightsThatStay_fire() {
        assertUnchanged(Quantity.ACTIVATION_MEAN, "fc1", 0.25);
        assertUnchanged(Quantity.MEAN_ABSOLUTE_GRADIENT, "fc1.weight", 0.25);
        assertUnchanged(Quantity.UPDATE_RATIO, "fc1.weight", 0);
    }

    /** Readings 4 to 8 are the same, then 6 to 10: only the latter are a window. */
    private static void assertUnchanged(Quantity quantity, String where, double value) {
        MadeUp run = MadeUp.of("relu");
        for (int step = 1; step <= 10; step++) {
            boolean same = step >= 4 && step <= 8;
            run.read(step, quantity, where, same ? value : value + step);
            run.read(step, quantity, where.replace("fc1", "fc3"), value + step);
        }
        assertThat(alarms(run)).isEmpty();

        run.read(9, quantity, where, value).read(10, quantity, where, value);
        assertThat(alarms(run)).containsExactly(entry(Pathology.LEARNING_RATE_TOO_SMALL, 10L));
    }

    @Test
    void unchangedTensor_lastLayersOutputsOrNaN_doNotFire() {
        MadeUp run = MadeUp.of("relu");
        for (int step = 1; step <= 5; step++) {
            run.read(step, Quantity.ACTIVATION_MEAN, "fc1", step);
            run.read(step, Quantity.ACTIVATION_MEAN, "fc3", 7);
            run.read(step, Quantity.UPDATE_RATIO, "fc1.weight", Double.NaN);
        }
        assertThat(alarms(run)).isEmpty();
    }

    @Test
    void lossNotDecreasing_fiveEqualLossesInAWindow_fires() {
        assertThat(alarms(MadeUp.of("relu").loss(9, 8, 7, 7, 7, 7, 7, 6, 5, 4))).isEmpty();
        assertThat(alarms(MadeUp.of("relu").loss(9, 8, 7, 7, 6, 5, 5, 5, 5, 5)))
                .containsExactly(entry(Pathology.NOT_LEARNING, 10L));
        assertThat(alarms(MadeUp.of("relu").loss(9, 8, 7, 7, 6, 5, 5, 5, 5))).isEmpty();
    }

    @Test
    void accuracyNotIncreasing_twentyEqualAccuracies_fires() {
        double[] accuracy = new double[20];
        Arrays.fill(accuracy, 0.9);
        assertThat(alarms(MadeUp.of("relu").accuracy(accuracy)))
                .containsExactly(entry(Pathology.NOT_LEARNING, 20L));

        accuracy[19] = 0.901;
        assertThat(alarms(MadeUp.of("relu").accuracy(accuracy))).isEmpty();
    }

    @Test
    void invalidAccuracy_zero_fires() {
        assertThat(alarms(MadeUp.of("relu").accuracy(0.5, 1e-3, 0)))
                .containsExactly(entry(Pathology.NOT_LEARNING, 3L));
    }
}
