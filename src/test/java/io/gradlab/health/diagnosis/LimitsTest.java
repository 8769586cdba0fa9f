package io.gradlab.health.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.ArrayList;
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

    /** An update an eighth of the limit with an eighth of the gradient left: exactly the limit. */
    @Test
    void learningRateTooSmall_updateOverGradientAtItsLimit_isNoSign() {
        double limit = Threshold.UPDATE_OVER_GRADIENT.defaultValue();
        assertThat(slow(limit / 8, 0.125).pathologies()).isEmpty();
        assertThat(slow(limit / 8, 0.126).pathologies())
                .containsExactly(Pathology.LEARNING_RATE_TOO_SMALL);
    }

    @Test
    void learningRateTooSmall_saysUpdateAndUpdateOverGradient() {
        Finding finding = of(Pathology.LEARNING_RATE_TOO_SMALL, slow(1e-3, 0.5));

        assertThat(finding.since()).isEqualTo(11);
        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "largest update ratio after step 10: 0.00100 < 0.00300",
                        "the same over the share of the gradient that is left: 0.00200 < 0.00750");
        assertThat(finding.remedies())
                .extracting(Advice::remedy)
                .containsExactlyInAnyOrder(Remedy.RAISE_RATE, Remedy.TRAIN_LONGER);
    }

    private static MadeUpRun slow(double update, double gradient) {
        MadeUpRun run = MadeUpRun.failing();
        for (String layer : MadeUpRun.LAYERS) {
            run.everywhere(Quantity.GRADIENT_NORM, layer + ".weight", 1)
                    .from(11, Quantity.GRADIENT_NORM, layer + ".weight", gradient)
                    .from(11, Quantity.UPDATE_RATIO, layer + ".weight", update);
        }
        return run;
    }

    /** Losses of an eighth and of five eighths of a constant's: a gap of a half. */
    @Test
    void overfitting_gapAtItsLimit_isNoSign() {
        MadeUpRun run =
                MadeUpRun.failing()
                        .judged(new LossPoint(200, 1, 8, 0.95, 256))
                        .others(new LossPoint(200, 5, 8, 0.3, 256));

        assertThat(pathologies(run, 0.5)).isEmpty();
        assertThat(pathologies(run, 0.49)).containsExactly(Pathology.OVERFITTING);
    }

    private static List<Pathology> pathologies(MadeUpRun run, double gap) {
        return Rules.diagnose(
                        run.observations(),
                        Thresholds.defaults().with(Threshold.GENERALIZATION_GAP, gap))
                .findings()
                .stream()
                .map(Finding::pathology)
                .toList();
    }

    /**
     * Three differences of four losses of 32 examples rise by 3 sqrt(2 / 32 / pi) of their mean.
     */
    @Test
    void oscillation_ofSmallBatches_isBeyondWhatSamplingGives() {
        assertThat(swinging(0.72, 32).pathologies()).isEmpty();
        assertThat(of(Pathology.OSCILLATION, swinging(0.73, 32)).evidence())
                .extracting(Evidence::toString)
                .containsExactly("swing of the loss within a few steps, median: 0.730 > 0.723");
        assertThat(swinging(0.31, 128).pathologies())
                .as("a large batch")
                .containsExactly(Pathology.OSCILLATION);
        assertThat(swinging(0.31, 127).pathologies()).isEmpty();
    }

    /** Four late losses of the probe set, of mean 1, that rise by x once. */
    static MadeUpRun risingLate(MadeUpRun run, double x) {
        return run.judged(
                new LossPoint(140, 1 - x / 2, 2, 0.4, 256),
                new LossPoint(160, 1 + x / 2, 2, 0.4, 256),
                new LossPoint(180, 1 + x / 2, 2, 0.4, 256),
                new LossPoint(200, 1 - x / 2, 2, 0.4, 256));
    }

    /** Two bursts of mean 1 that rise by x once. */
    private static MadeUpRun swinging(double x, long examples) {
        List<LossPoint> points = new ArrayList<>();
        for (long start : new long[] {21, 101}) {
            double[] burst = {1 - x / 2, 1 + x / 2, 1 + x / 2, 1 - x / 2};
            for (int i = 0; i < burst.length; i++) {
                points.add(new LossPoint(start + i, burst[i], 2, 0.4, examples));
            }
        }
        return MadeUpRun.losses(points.toArray(LossPoint[]::new)).knows(0.4, 0.4);
    }

    /** A first batch of one example says nothing of how units were born: that of 8 does. */
    @Test
    void born_isOnEightExamplesAtLeast() {
        MadeUpRun run =
                MadeUpRun.failing()
                        .everywhere(Quantity.PROBE_EXAMPLES, Reading.RUN, 1)
                        .from(3, Quantity.PROBE_EXAMPLES, Reading.RUN, 8)
                        .everywhere(Quantity.DEAD_UNIT_FRACTION, "fc1", 1)
                        .from(3, Quantity.DEAD_UNIT_FRACTION, "fc1", 0)
                        .everywhere(Quantity.SATURATION_FRACTION, "fc2", 1)
                        .from(3, Quantity.SATURATION_FRACTION, "fc2", 0.1)
                        .everywhere(Quantity.Z_OFFSET, "fc2", 9)
                        .from(3, Quantity.Z_OFFSET, "fc2", 0.1)
                        .everywhere(Quantity.Z_STD, "fc2", 9)
                        .from(3, Quantity.Z_STD, "fc2", 1);

        assertThat(run.pathologies()).isEmpty();
        assertThat(run.from(3, Quantity.Z_OFFSET, "fc2", 9).pathologies())
                .containsExactly(Pathology.BAD_WEIGHT_SCALE);
    }

    /** Batches of seven until the end of the first steps. */
    @Test
    void born_onFewExamplesAlone_isNotSaid() {
        MadeUpRun run =
                MadeUpRun.failing()
                        .everywhere(Quantity.PROBE_EXAMPLES, Reading.RUN, 7)
                        .everywhere(Quantity.SATURATION_FRACTION, "fc2", 0.9)
                        .everywhere(Quantity.Z_OFFSET, "fc2", 9)
                        .everywhere(Quantity.Z_STD, "fc1", 90);

        assertThat(run.pathologies()).isEmpty();
    }

    /** In one batch the last layer's errors cancel by chance; in the next they do not. */
    @Test
    void explodingGradient_growthIsOfTheFirstTwoSteps() {
        MadeUpRun run = MadeUpRun.failing().everywhere(Quantity.GRADIENT_NORM, "fc1.bias", 20);

        assertThat(run.pathologies()).containsExactly(Pathology.EXPLODING_GRADIENT);
        assertThat(run.from(2, Quantity.GRADIENT_NORM, "fc1.bias", 9).pathologies()).isEmpty();
    }

    /** What a batch norm follows it sets right; what follows a norm has weights of its own. */
    @Test
    void weightScale_beforeABatchNorm_isNoSign() {
        MadeUpRun run = MadeUpRun.failing().everywhere(Quantity.Z_STD, "fc1", 90);

        assertThat(run.pathologies()).containsExactly(Pathology.BAD_WEIGHT_SCALE);
        assertThat(run.function("fc1", "linear").normed("fc2").pathologies()).isEmpty();
    }
}
