package io.gradlab.calibration.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.observation.Quantity;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs of 20 steps are judged from step 6 on, and the first check from there is that of step 7. */
class AutoTrainerTest {

    private static final long JUDGED = 7;

    private static Map<Pathology, Long> alarms(MadeUp run) {
        return run.alarms(new AutoTrainer());
    }

    private static double[] constant(double accuracy) {
        double[] values = new double[20];
        Arrays.fill(values, accuracy);
        return values;
    }

    /** Fails, below 0.6, and is not slow, with one rise of 0.05. */
    private static MadeUp failing() {
        double[] accuracy = constant(0.55);
        accuracy[0] = 0.5;
        return MadeUp.of("relu").accuracy(accuracy);
    }

    private static MadeUp norms(MadeUp run, long step, double first, double last) {
        return run.read(step, Quantity.GRADIENT_NORM, "fc1.weight", first)
                .read(step, Quantity.GRADIENT_NORM, "fc1.bias", 1e9)
                .read(step, Quantity.GRADIENT_NORM, "fc2.weight", 1e-9)
                .read(step, Quantity.GRADIENT_NORM, "fc3.weight", last)
                .read(step, Quantity.GRADIENT_NORM, "fc3.bias", 1e-9);
    }

    @Test
    void alarms_nothingRead_areNone() {
        assertThat(alarms(MadeUp.of("relu"))).isEmpty();
        assertThat(alarms(failing())).isEmpty();
    }

    @Test
    void vanishing_smallFirstLayerOfAFailingRun_firesAtTheJudgement() {
        assertThat(alarms(norms(failing(), 1, 0.99e-4, 0.1)))
                .containsExactly(entry(Pathology.VANISHING_GRADIENT, JUDGED));
        assertThat(alarms(norms(failing(), 10, 0.99e-4, 0.1)))
                .containsExactly(entry(Pathology.VANISHING_GRADIENT, 10L));
    }

    @Test
    void vanishing_oneOfTheTwoThresholdsNotCrossed_doesNotFire() {
        assertThat(alarms(norms(failing(), 1, 1.01e-4, 1))).isEmpty();
        assertThat(alarms(norms(failing(), 1, 0.99e-4, 0.098))).isEmpty();
        assertThat(alarms(norms(failing(), 1, 0, 0))).isEmpty();
        assertThat(alarms(norms(failing(), 1, Double.NaN, 1))).isEmpty();
    }

    @Test
    void vanishing_runThatLearns_doesNotFire() {
        double[] accuracy = constant(0.6);
        accuracy[0] = 0.5;

        assertThat(alarms(norms(MadeUp.of("tanh").accuracy(accuracy), 1, 1e-6, 1))).isEmpty();
    }

    @Test
    void exploding_ratioAbove70_fires() {
        assertThat(alarms(norms(failing(), 1, 70.1, 1)))
                .containsExactly(entry(Pathology.EXPLODING_GRADIENT, JUDGED));
        assertThat(alarms(norms(failing(), 1, 70, 1))).isEmpty();
    }

    @Test
    void exploding_nonFiniteOrHugeLoss_firesAtTheNextCheck() {
        assertThat(alarms(MadeUp.of("relu").loss(1, Double.NaN)))
                .containsExactly(entry(Pathology.EXPLODING_GRADIENT, 2L));
        double[] loss = MadeUp.falling(20);
        loss[1] = 1e5;
        assertThat(alarms(failing().loss(loss)))
                .containsExactly(entry(Pathology.EXPLODING_GRADIENT, 4L));
        loss[1] = 0.99e5;
        assertThat(alarms(failing().loss(loss))).isEmpty();
        assertThat(alarms(failing().read(3, Quantity.NON_FINITE_COUNT, "fc1.weight", 2)))
                .containsExactly(entry(Pathology.EXPLODING_GRADIENT, 4L));
    }

    /** 25 elements in all: 15 of the first two weights and 2.5 of a bias are 0.7 of them. */
    @Test
    void dying_sevenTenthsOfAllElementsAreZero_fires() {
        assertThat(alarms(zeros(0.834))).containsExactly(entry(Pathology.DEAD_UNITS, JUDGED));
        assertThat(alarms(zeros(0.833))).isEmpty();
        assertThat(alarms(zeros(Double.NaN))).isEmpty();
    }

    private static MadeUp zeros(double ofBias) {
        return failing()
                .read(1, Quantity.ZERO_GRADIENT_SHARE, "fc1.weight", 1)
                .read(1, Quantity.ZERO_GRADIENT_SHARE, "fc1.bias", ofBias)
                .read(1, Quantity.ZERO_GRADIENT_SHARE, "fc2.weight", 1)
                .read(1, Quantity.ZERO_GRADIENT_SHARE, "fc2.bias", 0)
                .read(1, Quantity.ZERO_GRADIENT_SHARE, "fc3.weight", 0)
                .read(1, Quantity.ZERO_GRADIENT_SHARE, "fc3.bias", 0)
                .read(2, Quantity.ZERO_GRADIENT_SHARE, "fc1.weight", 0);
    }

    @Test
    void verdict_severalSigns_isTheFirstOfTheOrder() {
        assertThat(alarms(norms(zeros(1), 1, 71, 1)))
                .containsExactly(entry(Pathology.DEAD_UNITS, JUDGED));
        assertThat(alarms(norms(norms(failing(), 1, 1e-5, 1), 2, 71, 1)))
                .containsExactly(entry(Pathology.EXPLODING_GRADIENT, JUDGED));
    }

    @Test
    void slow_noRiseOfAHundredth_fires() {
        double[] accuracy = constant(0.9);
        accuracy[0] = 0.8901;
        assertThat(alarms(MadeUp.of("relu").accuracy(accuracy)))
                .containsExactly(entry(Pathology.LEARNING_RATE_TOO_SMALL, JUDGED));

        accuracy[0] = 0.8899;
        assertThat(alarms(MadeUp.of("relu").accuracy(accuracy))).isEmpty();
    }

    /** Up and down at every step: half as many maxima as steps. */
    @Test
    void unstable_accuracyThatSwings_fires() {
        assertThat(alarms(swinging(0.031))).containsExactly(entry(Pathology.OSCILLATION, JUDGED));
        assertThat(alarms(swinging(0.029))).isEmpty();
    }

    private static MadeUp swinging(double swing) {
        double[] accuracy = constant(0.9);
        for (int i = 0; i < accuracy.length; i += 2) {
            accuracy[i] -= swing;
        }
        return MadeUp.of("relu").accuracy(accuracy);
    }

    /** At the judgement, step 7, one swing is less than 0.2 of the steps; two are more. */
    @Test
    void unstable_fewerSwingsThanAFifthOfTheSteps_doesNotFire() {
        double[] accuracy = new double[20];
        Arrays.setAll(accuracy, i -> 0.7 + 0.011 * i);
        accuracy[2] = 0.9;
        assertThat(alarms(MadeUp.of("relu").accuracy(accuracy))).isEmpty();

        accuracy[4] = 0.9;
        assertThat(alarms(MadeUp.of("relu").accuracy(accuracy)))
                .containsExactly(entry(Pathology.OSCILLATION, JUDGED));
    }
}
