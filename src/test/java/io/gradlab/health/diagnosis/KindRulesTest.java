package io.gradlab.health.diagnosis;

import static io.gradlab.health.diagnosis.KindRuns.OF_WHO_KNOWS_NOTHING;
import static io.gradlab.health.diagnosis.KindRuns.failing;
import static io.gradlab.health.diagnosis.KindRuns.lagging;
import static io.gradlab.health.diagnosis.Pathology.BATCH_NORM_LAG;
import static io.gradlab.health.diagnosis.Pathology.DROPOUT_TOO_STRONG;
import static io.gradlab.health.diagnosis.Pathology.GRADIENTS_NOT_CLEARED;
import static io.gradlab.health.diagnosis.Pathology.LABEL_SHAPE;
import static io.gradlab.health.diagnosis.Pathology.NO_GRADIENT;
import static io.gradlab.health.diagnosis.Pathology.ONE_CLASS;
import static io.gradlab.health.diagnosis.Pathology.ONE_CLASS_BATCHES;
import static io.gradlab.health.diagnosis.Pathology.OSCILLATION;
import static io.gradlab.health.diagnosis.Pathology.OUTPUT_RANGE;
import static io.gradlab.health.diagnosis.Pathology.RARE_CLASS;
import static io.gradlab.health.diagnosis.Pathology.UNSCALED_TARGETS;
import static io.gradlab.health.diagnosis.Pathology.VANISHING_GRADIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.OutputKind;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind just past its limit, and just before it. */
class KindRulesTest {

    private static final double NUDGE = 1e-3;

    private static Arguments past(
            Pathology pathology, Threshold threshold, RulesTest.Change change) {
        return arguments(pathology, threshold, change);
    }

    static Stream<Arguments> above() {
        return Stream.of(
                past(
                        LABEL_SHAPE,
                        Threshold.PAIRING,
                        (run, x) -> run.labels(MadeUpLabels.numbers(0, 1).pairing(x))),
                past(
                        OUTPUT_RANGE,
                        Threshold.OUTPUT_RANGE,
                        (run, x) ->
                                run.function("fc3", "relu")
                                        .kinds(OutputKind.LOGITS, LossKind.LOGITS)
                                        .labels(MadeUpLabels.binary(1 - x))),
                past(
                        UNSCALED_TARGETS,
                        Threshold.TARGET_SIZE_LARGE,
                        (run, x) -> run.labels(MadeUpLabels.numbers(0, x))),
                past(
                        GRADIENTS_NOT_CLEARED,
                        Threshold.OWN_GRADIENT_RATIO,
                        (run, x) -> run.everywhere(Quantity.OWN_GRADIENT_RATIO, Reading.RUN, x)),
                past(
                        BATCH_NORM_LAG,
                        Threshold.BATCH_NORM_LAG,
                        (run, x) -> lagging(run.normed("fc2"), x)),
                past(
                        RARE_CLASS,
                        Threshold.KNOWS_NOTHING,
                        (run, x) ->
                                run.judged(new LossPoint(200, 0.7 * (1 - x), 0.7, 0.1, 1000))
                                        .labels(MadeUpLabels.binary(0.05))),
                past(
                        DROPOUT_TOO_STRONG,
                        Threshold.DROPOUT_RATE,
                        (run, x) -> run.everywhere(Quantity.DROPOUT, "drop", x)));
    }

    static Stream<Arguments> below() {
        return Stream.of(
                past(
                        VANISHING_GRADIENT,
                        Threshold.SIGNAL_WEAK,
                        (run, x) ->
                                run.knows(0.1, 0.1)
                                        .function("fc1", "sigmoid")
                                        .function("fc2", "sigmoid")
                                        .everywhere(Quantity.ACTIVATION_STD, "fc1", 1)
                                        .everywhere(Quantity.ACTIVATION_STD, "fc2", x)),
                past(
                        UNSCALED_TARGETS,
                        Threshold.TARGET_STD_SMALL,
                        (run, x) -> run.labels(MadeUpLabels.numbers(0, x))),
                past(
                        ONE_CLASS_BATCHES,
                        Threshold.ONE_CLASS_BATCH,
                        (run, x) ->
                                run.labels(MadeUpLabels.binary(0.25).batches(20, 32, 1 - x / 4))),
                past(
                        RARE_CLASS,
                        Threshold.RARE_CLASS,
                        (run, x) ->
                                run.judged(new LossPoint(200, 0.7, 0.7, 0.1, 90))
                                        .labels(MadeUpLabels.binary(x / 2))),
                past(
                        RARE_CLASS,
                        Threshold.FEW_EXAMPLES,
                        (run, x) ->
                                run.judged(new LossPoint(200, 0.7, 0.7, 0.1, 1000))
                                        .labels(MadeUpLabels.binary(x / 1000))));
    }

    /** Those with which a value meets its limit. */
    static Stream<Arguments> at() {
        return Stream.of(
                past(
                        ONE_CLASS,
                        Threshold.ONE_CLASS_EXAMPLES,
                        (run, x) ->
                                run.labels(
                                        MadeUpLabels.binary(0)
                                                .between(0, 0)
                                                .examples(x.longValue()))),
                past(NO_GRADIENT, Threshold.NO_GRADIENT, KindRuns::still),
                past(
                        OSCILLATION,
                        Threshold.FEW_ROWS,
                        (run, x) ->
                                run.everywhere(Quantity.NEIGHBOUR_SKILL, Reading.RUN, 0.9)
                                        .labels(MadeUpLabels.binary(0.5).batches(20, x, 0.5))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("above")
    void rule_firesAboveItsThreshold(
            Pathology pathology, Threshold threshold, RulesTest.Change change) {
        double limit = threshold.defaultValue();

        assertThat(change.apply(failing(), limit * (1 + NUDGE)).pathologies()).contains(pathology);
        assertThat(change.apply(failing(), limit * (1 - NUDGE)).pathologies())
                .doesNotContain(pathology);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("below")
    void rule_firesBelowItsThreshold(
            Pathology pathology, Threshold threshold, RulesTest.Change change) {
        double limit = threshold.defaultValue();

        assertThat(change.apply(failing(), limit * (1 - NUDGE)).pathologies()).contains(pathology);
        assertThat(change.apply(failing(), limit * (1 + NUDGE)).pathologies())
                .doesNotContain(pathology);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("at")
    void rule_firesAtItsThreshold(
            Pathology pathology, Threshold threshold, RulesTest.Change change) {
        double limit = threshold.defaultValue();
        double before = pathology == ONE_CLASS ? limit - 1 : limit + 1e-9;

        assertThat(change.apply(failing(), limit).pathologies()).contains(pathology);
        assertThat(change.apply(failing(), before).pathologies()).doesNotContain(pathology);
    }

    /** Nothing was measured: no kind may be read into that. */
    @Test
    void labelsThatWereNotSeen_areNoSign() {
        assertThat(failing().pathologies()).isSubsetOf(OF_WHO_KNOWS_NOTHING);
        assertThat(
                        failing()
                                .kinds(OutputKind.LOGITS, LossKind.DISTANCE)
                                .labels(MadeUpLabels.numbers(Double.NaN, Double.NaN))
                                .everywhere(Quantity.OWN_GRADIENT_RATIO, Reading.RUN, Double.NaN)
                                .pathologies())
                .isSubsetOf(OF_WHO_KNOWS_NOTHING);
    }
}
