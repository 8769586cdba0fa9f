package io.gradlab.health.diagnosis;

import static io.gradlab.health.diagnosis.Pathology.BAD_WEIGHT_SCALE;
import static io.gradlab.health.diagnosis.Pathology.DEAD_UNITS;
import static io.gradlab.health.diagnosis.Pathology.EXPLODING_GRADIENT;
import static io.gradlab.health.diagnosis.Pathology.LEARNING_RATE_TOO_LARGE;
import static io.gradlab.health.diagnosis.Pathology.LEARNING_RATE_TOO_SMALL;
import static io.gradlab.health.diagnosis.Pathology.LOSS_MISMATCH;
import static io.gradlab.health.diagnosis.Pathology.NON_FINITE;
import static io.gradlab.health.diagnosis.Pathology.NOT_LEARNING;
import static io.gradlab.health.diagnosis.Pathology.OSCILLATION;
import static io.gradlab.health.diagnosis.Pathology.SATURATION;
import static io.gradlab.health.diagnosis.Pathology.SYMMETRIC_UNITS;
import static io.gradlab.health.diagnosis.Pathology.UNSCALED_INPUTS;
import static io.gradlab.health.diagnosis.Pathology.VANISHING_GRADIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.OutputKind;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule fires just past its threshold and not just before it. */
class RulesTest {

    /** A tenth of a percent past the limit: far more than rounding, far less than any effect. */
    private static final double NUDGE = 1e-3;

    /** Puts a value into a run. */
    interface Change extends BiFunction<MadeUpRun, Double, MadeUpRun> {}

    static Stream<Arguments> above() {
        return Stream.of(
                past(
                        UNSCALED_INPUTS,
                        Threshold.INPUT_STD_LARGE,
                        (run, x) -> run.inputs(new InputStatistics(2, 0, 1, 1, x, 3 * x, 0, 1, 1))),
                past(
                        UNSCALED_INPUTS,
                        Threshold.INPUT_OFFSET,
                        (run, x) -> run.inputs(new InputStatistics(2, x, 1, 1, 1, x, 0, 1, 1))),
                past(
                        BAD_WEIGHT_SCALE,
                        Threshold.FIRST_LAYER_LARGE,
                        (run, x) -> run.everywhere(Quantity.Z_STD, "fc1", Math.sqrt(2) * x)),
                past(
                        BAD_WEIGHT_SCALE,
                        Threshold.LAYER_FACTOR_LARGE,
                        (run, x) -> run.everywhere(Quantity.Z_STD, "fc2", x)),
                past(
                        BAD_WEIGHT_SCALE,
                        Threshold.Z_OFFSET,
                        (run, x) -> run.everywhere(Quantity.Z_OFFSET, "fc2", x)),
                past(
                        LEARNING_RATE_TOO_LARGE,
                        Threshold.UPDATE_RATIO_LARGE,
                        (run, x) -> run.loss(2, 5).from(2, Quantity.UPDATE_RATIO, "fc1.weight", x)),
                past(
                        LEARNING_RATE_TOO_LARGE,
                        Threshold.LOSS_RISE,
                        (run, x) ->
                                run.loss(2, 0.7 * x)
                                        .from(2, Quantity.UPDATE_RATIO, "fc1.weight", 1)),
                past(
                        EXPLODING_GRADIENT,
                        Threshold.RELATIVE_GRADIENT_LARGE,
                        (run, x) -> run.everywhere(Quantity.GRADIENT_NORM, "fc1.weight", x)),
                past(
                        EXPLODING_GRADIENT,
                        Threshold.GRADIENT_GROWTH,
                        (run, x) -> run.everywhere(Quantity.GRADIENT_NORM, "fc1.bias", 0.1 * x)),
                past(
                        EXPLODING_GRADIENT,
                        Threshold.GRADIENT_RATIO_LARGE,
                        (run, x) -> run.everywhere(Quantity.GRADIENT_NORM_RATIO, Reading.RUN, x)),
                past(
                        DEAD_UNITS,
                        Threshold.DEAD_AT_BIRTH,
                        (run, x) -> run.everywhere(Quantity.DEAD_UNIT_FRACTION, "fc2", x)),
                past(
                        DEAD_UNITS,
                        Threshold.DEAD_LATER,
                        (run, x) -> run.from(5, Quantity.DEAD_UNIT_FRACTION, "fc2", x)),
                past(
                        SATURATION,
                        Threshold.SATURATED_AT_BIRTH,
                        (run, x) -> run.everywhere(Quantity.SATURATION_FRACTION, "fc1", x)),
                past(
                        SATURATION,
                        Threshold.SATURATED_LATER,
                        (run, x) -> run.from(5, Quantity.SATURATION_FRACTION, "fc1", x)),
                past(
                        OSCILLATION,
                        Threshold.OSCILLATION,
                        // Up by x of the mean once in each burst of four: mean 1, rise x.
                        (run, x) -> bursts(run, 1 - x / 2, 1 + x / 2)),
                past(OSCILLATION, Threshold.LATE_RISES, LimitsTest::risingLate));
    }

    static Stream<Arguments> below() {
        return Stream.of(
                past(
                        UNSCALED_INPUTS,
                        Threshold.INPUT_STD_SMALL,
                        (run, x) -> run.inputs(new InputStatistics(2, 0, x, x, 1, 3, 0, 1, 1))),
                past(
                        BAD_WEIGHT_SCALE,
                        Threshold.FIRST_LAYER_SMALL,
                        (run, x) -> run.everywhere(Quantity.Z_STD, "fc1", Math.sqrt(2) * x)),
                past(
                        BAD_WEIGHT_SCALE,
                        Threshold.LAYER_FACTOR_SMALL,
                        (run, x) -> run.everywhere(Quantity.Z_STD, "fc2", x)),
                past(
                        SYMMETRIC_UNITS,
                        Threshold.DISTINCT_SHARE,
                        (run, x) -> run.everywhere(Quantity.EFFECTIVE_WIDTH_SHARE, "fc1", x)),
                past(
                        VANISHING_GRADIENT,
                        Threshold.VANISHING_RATIO,
                        (run, x) -> run.everywhere(Quantity.GRADIENT_NORM_RATIO, Reading.RUN, x)),
                past(
                        LEARNING_RATE_TOO_SMALL,
                        Threshold.UPDATE_RATIO_SMALL,
                        (run, x) -> slow(run, x, 0.1)),
                past(
                        LEARNING_RATE_TOO_SMALL,
                        Threshold.UPDATE_OVER_GRADIENT,
                        // Of a gradient of 0.1 at the start.
                        (run, x) -> slow(run, 1e-4, 0.1 * 1e-4 / x)),
                past(
                        VANISHING_GRADIENT,
                        Threshold.SIGNAL_LEFT,
                        (run, x) ->
                                run.function("fc1", "sigmoid")
                                        .function("fc2", "sigmoid")
                                        .everywhere(Quantity.ACTIVATION_STD, "fc1", 1)
                                        .everywhere(Quantity.ACTIVATION_STD, "fc2", x)));
    }

    static MadeUpRun slow(MadeUpRun run, double updateRatio, double lastGradient) {
        for (String layer : MadeUpRun.LAYERS) {
            run.from(11, Quantity.UPDATE_RATIO, layer + ".weight", updateRatio);
            run.from(11, Quantity.GRADIENT_NORM, layer + ".weight", lastGradient);
        }
        return run;
    }

    private static MadeUpRun bursts(MadeUpRun run, double low, double high) {
        for (long step : new long[] {13, 15, 150, 152}) {
            run.loss(step, step % 13 == 0 || step == 150 ? low : high);
        }
        run.loss(13, high).loss(14, high).loss(15, low).loss(16, high);
        run.loss(150, high).loss(151, low).loss(152, low).loss(153, high);
        return run.loss(200, low);
    }

    private static Arguments past(Pathology pathology, Threshold threshold, Change change) {
        return arguments(pathology, threshold, change);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("above")
    void rule_firesAboveItsThreshold(Pathology pathology, Threshold threshold, Change change) {
        double limit = threshold.defaultValue();

        assertThat(change.apply(MadeUpRun.failing(), limit * (1 + NUDGE)).pathologies())
                .contains(pathology);
        assertThat(change.apply(MadeUpRun.failing(), limit * (1 - NUDGE)).pathologies())
                .doesNotContain(pathology);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("below")
    void rule_firesBelowItsThreshold(Pathology pathology, Threshold threshold, Change change) {
        double limit = threshold.defaultValue();

        assertThat(change.apply(MadeUpRun.failing(), limit * (1 - NUDGE)).pathologies())
                .contains(pathology);
        assertThat(change.apply(MadeUpRun.failing(), limit * (1 + NUDGE)).pathologies())
                .doesNotContain(pathology);
    }

    /** Every threshold is tried above, but for those of what is learned, see {@link CourseTest}. */
    @ParameterizedTest
    @EnumSource(
            value = Threshold.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "LEARNED_SKILL",
                "LEARNED_GAIN",
                "ATTAINED",
                "LEAST_SKILL",
                "MOST_SKILL",
                "LEAST_GAIN",
                "MOST_GAIN"
            })
    void threshold_isTried(Threshold threshold) {
        assertThat(
                        Stream.of(
                                        above(),
                                        below(),
                                        ProgressRulesTest.above(),
                                        ProgressRulesTest.below(),
                                        KindRulesTest.above(),
                                        KindRulesTest.below(),
                                        KindRulesTest.at())
                                .flatMap(tried -> tried)
                                .map(tried -> tried.get()[1]))
                .contains(threshold);
    }

    @Test
    void healthyRun_hasNoFinding() {
        assertThat(MadeUpRun.learned().diagnosis().causes()).isEmpty();
        assertThat(MadeUpRun.learned().diagnosis().healthy()).isTrue();
    }

    @Test
    void sign_isAWarningWhereTheRunHasLearned() {
        Diagnosis learned = MadeUpRun.learned().everywhere(Quantity.Z_OFFSET, "fc2", 5).diagnosis();
        Diagnosis failing = MadeUpRun.failing().everywhere(Quantity.Z_OFFSET, "fc2", 5).diagnosis();

        assertThat(learned.findings())
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
        assertThat(learned.healthy()).isTrue();
        assertThat(failing.findings()).extracting(Finding::severity).contains(Severity.ALARM);
        assertThat(failing.healthy()).isFalse();
    }

    static Stream<Arguments> mismatches() {
        return Stream.of(
                arguments(OutputKind.PROBABILITIES, LossKind.LOGITS, true),
                arguments(OutputKind.LOGITS, LossKind.PROBABILITIES, true),
                arguments(OutputKind.LOGITS, LossKind.LOG_PROBABILITIES, true),
                arguments(OutputKind.PROBABILITIES, LossKind.LOG_PROBABILITIES, true),
                arguments(OutputKind.LOGITS, LossKind.REVERSED, true),
                arguments(OutputKind.PROBABILITIES, LossKind.REVERSED, true),
                arguments(OutputKind.LOGITS, LossKind.LOGITS, false),
                arguments(OutputKind.PROBABILITIES, LossKind.PROBABILITIES, false),
                arguments(OutputKind.LOG_PROBABILITIES, LossKind.LOG_PROBABILITIES, false),
                // A log-softmax twice is one.
                arguments(OutputKind.LOG_PROBABILITIES, LossKind.LOGITS, false),
                arguments(OutputKind.PROBABILITIES, LossKind.DISTANCE, false),
                arguments(OutputKind.LOGITS, LossKind.DISTANCE, false),
                arguments(OutputKind.UNKNOWN, LossKind.LOGITS, false),
                arguments(OutputKind.UNKNOWN, LossKind.PROBABILITIES, false),
                arguments(OutputKind.LOGITS, LossKind.UNKNOWN, false));
    }

    /** Of what leads elsewhere than its skill shows a run that has learned is only warned. */
    @ParameterizedTest
    @MethodSource("mismatches")
    void lossMismatch_isAnAlarmUnlessTheRunHasLearned(
            OutputKind output, LossKind loss, boolean mismatch) {
        Diagnosis learned = MadeUpRun.learned().kinds(output, loss).diagnosis();
        Diagnosis failing = MadeUpRun.failing().kinds(output, loss).diagnosis();
        boolean mild = loss != LossKind.REVERSED;

        assertThat(learned.healthy()).isEqualTo(!mismatch || mild);
        assertThat(failing.healthy()).isEqualTo(!mismatch);
        assertThat(learned.findings())
                .extracting(Finding::pathology)
                .isEqualTo(mismatch ? List.of(LOSS_MISMATCH) : List.of());
    }

    @Test
    void nonFinite_namesStepLayerAndTensor() {
        Finding finding =
                MadeUpRun.learned()
                        .nonFinite(7, "fc2", "fc2.weight")
                        .diagnosis()
                        .causes()
                        .get(0)
                        .finding();

        assertThat(finding.pathology()).isEqualTo(NON_FINITE);
        assertThat(finding.severity()).isEqualTo(Severity.ALARM);
        assertThat(finding.since()).isEqualTo(7);
        assertThat(finding.where()).containsExactly("fc2");
        assertThat(finding.evidence()).asString().contains("NaN in fc2.weight at step 7");
        assertThat(finding.remedies())
                .extracting(Advice::remedy)
                .containsExactlyInAnyOrder(Remedy.LOWER_RATE, Remedy.CLIP_GRADIENT);
    }

    @Test
    void nonFinite_ofTheInputsIsMendedInTheData() {
        Finding finding =
                MadeUpRun.failing().nonFinite(1, "", "input").diagnosis().causes().get(0).finding();

        assertThat(finding.remedy().toString()).contains("missing or infinite features");
    }

    @Test
    void deadUnits_tellBornFromDied() {
        Finding born =
                finding(
                        MadeUpRun.failing()
                                .everywhere(Quantity.PARAMETER_NORM, "fc2.bias", 1)
                                .everywhere(Quantity.DEAD_UNIT_FRACTION, "fc2", 1));
        Finding died = finding(MadeUpRun.failing().from(5, Quantity.DEAD_UNIT_FRACTION, "fc2", 1));

        assertThat(born.since()).isEqualTo(1);
        assertThat(born.remedies())
                .extracting(Advice::remedy)
                .containsExactlyInAnyOrder(Remedy.REDRAW_WEIGHTS, Remedy.TAKE_LEAKY_RELU);
        assertThat(died.since()).isEqualTo(5);
        assertThat(died.remedies())
                .extracting(Advice::remedy)
                .containsExactlyInAnyOrder(Remedy.LOWER_RATE, Remedy.TAKE_LEAKY_RELU);
    }

    private static Finding finding(MadeUpRun run) {
        return run.diagnosis().findings().stream()
                .filter(finding -> finding.pathology() == DEAD_UNITS)
                .findFirst()
                .orElseThrow();
    }

    /** Units 1, 2 and 4 of four; those of other layers are theirs. */
    @Test
    void deadUnits_areNumberedFromOne() {
        Finding finding =
                finding(
                        MadeUpRun.failing()
                                .everywhere(Quantity.DEAD_UNIT_FRACTION, "fc2", 0.76)
                                .units("fc1", false, false, false, true)
                                .units("fc2", true, true, false, true));

        assertThat(finding.units()).containsOnly(entry("fc2", List.of(1, 2, 4)));
        assertThat(finding.where()).containsExactly("fc2");
        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .containsExactly("dead unit fraction of fc2, step 150: 0.760 > 0.750");
    }

    @Test
    void deadUnits_thatRevivedAreNoFinding() {
        assertThat(
                        MadeUpRun.failing()
                                .from(2, Quantity.DEAD_UNIT_FRACTION, "fc2", 1)
                                .from(9, Quantity.DEAD_UNIT_FRACTION, "fc2", 0)
                                .pathologies())
                .doesNotContain(DEAD_UNITS);
    }

    @Test
    void symmetricUnits_areNamed() {
        Finding finding =
                MadeUpRun.failing()
                        .everywhere(Quantity.EFFECTIVE_WIDTH_SHARE, "fc1", 0.5)
                        .symmetric("fc1", List.of(List.of(1, 3), List.of(2, 4)))
                        .diagnosis()
                        .causes()
                        .get(0)
                        .finding();

        assertThat(finding.where()).containsExactly("fc1");
        assertThat(finding.units()).containsOnly(entry("fc1", List.of(1, 3, 2, 4)));
    }

    @Test
    void symmetricUnits_thatPartAreNoFinding() {
        assertThat(
                        MadeUpRun.failing()
                                .everywhere(Quantity.EFFECTIVE_WIDTH_SHARE, "fc1", 0.25)
                                .from(13, Quantity.EFFECTIVE_WIDTH_SHARE, "fc1", 1)
                                .pathologies())
                .doesNotContain(SYMMETRIC_UNITS);
    }

    /** The output layer has no activation that the next layer needs. */
    @Test
    void outputLayer_isNotJudgedAsAHiddenOne() {
        assertThat(
                        MadeUpRun.failing()
                                .everywhere(Quantity.DEAD_UNIT_FRACTION, "fc3", 1)
                                .everywhere(Quantity.Z_STD, "fc3", 1e-6)
                                .everywhere(Quantity.EFFECTIVE_WIDTH_SHARE, "fc3", 0.1)
                                .pathologies())
                .isEmpty();
    }

    @Test
    void notLearning_isNotSaidBeforeAFairNumberOfSteps() {
        assertThat(bursts(MadeUpRun.failing(), 0.7, 0.7).steps(99).pathologies())
                .doesNotContain(NOT_LEARNING);
    }

    /** 0.02 and 0.06 where a constant has 0.7: mini-batches differ by as much. */
    @Test
    void swingOfALossNearZero_isNoOscillation() {
        assertThat(bursts(MadeUpRun.learned(), 0.02, 0.06).pathologies()).isEmpty();
    }

    @Test
    void noReadings_areAllThatIsFound() {
        assertThat(MadeUpRun.failing().steps(0).pathologies())
                .containsExactly(Pathology.NOTHING_SEEN);
    }

    @Test
    void nanEverywhere_isNoEvidence() {
        MadeUpRun run = MadeUpRun.failing();
        for (String layer : MadeUpRun.LAYERS) {
            for (Quantity quantity :
                    List.of(
                            Quantity.Z_STD,
                            Quantity.Z_OFFSET,
                            Quantity.DEAD_UNIT_FRACTION,
                            Quantity.SATURATION_FRACTION,
                            Quantity.EFFECTIVE_WIDTH_SHARE)) {
                run.everywhere(quantity, layer, Double.NaN);
            }
            run.everywhere(Quantity.GRADIENT_NORM, layer + ".weight", Double.NaN);
            run.everywhere(Quantity.UPDATE_RATIO, layer + ".weight", Double.NaN);
        }
        run.everywhere(Quantity.GRADIENT_NORM_RATIO, Reading.RUN, Double.NaN);

        assertThat(run.pathologies()).isEmpty();
    }

    @Test
    void thresholds_canBeChosen() {
        Observations observations =
                MadeUpRun.failing().everywhere(Quantity.Z_OFFSET, "fc2", 5).observations();

        assertThat(
                        Rules.diagnose(
                                        observations,
                                        Thresholds.defaults().with(Threshold.Z_OFFSET, 6))
                                .findings())
                .isEmpty();
    }
}
