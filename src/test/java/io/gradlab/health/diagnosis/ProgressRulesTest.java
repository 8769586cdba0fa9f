package io.gradlab.health.diagnosis;

import static io.gradlab.health.diagnosis.Pathology.LEARNING_RATE_TOO_SMALL;
import static io.gradlab.health.diagnosis.Pathology.NOT_LEARNING;
import static io.gradlab.health.diagnosis.Pathology.OVERFITTING;
import static io.gradlab.health.diagnosis.Pathology.TOO_FEW_EPOCHS;
import static io.gradlab.health.diagnosis.Pathology.TOO_FEW_UNITS;
import static io.gradlab.health.diagnosis.Pathology.WRONG_LABELS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is wrong with a training that shows no other sign, by what the network knows of its own
 * examples and of others: too few epochs or units, wrong labels, learning by heart, nothing
 * learned.
 */
class ProgressRulesTest {

    private static final double NUDGE = 1e-3;

    private static Arguments past(
            Pathology pathology, Threshold threshold, RulesTest.Change change) {
        return arguments(pathology, threshold, change);
    }

    static Stream<Arguments> above() {
        return Stream.of(
                past(TOO_FEW_EPOCHS, Threshold.STILL_FALLING, ProgressRulesTest::falling),
                past(
                        WRONG_LABELS,
                        Threshold.LABEL_GAP,
                        (run, x) -> run.knows(0.7, 0.5).others(0.3, 0.5 - x)),
                past(
                        OVERFITTING,
                        Threshold.GENERALIZATION_GAP,
                        (run, x) -> run.knows(0.95, 0.9).others(0.3, 0.9 - x)));
    }

    static Stream<Arguments> below() {
        return Stream.of(
                past(
                        TOO_FEW_UNITS,
                        Threshold.PART_SKILL,
                        (run, x) -> run.width("fc1", 3).knows(x, 0.4)),
                past(
                        TOO_FEW_UNITS,
                        Threshold.PART_GAIN,
                        (run, x) -> new MadeUpRun(Double.NaN).width("fc1", 3).knows(Double.NaN, x)),
                past(
                        TOO_FEW_UNITS,
                        Threshold.FEW_UNITS,
                        // Units are whole: those of the limit are few, one more is not.
                        (run, x) -> run.width("fc2", (int) Math.ceil(x))),
                past(NOT_LEARNING, Threshold.NO_GAIN, (run, x) -> run.knows(x, 0.1)),
                past(
                        WRONG_LABELS,
                        Threshold.CLEAR_LABELS,
                        (run, x) ->
                                run.knows(0.7, 0.5)
                                        .others(0.3, 0.3)
                                        .everywhere(Quantity.NEIGHBOUR_SKILL, Reading.RUN, x)),
                past(
                        WRONG_LABELS,
                        Threshold.NOISY_SKILL,
                        (run, x) -> run.knows(0.7, 0.5).others(x, 0.3)),
                past(
                        WRONG_LABELS,
                        Threshold.NOISY_GAIN,
                        // Of numbers no skill is known.
                        (run, x) ->
                                new MadeUpRun(Double.NaN)
                                        .knows(Double.NaN, 0.5)
                                        .others(Double.NaN, x)),
                past(
                        WRONG_LABELS,
                        Threshold.BY_HEART,
                        (run, x) -> run.knows(x, 0.7).others(0.3, 0.4)));
    }

    /**
     * The probe set's loss in the middle of the steps is x of a constant's above that of the end.
     */
    private static MadeUpRun falling(MadeUpRun run, double x) {
        return run.judged(
                new LossPoint(99, 0.42 + 0.7 * x, 0.7, 0.4, 256),
                new LossPoint(200, 0.42, 0.7, 0.4, 256));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("above")
    void rule_firesAboveItsThreshold(
            Pathology pathology, Threshold threshold, RulesTest.Change change) {
        double limit = threshold.defaultValue();

        assertThat(change.apply(MadeUpRun.failing(), limit * (1 + NUDGE)).pathologies())
                .contains(pathology);
        assertThat(change.apply(MadeUpRun.failing(), limit * (1 - NUDGE)).pathologies())
                .doesNotContain(pathology);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("below")
    void rule_firesBelowItsThreshold(
            Pathology pathology, Threshold threshold, RulesTest.Change change) {
        double limit = threshold.defaultValue();

        assertThat(change.apply(MadeUpRun.failing(), limit * (1 - NUDGE)).pathologies())
                .contains(pathology);
        assertThat(change.apply(MadeUpRun.failing(), limit * (1 + NUDGE)).pathologies())
                .doesNotContain(pathology);
    }

    private static Finding of(Pathology pathology, MadeUpRun run) {
        return run.diagnosis().findings().stream()
                .filter(finding -> finding.pathology() == pathology)
                .findFirst()
                .orElseThrow();
    }

    private static List<Remedy> remedies(Finding finding) {
        return finding.remedies().stream().map(Advice::remedy).toList();
    }

    /** A loss that has stopped, more than nothing, units enough: no rule knows why. */
    @Test
    void failingRun_withoutASign_hasNoFinding() {
        assertThat(MadeUpRun.failing().pathologies()).isEmpty();
        assertThat(MadeUpRun.failing().knows(0.4, 0.4).pathologies()).isEmpty();
    }

    @Test
    void tooFewEpochs_ofAShortRun_countsItsSteps() {
        Finding finding = of(TOO_FEW_EPOCHS, MadeUpRun.failing().steps(99));

        assertThat(finding.severity()).isEqualTo(Severity.ALARM);
        assertThat(finding.since()).isEqualTo(99);
        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .containsExactly("steps of the training: 99 < 100");
        assertThat(remedies(finding))
                .containsExactlyInAnyOrder(Remedy.TRAIN_LONGER, Remedy.RAISE_RATE);
        assertThat(MadeUpRun.failing().steps(100).pathologies()).doesNotContain(TOO_FEW_EPOCHS);
        assertThat(MadeUpRun.failing().steps(1).pathologies())
                .as("a start")
                .doesNotContain(TOO_FEW_EPOCHS);
        assertThat(MadeUpRun.learned().steps(99).pathologies())
                .as("that has learned")
                .doesNotContain(TOO_FEW_EPOCHS);
    }

    /** A third of a constant's loss; of others it knows 0.09 or 0.11 less than of its own. */
    @Test
    void tooFewEpochs_isOfALossThatFallsOnOthersToo() {
        MadeUpRun same = falling(MadeUpRun.failing(), 1.0 / 3).others(0.4, 0.31);
        MadeUpRun gap = falling(MadeUpRun.failing(), 1.0 / 3).others(0.4, 0.29);

        assertThat(of(TOO_FEW_EPOCHS, same).evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "fall of the loss in the second half, in losses of a constant: 0.333 >"
                                + " 0.0600");
        assertThat(gap.pathologies()).doesNotContain(TOO_FEW_EPOCHS).contains(WRONG_LABELS);
    }

    /** Four batches of 0.6 before the middle and of 0.4 at the end, of a constant of 0.7. */
    @Test
    void tooFewEpochs_withoutAProbeSet_isByTheLastBatchesOfEachHalf() {
        MadeUpRun run = MadeUpRun.failing();
        for (long step : new long[] {13, 14, 15, 16}) {
            run.loss(step, 0.6);
        }
        for (long step : new long[] {151, 152, 153, 200}) {
            run.loss(step, 0.4);
        }

        assertThat(of(TOO_FEW_EPOCHS, run).evidence())
                .singleElement()
                .asString()
                .contains("in losses of a constant: 0.286 >");
    }

    @Test
    void tooFewEpochs_ofOneThatKnowsItsOwnExamples_isNotSaid() {
        assertThat(
                        MadeUpRun.failing()
                                .judged(
                                        new LossPoint(99, 0.4, 0.7, 0.9, 256),
                                        new LossPoint(200, 0.1, 0.7, 0.9, 256))
                                .others(0.3, 0.8)
                                .pathologies())
                .doesNotContain(TOO_FEW_EPOCHS);
    }

    @Test
    void tooFewUnits_namesTheNarrowestLayer() {
        Finding finding = of(TOO_FEW_UNITS, MadeUpRun.failing().width("fc1", 4).width("fc2", 3));

        assertThat(finding.severity()).isEqualTo(Severity.ALARM);
        assertThat(finding.where()).containsExactly("fc2");
        assertThat(finding.since()).isEqualTo(200);
        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .containsExactly("units of fc2, the narrowest hidden layer: 3 <= 4");
        assertThat(remedies(finding)).contains(Remedy.MORE_UNITS);
    }

    /** The output's single unit is no hidden layer's; a width that is not known is none. */
    @Test
    void tooFewUnits_isOfHiddenLayersOfKnownWidth() {
        assertThat(MadeUpRun.failing().width("fc1", 0).pathologies()).isEmpty();
        assertThat(MadeUpRun.failing().width("fc3", 1).pathologies()).isEmpty();
    }

    /** While the loss falls a few units may still do; one passes a single number on. */
    @Test
    void tooFewUnits_whileTheLossFalls_isOfOneUnitAlone() {
        assertThat(falling(MadeUpRun.failing(), 0.3).width("fc1", 2).pathologies())
                .containsExactly(TOO_FEW_EPOCHS);
        Finding one = of(TOO_FEW_UNITS, falling(MadeUpRun.failing(), 0.3).width("fc1", 1));
        assertThat(one.since()).isEqualTo(1);
        assertThat(one.evidence())
                .extracting(Evidence::toString)
                .containsExactly("units of fc1, the narrowest hidden layer: 1 <= 1");
        assertThat(MadeUpRun.learned().width("fc1", 1).pathologies()).isEmpty();
        assertThat(MadeUpRun.failing().width("fc1", 1).steps(1).pathologies()).isEmpty();
    }

    /** A gap of 0.1 and more is of labels, or of examples, not of units. */
    @ParameterizedTest
    @CsvSource({"0.31, true", "0.29, false"})
    void tooFewUnits_isOfOneThatKnowsAsMuchOfOthers(double ofOthers, boolean found) {
        List<Pathology> pathologies =
                MadeUpRun.failing()
                        .width("fc1", 3)
                        .knows(0.4, 0.4)
                        .others(0.4, ofOthers)
                        .pathologies();

        assertThat(pathologies.contains(TOO_FEW_UNITS)).isEqualTo(found);
        assertThat(pathologies.contains(WRONG_LABELS)).isEqualTo(!found);
    }

    @Test
    void wrongLabels_areTheGapOfExamplesThatAreNotAllLearned() {
        Finding finding = of(WRONG_LABELS, MadeUpRun.failing().knows(0.7, 0.5).others(0.3, 0.25));

        assertThat(finding.severity()).isEqualTo(Severity.ALARM);
        assertThat(finding.since()).isEqualTo(200);
        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "gain on the training examples minus that on the validation set: 0.250 >"
                                + " 0.100");
        assertThat(remedies(finding)).contains(Remedy.CHECK_LABELS);
        assertThat(MadeUpRun.failing().knows(0.7, 0.5).others(0.9, 0.25).pathologies())
                .as("of others it knows enough")
                .isEmpty();
    }

    @Test
    void wrongLabels_needAFairNumberOfSteps() {
        MadeUpRun run =
                MadeUpRun.failing()
                        .judged(new LossPoint(50, 0.35, 0.7, 0.6, 256))
                        .others(0.3, 0.25);

        assertThat(run.steps(99).pathologies()).doesNotContain(WRONG_LABELS);
        assertThat(run.steps(100).pathologies()).contains(WRONG_LABELS);
    }

    @Test
    void overfitting_isOfExamplesThatAreAllLearned() {
        Finding finding = of(OVERFITTING, MadeUpRun.failing().knows(0.95, 0.9).others(0.3, 0.15));

        assertThat(finding.severity()).isEqualTo(Severity.ALARM);
        assertThat(finding.since()).isEqualTo(200);
        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "gap of validation and training loss over a constant's: 0.750 > 0.350");
        assertThat(remedies(finding)).contains(Remedy.MORE_EXAMPLES);
        assertThat(MadeUpRun.failing().knows(0.75, 0.9).others(0.3, 0.15).pathologies())
                .contains(WRONG_LABELS)
                .doesNotContain(OVERFITTING);
        assertThat(MadeUpRun.failing().knows(0.95, 0.9).others(0.75, 0.15).pathologies())
                .as("of others it knows enough")
                .isEmpty();
    }

    /** A network that knows nothing: its skill, or of numbers its gain, with what may help. */
    @Test
    void notLearning_saysHowLittleAndWhatMayHelp() {
        Finding finding = of(NOT_LEARNING, MadeUpRun.failing().knows(0.1, 0.1));

        assertThat(finding.severity()).isEqualTo(Severity.ALARM);
        assertThat(finding.since()).isEqualTo(100);
        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .containsExactly("skill: 0.100 < 0.350");
        assertThat(remedies(finding))
                .containsExactlyInAnyOrder(
                        Remedy.CHECK_LABELS,
                        Remedy.RAISE_RATE,
                        Remedy.TRAIN_LONGER,
                        Remedy.MORE_UNITS);
        assertThat(of(NOT_LEARNING, new MadeUpRun(Double.NaN).knows(Double.NaN, 0.1)).evidence())
                .extracting(Evidence::toString)
                .containsExactly("share of a constant's loss that is gone: 0.100 < 0.150");
        assertThat(MadeUpRun.failing().knows(0.1, 0.1).steps(99).pathologies())
                .doesNotContain(NOT_LEARNING);
    }

    /** Too slow a rate is why nothing was learned. */
    @Test
    void notLearning_ofASlowRate_isItsConsequence() {
        Diagnosis diagnosis =
                RulesTest.slow(MadeUpRun.failing().knows(0.1, 0.1), 1e-4, 0.1).diagnosis();

        assertThat(diagnosis.causes()).hasSize(1);
        assertThat(diagnosis.causes().get(0).finding().pathology())
                .isEqualTo(LEARNING_RATE_TOO_SMALL);
        assertThat(diagnosis.causes().get(0).consequences())
                .extracting(Finding::pathology)
                .containsExactly(NOT_LEARNING);
    }
}
