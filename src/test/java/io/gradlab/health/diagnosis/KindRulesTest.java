package io.gradlab.health.diagnosis;

import static io.gradlab.health.diagnosis.Pathology.BATCH_NORM_LAG;
import static io.gradlab.health.diagnosis.Pathology.DROPOUT_TOO_STRONG;
import static io.gradlab.health.diagnosis.Pathology.FROZEN_LAYERS;
import static io.gradlab.health.diagnosis.Pathology.GRADIENTS_NOT_CLEARED;
import static io.gradlab.health.diagnosis.Pathology.LABEL_FORM;
import static io.gradlab.health.diagnosis.Pathology.LABEL_SHAPE;
import static io.gradlab.health.diagnosis.Pathology.NOTHING_SEEN;
import static io.gradlab.health.diagnosis.Pathology.NO_GRADIENT;
import static io.gradlab.health.diagnosis.Pathology.NO_NONLINEARITY;
import static io.gradlab.health.diagnosis.Pathology.ONE_CLASS;
import static io.gradlab.health.diagnosis.Pathology.ONE_CLASS_BATCHES;
import static io.gradlab.health.diagnosis.Pathology.OUTPUT_RANGE;
import static io.gradlab.health.diagnosis.Pathology.RARE_CLASS;
import static io.gradlab.health.diagnosis.Pathology.UNSCALED_TARGETS;
import static io.gradlab.health.diagnosis.Pathology.WRONG_LOSS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.gradlab.health.observation.LabelForm;
import io.gradlab.health.observation.LabelKind;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.OutputKind;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with labels, loss, output and layers: each kind at its limit, and what it says. */
class KindRulesTest {

    private static final double NUDGE = 1e-3;

    /** What is said of a run that does not learn, whatever the reason. */
    private static final Set<Pathology> OF_WHO_KNOWS_NOTHING =
            EnumSet.of(Pathology.TOO_FEW_UNITS, Pathology.NOT_LEARNING);

    private static Finding of(Pathology pathology, MadeUpRun run) {
        return run.diagnosis().findings().stream()
                .filter(finding -> finding.pathology() == pathology)
                .findFirst()
                .orElseThrow();
    }

    /** One that knows nothing in inference mode. */
    private static MadeUpRun failing() {
        return MadeUpRun.failing().judged(judged(150, 0.7), judged(200, 0.7));
    }

    private static List<Remedy> remedies(Finding finding) {
        return finding.remedies().stream().map(Advice::remedy).toList();
    }

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
                        DROPOUT_TOO_STRONG,
                        Threshold.DROPOUT_NOISE,
                        (run, x) -> dropping(run.everywhere(Quantity.DROPOUT, "drop", 1), x)));
    }

    static Stream<Arguments> below() {
        return Stream.of(
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
                        (run, x) -> run.labels(MadeUpLabels.binary(x / 2).examples(90))));
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
                past(NO_GRADIENT, Threshold.NO_GRADIENT, KindRulesTest::still));
    }

    /** Training losses of 0.1 in the second half, 0.1 x in inference mode. */
    private static MadeUpRun lagging(MadeUpRun run, double x) {
        for (long step : new long[] {150, 151, 152, 153, 200}) {
            run.loss(step, 0.1);
        }
        return run.judged(judged(10, 0.7), judged(150, 0.1 * x), judged(200, 0.1 * x));
    }

    /** Training losses of 0.7 x in the first steps, 0.7 in inference mode. */
    private static MadeUpRun dropping(MadeUpRun run, double x) {
        return run.loss(1, 0.7 * x)
                .loss(2, 0.7 * x)
                .loss(3, 0.7 * x)
                .judged(judged(1, 0.7), judged(2, 0.7), judged(3, 0.7), judged(200, 0.7));
    }

    private static LossPoint judged(long step, double loss) {
        return new LossPoint(step, loss, 0.7, 0.1, 256);
    }

    private static MadeUpRun still(MadeUpRun run, double gradient) {
        for (String layer : MadeUpRun.LAYERS) {
            run.everywhere(Quantity.GRADIENT_NORM, layer + ".weight", gradient)
                    .everywhere(Quantity.GRADIENT_NORM, layer + ".bias", gradient)
                    .everywhere(Quantity.UPDATE_RATIO, layer + ".weight", 0);
        }
        return run;
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

    @Test
    void nothingSeen_isAnAlarmWithTheNotes() {
        Finding finding = of(NOTHING_SEEN, failing().steps(0).note("the block threw: odd"));

        assertThat(finding.severity()).isEqualTo(Severity.ALARM);
        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .containsExactly("no step was read", "the block threw: odd");
        assertThat(remedies(finding)).containsExactly(Remedy.TRY_ONE_BATCH);
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
        assertThat(finding.remedies().get(0).remedy()).isEqualTo(first);
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

        assertThat(remedies(of(WRONG_LOSS, classes))).containsExactly(Remedy.CROSS_ENTROPY);
        assertThat(remedies(of(WRONG_LOSS, numbers))).containsExactly(Remedy.SQUARED_ERROR);
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

    @Test
    void frozenLayers_areNamedWhereTheRunFails() {
        Finding some = of(FROZEN_LAYERS, failing().frozen("fc1", "fc2"));

        assertThat(some.where()).containsExactly("fc1", "fc2");
        assertThat(some.severity()).isEqualTo(Severity.ALARM);
        assertThat(some.evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "fc1.weight, fc1.bias may not change",
                        "fc2.weight, fc2.bias may not change");
        assertThat(MadeUpRun.learned().frozen("fc1", "fc2").pathologies()).isEmpty();
    }

    @Test
    void frozenLayers_allOfThem_areAnAlarmAtTheStart() {
        Finding all = of(FROZEN_LAYERS, failing().frozen("fc1", "fc2", "fc3").steps(1));

        assertThat(all.severity()).isEqualTo(Severity.ALARM);
        assertThat(all.why().toString()).startsWith("Where no parameter may change");
        assertThat(of(FROZEN_LAYERS, failing().frozen("fc1", "fc2", "fc3").normed("fc2")).why())
                .as("running statistics are nobody's to learn")
                .isEqualTo(all.why());
    }

    /** One reading is none: to add up the gradients of two batches takes two. */
    @Test
    void gradientsNotCleared_ofOneReading_isNoSign() {
        MadeUpRun once =
                failing()
                        .everywhere(Quantity.OWN_GRADIENT_RATIO, Reading.RUN, 1)
                        .from(2, Quantity.OWN_GRADIENT_RATIO, Reading.RUN, 1.9)
                        .from(3, Quantity.OWN_GRADIENT_RATIO, Reading.RUN, Double.NaN);

        assertThat(once.pathologies()).isSubsetOf(OF_WHO_KNOWS_NOTHING);

        Finding twice =
                of(
                        GRADIENTS_NOT_CLEARED,
                        once.from(3, Quantity.OWN_GRADIENT_RATIO, Reading.RUN, 2.4)
                                .from(4, Quantity.OWN_GRADIENT_RATIO, Reading.RUN, Double.NaN));

        assertThat(twice.since()).isEqualTo(2);
        assertThat(twice.evidence()).hasSize(2);
        assertThat(remedies(twice)).containsExactly(Remedy.CLEAR_GRADIENTS);
    }

    @Test
    void noNonlinearity_isOfAllHiddenLayers() {
        MadeUpRun linear = failing().function("fc1", "linear").function("fc2", "linear");

        assertThat(of(NO_NONLINEARITY, linear).where()).containsExactly("fc1", "fc2");
        assertThat(linear.function("fc2", "square").pathologies()).isSubsetOf(OF_WHO_KNOWS_NOTHING);
        assertThat(
                        MadeUpRun.learned()
                                .function("fc1", "linear")
                                .function("fc2", "linear")
                                .pathologies())
                .as("that has no need of one")
                .isEmpty();
        assertThat(
                        linear.function("fc2", "linear")
                                .everywhere(Quantity.Z_STD, "fc1", Double.NaN)
                                .pathologies())
                .as("whose forward pass was not watched")
                .doesNotContain(NO_NONLINEARITY);
    }

    @ParameterizedTest
    @CsvSource({"softmax, SIGMOID_OUTPUT", "relu, LINEAR_OUTPUT", "linear, TRY_ONE_BATCH"})
    void noGradient_isMendedAtTheOutput(String function, Remedy first) {
        Finding finding = of(NO_GRADIENT, still(failing(), 0).function("fc3", function));

        assertThat(finding.severity()).isEqualTo(Severity.ALARM);
        assertThat(finding.remedies().get(0).remedy()).isEqualTo(first);
    }

    /** Weights of zeros have no gradient, and a name of their own; who has learned needs none. */
    @Test
    void noGradient_ofUnitsBornEqualOrDead_isTheirs() {
        assertThat(
                        still(failing(), 0)
                                .everywhere(Quantity.EFFECTIVE_WIDTH_SHARE, "fc1", 0.25)
                                .pathologies())
                .doesNotContain(NO_GRADIENT);
        assertThat(
                        still(failing(), 0)
                                .everywhere(Quantity.DEAD_UNIT_FRACTION, "fc2", 1)
                                .pathologies())
                .doesNotContain(NO_GRADIENT);
        assertThat(still(MadeUpRun.learned(), 0).pathologies()).doesNotContain(NO_GRADIENT);
        assertThat(
                        still(failing(), 0)
                                .everywhere(Quantity.UPDATE_RATIO, "fc1.weight", 0.01)
                                .pathologies())
                .as("momentum moves on without a gradient")
                .doesNotContain(NO_GRADIENT);
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
    void batchNormLag_needsANormAFairRunAndAFailure() {
        MadeUpRun lagging = lagging(MadeUpRun.learned().normed("fc2"), 12);

        assertThat(of(BATCH_NORM_LAG, lagging).severity()).isEqualTo(Severity.ALARM);
        assertThat(of(BATCH_NORM_LAG, lagging).where()).containsExactly("fc2");
        assertThat(remedies(of(BATCH_NORM_LAG, lagging))).startsWith(Remedy.LOWER_MOMENTUM);
        assertThat(lagging(MadeUpRun.learned(), 12).pathologies()).doesNotContain(BATCH_NORM_LAG);
        assertThat(lagging.judged(judged(200, 1.2)).pathologies())
                .as("one reading")
                .doesNotContain(BATCH_NORM_LAG);
        assertThat(
                        lagging.judged(
                                        new LossPoint(150, 1.2, 0.7, 0.95, 256),
                                        new LossPoint(200, 1.2, 0.7, 0.95, 256))
                                .pathologies())
                .as("that has learned in inference mode")
                .doesNotContain(BATCH_NORM_LAG);
        assertThat(
                        lagging.loss(40, 0.1)
                                .loss(45, 0.1)
                                .judged(judged(40, 1.2), judged(49, 1.2))
                                .steps(49)
                                .pathologies())
                .as("whose statistics are young")
                .doesNotContain(BATCH_NORM_LAG);
    }

    /** Batches of two have no mean worth the name. */
    @Test
    void batchNormLag_ofSmallBatches_isMendedByLargerOnes() {
        MadeUpRun run =
                lagging(failing().normed("fc2"), 12)
                        .labels(MadeUpLabels.binary(0.5).batches(20, 2, 0.5));

        assertThat(remedies(of(BATCH_NORM_LAG, run))).startsWith(Remedy.LARGER_BATCHES);
    }

    @Test
    void dropout_isNamedWhereThereIsSome() {
        MadeUpRun strong = dropping(failing().everywhere(Quantity.DROPOUT, "drop", 1), 1.5);

        assertThat(of(DROPOUT_TOO_STRONG, strong).where()).containsExactly("drop");
        assertThat(of(DROPOUT_TOO_STRONG, strong).severity()).isEqualTo(Severity.ALARM);
        assertThat(of(DROPOUT_TOO_STRONG, strong).evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "loss in training mode over that in inference mode, first steps: 1.50 >"
                                + " 1.15");
        assertThat(remedies(of(DROPOUT_TOO_STRONG, strong))).startsWith(Remedy.LESS_DROPOUT);
        assertThat(dropping(failing(), 1.5).pathologies()).doesNotContain(DROPOUT_TOO_STRONG);
        assertThat(strong.judged(judged(1, 0.7), judged(2, 0.7)).pathologies())
                .as("two readings")
                .doesNotContain(DROPOUT_TOO_STRONG);

        MadeUpRun normed = strong.normed("fc2");
        assertThat(normed.judged(judged(1, 0.1), judged(2, 0.1), judged(3, 0.1)).pathologies())
                .as("whose running statistics are young")
                .doesNotContain(DROPOUT_TOO_STRONG);
        for (long step : new long[] {150, 151, 152, 153, 200}) {
            normed.loss(step, 0.7);
        }
        assertThat(
                        normed.judged(judged(140, 0.5), judged(150, 0.5), judged(200, 0.5))
                                .pathologies())
                .contains(DROPOUT_TOO_STRONG);
    }

    @Test
    void rareClass_namesClassAndExamples() {
        MadeUpLabels rare = MadeUpLabels.binary(0.04).examples(200);
        Finding finding = of(RARE_CLASS, failing().labels(rare));

        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "share of class 1 over that of equal classes, about 8 of the 200 examples"
                                + " that skill stands on: 0.0800 < 0.200");
        assertThat(remedies(finding)).startsWith(Remedy.WEIGH_CLASSES);
        assertThat(MadeUpRun.learned().labels(rare).pathologies()).isEmpty();
        assertThat(failing().labels(MadeUpLabels.binary(0.04).examples(250)).pathologies())
                .as("ten examples")
                .doesNotContain(RARE_CLASS);
        assertThat(
                        of(
                                        RARE_CLASS,
                                        failing()
                                                .labels(MadeUpLabels.binary(0.03).examples(400))
                                                .others(0.3, 0.4))
                                .evidence())
                .as("of a validation set of 256")
                .singleElement()
                .asString()
                .contains("about 8 of the 256 examples");
    }
}
