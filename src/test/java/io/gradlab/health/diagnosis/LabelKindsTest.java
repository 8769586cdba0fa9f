package io.gradlab.health.diagnosis;

import static io.gradlab.health.diagnosis.KindRuns.failing;
import static io.gradlab.health.diagnosis.KindRuns.of;
import static io.gradlab.health.diagnosis.KindRuns.remedies;
import static io.gradlab.health.diagnosis.Pathology.LABEL_FORM;
import static io.gradlab.health.diagnosis.Pathology.LABEL_SHAPE;
import static io.gradlab.health.diagnosis.Pathology.NOTHING_SEEN;
import static io.gradlab.health.diagnosis.Pathology.ONE_CLASS;
import static io.gradlab.health.diagnosis.Pathology.ONE_CLASS_BATCHES;
import static io.gradlab.health.diagnosis.Pathology.OUTPUT_RANGE;
import static io.gradlab.health.diagnosis.Pathology.RARE_CLASS;
import static io.gradlab.health.diagnosis.Pathology.UNSCALED_TARGETS;
import static io.gradlab.health.diagnosis.Pathology.WRONG_LOSS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.health.observation.LabelForm;
import io.gradlab.health.observation.LabelKind;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.OutputKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of labels, losses and outputs that do not go together, and of too few of them. */
class LabelKindsTest {

    @Test
    void nothingSeen_isAnAlarmWithTheNotes() {
        Finding finding = of(NOTHING_SEEN, failing().steps(0).note("the block threw: odd"));

        assertThat(finding.severity()).isEqualTo(Severity.ALARM);
        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .containsExactly("no step was read", "the block threw: odd");
        assertThat(remedies(finding)).containsExactlyInAnyOrder(Remedy.TRY_ONE_BATCH);
    }

    /** A class number beyond the outputs is why the first batch threw. */
    @Test
    void nothingSeen_whereLabelsAreWhy_isNotSaid() {
        MadeUpRun run =
                failing()
                        .steps(0)
                        .labels(
                                MadeUpLabels.classes(LabelKind.CLASS_NUMBERS, 0.3, 0.3, 0.4)
                                        .form(LabelForm.BEYOND_OUTPUTS));

        assertThat(run.pathologies()).containsExactly(LABEL_FORM);
        assertThat(of(LABEL_FORM, run).evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "the largest class number is 2, the 1 outputs are numbered from 0");
        assertThat(of(LABEL_FORM, run.width("fc3", 0)).evidence())
                .as("of a block that was not read")
                .extracting(Evidence::toString)
                .containsExactly(
                        "the largest class number is 2, the outputs are fewer, numbered from 0");
    }

    @Test
    void oneClass_isNamedWithItsNumber() {
        Finding zeros =
                of(ONE_CLASS, MadeUpRun.learned().labels(MadeUpLabels.binary(0).between(0, 0)));
        Finding hot =
                of(
                        ONE_CLASS,
                        MadeUpRun.learned()
                                .labels(MadeUpLabels.classes(LabelKind.ONE_HOT, 0., 0., 1.)));

        assertThat(zeros.severity()).isEqualTo(Severity.ALARM);
        assertThat(zeros.evidence())
                .extracting(Evidence::toString)
                .containsExactly("all of 400 labels are 0");
        assertThat(hot.evidence())
                .extracting(Evidence::toString)
                .containsExactly("all of 400 labels are class 2");
        assertThat(
                        failing()
                                .labels(MadeUpLabels.classes(LabelKind.ONE_HOT, 0., 0.01, 0.99))
                                .pathologies())
                .doesNotContain(ONE_CLASS);
    }

    @ParameterizedTest
    @CsvSource({
        "ONE_HOT_INTO_SPARSE, CLASS_NUMBERS",
        "NUMBERS_INTO_DENSE, ONE_HOT",
        "SIGNS_INTO_CROSS_ENTROPY, ZERO_ONE_LABELS",
        "BEYOND_OUTPUTS, OUTPUT_FOR_EACH_CLASS"
    })
    void labelForm_isAnAlarmWithTheFormToGive(LabelForm form, Remedy first) {
        Finding finding =
                of(
                        LABEL_FORM,
                        MadeUpRun.learned()
                                .labels(
                                        MadeUpLabels.classes(LabelKind.ONE_HOT, 0.5, 0.5)
                                                .form(form)));

        assertThat(finding.severity()).isEqualTo(Severity.ALARM);
        assertThat(remedies(finding)).contains(first);
    }

    @Test
    void wrongLoss_isOfClassesAndOfNumbers() {
        MadeUpRun classes =
                failing()
                        .kinds(OutputKind.PROBABILITIES, LossKind.DISTANCE)
                        .labels(MadeUpLabels.binary(0.5));
        MadeUpRun numbers =
                failing()
                        .kinds(OutputKind.LOGITS, LossKind.LOGITS)
                        .labels(MadeUpLabels.numbers(0, 1));

        assertThat(remedies(of(WRONG_LOSS, classes)))
                .containsExactlyInAnyOrder(Remedy.CROSS_ENTROPY);
        assertThat(remedies(of(WRONG_LOSS, numbers)))
                .containsExactlyInAnyOrder(Remedy.SQUARED_ERROR);
        assertThat(
                        MadeUpRun.learned()
                                .kinds(OutputKind.PROBABILITIES, LossKind.DISTANCE)
                                .labels(MadeUpLabels.binary(0.5))
                                .pathologies())
                .as("that learned all the same")
                .isEmpty();
    }

    /** Cross-entropy takes shares that are not 0 and 1, too. */
    @Test
    void wrongLoss_isNotACrossEntropyOfShares() {
        MadeUpRun run = failing().kinds(OutputKind.LOGITS, LossKind.LOGITS);

        assertThat(run.labels(MadeUpLabels.numbers(0.5, 0.2).between(0, 1)).pathologies())
                .doesNotContain(WRONG_LOSS);
        assertThat(run.labels(MadeUpLabels.numbers(0.5, 0.2).between(0, 1.1)).pathologies())
                .contains(WRONG_LOSS);
        assertThat(run.labels(MadeUpLabels.numbers(0.5, 0.2).between(-0.1, 1)).pathologies())
                .contains(WRONG_LOSS);
    }

    /** Their mean is each of them, and varying by nothing is no scale. */
    @Test
    void labelsThatAreAllTheSame_haveNeitherPairingNorScale() {
        assertThat(failing().labels(MadeUpLabels.numbers(1, 0).pairing(1)).pathologies())
                .contains(ONE_CLASS)
                .doesNotContain(LABEL_SHAPE, UNSCALED_TARGETS);
    }

    @ParameterizedTest
    @EnumSource(
            value = LossKind.class,
            names = {"DISTANCE", "UNKNOWN"})
    void wrongLoss_isNotADistanceOfNumbers(LossKind loss) {
        assertThat(
                        failing()
                                .kinds(OutputKind.LOGITS, loss)
                                .labels(MadeUpLabels.numbers(0, 1))
                                .pathologies())
                .doesNotContain(WRONG_LOSS);
    }

    /** 0 is as good as above: a target is beyond a range only where it is on its far side. */
    @ParameterizedTest
    @CsvSource({
        "sigmoid, 5, 2, 0.9834", // 1 - P(z < -2) + P(z < -2.5): the normal table's 0.9772 + 0.0062
        "tanh, 0, 1, 0.3173",
        "relu, 0, 1, 0.5",
        "relu, -3, 1, 0.9987",
        "softplus, 3, 1, 0",
        "elu, 0, 1, 0.1587",
        "linear, -50, 9, 0"
    })
    void range_sharesAreThoseOfTheNormalTable(
            String function, double mean, double std, double share) {
        assertThat(Range.of(function).beyond(MadeUpLabels.numbers(mean, std).statistics()))
                .isEqualTo(share, within(1e-4));
    }

    /** A smallest label of 0 is within what ReLU gives out, whatever mean and deviation say. */
    @Test
    void range_labelsWithin_areNotBeyond() {
        assertThat(Range.of("relu").beyond(MadeUpLabels.numbers(1, 1).between(0, 4).statistics()))
                .isZero();
    }

    @Test
    void outputRange_ofSigns_isWhatIsBelow() {
        MadeUpLabels signs = MadeUpLabels.classes(LabelKind.SIGNS, 0.4, 0.6).between(-1, 1);
        MadeUpRun sigmoid =
                failing()
                        .function("fc3", "sigmoid")
                        .kinds(OutputKind.PROBABILITIES, LossKind.UNKNOWN)
                        .labels(signs);

        assertThat(of(OUTPUT_RANGE, sigmoid).evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "share of the labels that sigmoid, from 0 to 1, does not reach: 0.400 >"
                                + " 0.0500");
        assertThat(of(OUTPUT_RANGE, sigmoid).where()).containsExactly("fc3");
        assertThat(sigmoid.function("fc3", "tanh").pathologies()).doesNotContain(OUTPUT_RANGE);
    }

    /** At 0 one in six of N(1, 1) is below what ReLU gives. */
    @Test
    void outputRange_ofFewTargets_isARiskAtTheStart() {
        MadeUpRun run =
                failing()
                        .function("fc3", "relu")
                        .kinds(OutputKind.LOGITS, LossKind.UNKNOWN)
                        .labels(MadeUpLabels.numbers(1, 1));

        assertThat(of(OUTPUT_RANGE, run).severity()).isEqualTo(Severity.ALARM);
        assertThat(of(OUTPUT_RANGE, run.steps(1)).severity()).isEqualTo(Severity.WARNING);
    }

    /** At the start a risk, unless most of the targets are out of reach. */
    @Test
    void outputRange_atTheStart_isAnAlarmOfMostTargets() {
        MadeUpRun run =
                failing()
                        .function("fc3", "sigmoid")
                        .kinds(OutputKind.PROBABILITIES, LossKind.UNKNOWN)
                        .steps(1);

        assertThat(of(OUTPUT_RANGE, run.labels(MadeUpLabels.numbers(5, 2))).severity())
                .isEqualTo(Severity.ALARM);
        assertThat(
                        MadeUpRun.learned()
                                .function("fc3", "sigmoid")
                                .kinds(OutputKind.PROBABILITIES, LossKind.UNKNOWN)
                                .labels(MadeUpLabels.numbers(5, 2))
                                .diagnosis()
                                .healthy())
                .isTrue();
    }

    @Test
    void outputRange_ofClassNumbersForSeveralOutputs_isNone() {
        MadeUpLabels three = MadeUpLabels.classes(LabelKind.CLASS_NUMBERS, 0.3, 0.3, 0.4);
        MadeUpRun run =
                failing()
                        .function("fc3", "softmax")
                        .kinds(OutputKind.PROBABILITIES, LossKind.UNKNOWN)
                        .labels(three);

        assertThat(run.width("fc3", 3).pathologies()).doesNotContain(OUTPUT_RANGE);
        assertThat(run.width("fc3", 1).pathologies()).contains(OUTPUT_RANGE);
    }

    /** By chance a batch of 32 with 5 % of one class is of the other alone in 19 of 100. */
    @ParameterizedTest
    @CsvSource({
        "20, 32, 0.5, true",
        "9, 32, 0.5, false",
        "20, 4, 0.5, true",
        "20, 2, 0.5, false",
        "20, 32, 0.05, false",
        "20, 64, 0.05, true"
    })
    void oneClassBatches_areNoneThatChanceMakes(
            long batches, double rows, double share, boolean found) {
        List<Pathology> pathologies =
                failing()
                        .labels(MadeUpLabels.binary(share).batches(batches, rows, 1))
                        .pathologies();

        assertThat(pathologies.contains(ONE_CLASS_BATCHES)).isEqualTo(found);
    }

    /** Nineteen of twenty in each batch as in all: shuffled, though a batch is nearly one class. */
    @Test
    void oneClassBatches_ofARareClass_areNone() {
        assertThat(failing().labels(MadeUpLabels.binary(0.05).batches(20, 64, 0.95)).pathologies())
                .doesNotContain(ONE_CLASS_BATCHES);
    }

    @Test
    void rareClass_namesClassAndExamples() {
        MadeUpRun few = failing().judged(new LossPoint(200, 0.7, 0.7, 0.1, 200));
        Finding finding = of(RARE_CLASS, few.labels(MadeUpLabels.binary(0.04)));

        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "share of class 1 over that of equal classes, about 8 of the 200 examples that"
                                + " skill stands on: 0.0800 < 0.200");
        assertThat(remedies(finding)).contains(Remedy.WEIGH_CLASSES);
        assertThat(MadeUpRun.learned().labels(MadeUpLabels.binary(0.04)).pathologies()).isEmpty();
    }

    /** Of many examples it is the name of a network that knows how rare the class is, not where. */
    @ParameterizedTest
    @CsvSource({"0.5, 0.1, true", "0.62, 0.1, false", "0.5, 0.3, false"})
    void rareClass_ofManyExamples_isThatOfANetworkThatKnowsTheOthers(
            double loss, double skill, boolean found) {
        MadeUpRun many =
                MadeUpRun.failing()
                        .labels(MadeUpLabels.binary(0.04))
                        .judged(
                                new LossPoint(150, loss, 0.7, skill, 9000),
                                new LossPoint(200, loss, 0.7, skill, 9000));

        assertThat(many.pathologies().contains(RARE_CLASS)).isEqualTo(found);
    }

    /** What skill stands on are the validation examples, where there are some. */
    @Test
    void rareClass_examplesAreThoseOfTheValidationSet() {
        MadeUpRun run =
                failing()
                        .labels(MadeUpLabels.binary(0.04))
                        .judged(new LossPoint(200, 0.7, 0.7, 0.1, 9000));

        assertThat(run.pathologies()).doesNotContain(RARE_CLASS);
        assertThat(run.others(new LossPoint(200, 0.7, 0.7, 0.1, 9000)).pathologies())
                .doesNotContain(RARE_CLASS);
        assertThat(run.others(new LossPoint(200, 0.7, 0.7, 0.1, 200)).pathologies())
                .contains(RARE_CLASS);
    }

    /** Scores of classes below 0 are cut; one output is read by its labels, see above. */
    @Test
    void outputRange_ofReluBeforeLogitsOfSeveralClasses_saysWhatItCuts() {
        MadeUpRun classes = failing().width("fc3", 3).kinds(OutputKind.LOGITS, LossKind.LOGITS);

        assertThat(of(OUTPUT_RANGE, classes.function("fc3", "relu")).evidence())
                .extracting(Evidence::toString)
                .containsExactly("relu cuts the scores of the classes at 0");
        assertThat(classes.function("fc3", "linear").pathologies()).doesNotContain(OUTPUT_RANGE);
        assertThat(classes.function("fc3", "leaky_relu").pathologies())
                .doesNotContain(OUTPUT_RANGE);
    }
}
