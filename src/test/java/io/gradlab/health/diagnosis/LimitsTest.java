package io.gradlab.health.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules whose several values meet a limit, or each other, exactly. */
class LimitsTest {

    private static Finding of(Pathology pathology, MadeUpRun run) {
        return run.diagnosis().findings().stream()
                .filter(finding -> finding.pathology() == pathology)
                .findFirst()
                .orElseThrow();
    }

    /** At the limit from step 5 on, past it from step 7 on. */
    @Test
    void since_isTheFirstStepPastTheLimit() {
        MadeUpRun dead =
                MadeUpRun.failing()
                        .from(5, Quantity.DEAD_UNIT_FRACTION, "fc2", 0.9)
                        .from(7, Quantity.DEAD_UNIT_FRACTION, "fc2", 0.95);
        MadeUpRun saturated =
                MadeUpRun.failing()
                        .from(5, Quantity.SATURATION_FRACTION, "fc2", 0.95)
                        .from(7, Quantity.SATURATION_FRACTION, "fc2", 0.96);

        assertThat(of(Pathology.DEAD_UNITS, dead).since()).isEqualTo(7);
        assertThat(of(Pathology.SATURATION, saturated).since()).isEqualTo(7);
    }

    /** A start of 1 where a constant has 0.7. */
    @Test
    void learningRateTooLarge_lossAtItsLimit_isNoSign() {
        assertThat(updated(MadeUpRun.failing().loss(1, 1).loss(2, 2.5)).pathologies()).isEmpty();
        assertThat(updated(MadeUpRun.failing().loss(1, 1).loss(2, 2.6)).pathologies())
                .contains(Pathology.LEARNING_RATE_TOO_LARGE);
    }

    /** A start of 0.1 below a constant's 0.7: 1.4 is twice that; without a constant 14 times. */
    @Test
    void learningRateTooLarge_riseIsOverTheConstantIfThatIsLarger() {
        assertThat(updated(MadeUpRun.failing().loss(1, 0.1).loss(2, 1.4)).pathologies())
                .doesNotContain(Pathology.LEARNING_RATE_TOO_LARGE);
        MadeUpRun unknown =
                MadeUpRun.losses(
                        new LossPoint(1, 0.1, Double.NaN, 0.1, 256),
                        new LossPoint(2, 1.4, Double.NaN, 0.1, 256));
        assertThat(of(Pathology.LEARNING_RATE_TOO_LARGE, updated(unknown)).evidence())
                .hasSize(2)
                .last()
                .extracting(Evidence::value)
                .isEqualTo(1.4 / 0.1);
    }

    /** Of equal losses and equal updates the first. */
    @Test
    void learningRateTooLarge_namesTheFirstOfEquals() {
        Finding finding =
                of(
                        Pathology.LEARNING_RATE_TOO_LARGE,
                        updated(MadeUpRun.failing().loss(2, 7).loss(3, 7)));

        assertThat(finding.since()).isEqualTo(2);
        assertThat(finding.evidence())
                .first()
                .hasToString("update ratio of fc1.weight at step 2: 0.500 > 0.200");
    }

    private static MadeUpRun updated(MadeUpRun run) {
        return run.from(2, Quantity.UPDATE_RATIO, "fc1.weight", 0.5)
                .from(2, Quantity.UPDATE_RATIO, "fc2.weight", 0.5);
    }

    /** A layer's own limit is the root of that of the run. */
    @Test
    void vanishingGradient_layerAtItsLimit_isNotNamed() {
        MadeUpRun run =
                MadeUpRun.failing()
                        .everywhere(Quantity.GRADIENT_NORM_RATIO, Reading.RUN, 1e-4)
                        .everywhere(Quantity.GRADIENT_NORM_RATIO, "fc1", Math.sqrt(5e-4))
                        .everywhere(Quantity.GRADIENT_NORM_RATIO, "fc2", 0.01);

        assertThat(of(Pathology.VANISHING_GRADIENT, run).where()).containsExactly("fc2");
    }

    @Test
    void learningRateTooSmall_gradientAtItsLimit_isNoSign() {
        assertThat(slow(0.015).pathologies()).isEmpty();
        assertThat(slow(0.0151).pathologies()).containsExactly(Pathology.LEARNING_RATE_TOO_SMALL);
    }

    private static MadeUpRun slow(double gradient) {
        MadeUpRun run = MadeUpRun.failing();
        for (String layer : MadeUpRun.LAYERS) {
            run.everywhere(Quantity.GRADIENT_NORM, layer + ".weight", 1)
                    .from(11, Quantity.GRADIENT_NORM, layer + ".weight", gradient)
                    .from(11, Quantity.UPDATE_RATIO, layer + ".weight", 1e-4);
        }
        return run;
    }

    /** Losses of half a constant's 0.7: a gain of 0.5. */
    @Test
    void overfitting_gainAtItsLimit_isNoSign() {
        MadeUpRun run = MadeUpRun.failing().validation(7);
        for (long step : new long[] {151, 152, 153, 200}) {
            run.loss(step, 0.35);
        }

        assertThat(pathologies(run, 0.5)).doesNotContain(Pathology.OVERFITTING);
        assertThat(pathologies(run, 0.49)).contains(Pathology.OVERFITTING);
    }

    private static List<Pathology> pathologies(MadeUpRun run, double noGain) {
        return Rules.diagnose(
                        run.observations(), Thresholds.defaults().with(Threshold.NO_GAIN, noGain))
                .findings()
                .stream()
                .map(Finding::pathology)
                .toList();
    }
}
