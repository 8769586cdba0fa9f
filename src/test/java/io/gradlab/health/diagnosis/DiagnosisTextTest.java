package io.gradlab.health.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.core.Grid;
import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is printed of a diagnosis: headline, findings and numbers. */
class DiagnosisTextTest {

    private static DiagnosisText text(MadeUpRun run) {
        Observations observations = run.observations();
        return new DiagnosisText(run.diagnosis(), observations, Thresholds.defaults());
    }

    private static String line(DiagnosisText text, int number) {
        return text.toText(Language.EN, Grid.ENDLESS)
                .lines()
                .skip(number)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void headline_namesTheFirstCauseAndItsLayers() {
        assertThat(text(MadeUpRun.learned()).headline()).hasToString("healthy");
        assertThat(text(MadeUpRun.learned().everywhere(Quantity.Z_OFFSET, "fc2", 5)).headline())
                .hasToString("healthy, with a warning of bad weight scale at the start");
        assertThat(
                        text(MadeUpRun.failing()
                                        .everywhere(Quantity.DEAD_UNIT_FRACTION, "fc1", 1)
                                        .everywhere(Quantity.DEAD_UNIT_FRACTION, "fc2", 1))
                                .headline())
                .hasToString("dead units in fc1, fc2");
    }

    /** Gains of 0.34 and 0.36 beside the limit 0.35, of a network whose labels are no classes. */
    @Test
    void headline_withoutFinding_saysHowMuchWasLearned() {
        assertThat(text(MadeUpRun.failing().steps(0)).headline()).hasToString("nothing was seen");
        assertThat(text(MadeUpRun.failing().steps(1)).headline())
                .hasToString("nothing wrong with the start");
        assertThat(text(new MadeUpRun(Double.NaN).knows(Double.NaN, 0.34)).headline())
                .hasToString("nothing found, though it has not learned");
        assertThat(text(new MadeUpRun(Double.NaN).knows(Double.NaN, 0.36)).headline())
                .hasToString("nothing found, though it has learned only in part");
        assertThat(text(new MadeUpRun(0.82)).headline()).hasToString("healthy");
        assertThat(text(new MadeUpRun(Double.NaN)).headline()).hasToString("healthy");
    }

    @Test
    void firstLine_countsStepsAndReadings() {
        assertThat(line(text(MadeUpRun.failing().steps(1)), 0))
                .isEqualTo("Diagnosis: nothing wrong with the start (1 step, 1 reading)");
        assertThat(line(text(MadeUpRun.failing().steps(2)), 0))
                .contains("(2 steps, 2 readings, skill 40 %, gain 10 %)");
        assertThat(line(text(new MadeUpRun(Double.NaN)), 0))
                .isEqualTo("Diagnosis: healthy (200 steps, 13 readings, gain 92 %)");
    }

    private static Finding finding(Pathology pathology, String layer, List<Integer> units) {
        return new Finding(
                pathology,
                Severity.ALARM,
                List.of(layer),
                Map.of(layer, units),
                7,
                List.of(new Evidence(Text.of("q"), 1, ">", 0.5), Evidence.fact(Text.of("a fact"))),
                Text.of("why"),
                List.of(new Advice(Remedy.REDRAW_WEIGHTS, 0, 0)));
    }

    private static DiagnosisText text(MadeUpRun run, Finding finding, Finding... consequences) {
        return new DiagnosisText(
                new Diagnosis(List.of(new Diagnosis.Cause(finding, List.of(consequences)))),
                run.observations(),
                Thresholds.defaults());
    }

    private static String title(String layer, List<Integer> units) {
        MadeUpRun run = MadeUpRun.failing().width("fc1", 4).width("fc2", 2);
        return line(text(run, finding(Pathology.DEAD_UNITS, layer, units)), 1);
    }

    private static String title(List<Integer> units) {
        return title("fc1", units);
    }

    /** Of layers of 4, 2 and 1 units. */
    @Test
    void units_areAllWhereTheirOwnLayerHasNoOthers() {
        assertThat(title("fc1", List.of(1, 2))).contains("in fc1 (units 1, 2), since");
        assertThat(title("fc2", List.of(1, 2))).contains("in fc2 (all 2 units), since");
        assertThat(title("fc3", List.of(1))).contains("in fc3 (unit 1), since");
    }

    /** Sections of the book as in its table of contents. */
    @Test
    void cause_isToldWithEvidenceRemedyAndConsequences() {
        DiagnosisText text =
                text(
                        MadeUpRun.failing().note("fc9 has no z").note("no labels"),
                        finding(Pathology.DEAD_UNITS, "fc1", List.of(2)),
                        finding(Pathology.VANISHING_GRADIENT, "fc2", List.of()));

        assertThat(text.toText(Language.EN, Grid.ENDLESS).lines().skip(1).limit(10))
                .containsExactly(
                        "1. alarm: dead units in fc1 (unit 2), since step 7",
                        "   measured: q: 1 > 0.500",
                        "   measured: a fact",
                        "   why:      why",
                        "   remedy:   Draw the weights anew at random, by He's (ReLU) or Glorot's"
                                + " (tanh, sigmoid) rule, with biases 0. (book 4.4.3)",
                        "   so also:  alarm: vanishing gradient in fc2, since step 7",
                        "             q: 1 > 0.500",
                        "             a fact",
                        "Note: fc9 has no z",
                        "Note: no labels");
    }

    /** fc1 has four units. */
    @Test
    void units_areNamedUpToEight() {
        assertThat(title(List.of())).isEqualTo("1. alarm: dead units in fc1, since step 7");
        assertThat(title(List.of(3))).contains("in fc1 (unit 3), since");
        assertThat(title(List.of(1, 3))).contains("in fc1 (units 1, 3), since");
        assertThat(title(List.of(1, 2, 3, 4))).contains("in fc1 (all 4 units), since");
        assertThat(title(IntStream.rangeClosed(1, 8).boxed().toList()))
                .contains("(units 1, 2, 3, 4, 5, 6, 7, 8), since");
        assertThat(title(IntStream.rangeClosed(1, 10).boxed().toList()))
                .contains("(units 1, 2, 3, 4, 5, 6, 7, 8 and 2 more), since");
    }

    /** Beyond ten constants a percentage is no news: a loss of 7.8 and one of 7.6 of 0.7. */
    @Test
    void firstLine_ofALossFarAboveAConstants_saysSoInWords() {
        assertThat(line(text(MadeUpRun.failing().knows(0.4, -9.9)), 0))
                .endsWith(", skill 40 %, gain -990 %)");
        assertThat(line(text(MadeUpRun.failing().knows(0.4, -10.1)), 0))
                .endsWith(", skill 40 %, far worse than a constant)");
        assertThat(line(text(MadeUpRun.failing().knows(0.4, -1e300)), 0))
                .endsWith(", far worse than a constant)");
    }

    /** What a start shows may still go well. */
    @Test
    void signOfAStart_isARisk() {
        DiagnosisText text =
                text(MadeUpRun.failing().everywhere(Quantity.Z_OFFSET, "fc2", 5).steps(1));

        assertThat(text.headline()).hasToString("a risk of bad weight scale at the start");
        assertThat(line(text, 1))
                .isEqualTo("1. risk: bad weight scale at the start in fc2, since step 1");
    }

    @Test
    void alarmOfAStart_isNoRisk() {
        DiagnosisText text =
                text(
                        MadeUpRun.failing()
                                .everywhere(Quantity.DEAD_UNIT_FRACTION, "fc2", 1)
                                .steps(1));

        assertThat(text.headline()).hasToString("dead units in fc2");
        assertThat(line(text, 1)).startsWith("1. alarm: dead units in fc2");
    }

    @Test
    void warningOfOneThatLearnedInPart_saysSo() {
        DiagnosisText text =
                text(MadeUpRun.failing().knows(0.75, 0.4).everywhere(Quantity.Z_OFFSET, "fc2", 5));

        assertThat(text.headline())
                .hasToString(
                        "learned only in part, with a warning of bad weight scale at the start");
        assertThat(line(text, 1)).startsWith("1. warning: bad weight scale");
    }

    @Test
    void next_isToldWhereNothingIsFoundAndNotAllLearned() {
        Diagnosis diagnosis =
                new Diagnosis(
                        List.of(),
                        List.of(
                                new Advice(Remedy.RAISE_RATE, 3, 4),
                                new Advice(Remedy.TRAIN_LONGER, 0, 0)));
        DiagnosisText text =
                new DiagnosisText(
                        diagnosis, MadeUpRun.failing().observations(), Thresholds.defaults());

        assertThat(text.toText(Language.EN, Grid.ENDLESS).lines().skip(1))
                .startsWith(
                        "Try next: 1. Multiply the learning rate by 10 until the loss rises, then"
                                + " go one step back. (mended 0.75 of 4 such networks)",
                        "          2. Train longer: twice as many epochs, and again, until the validation loss stops falling.");
        assertThat(text(MadeUpRun.learned()).toText(Language.EN, Grid.ENDLESS))
                .doesNotContain("Try next");
    }

    @Test
    void remedies_areAtMostThreeWithTheirShares() {
        Finding finding =
                new Finding(
                        Pathology.OSCILLATION,
                        Severity.ALARM,
                        List.of(),
                        Map.of(),
                        13,
                        List.of(Evidence.fact(Text.of("a fact"))),
                        Text.of("why"),
                        List.of(
                                new Advice(Remedy.DECAY_RATE, 30, 40),
                                new Advice(Remedy.LARGER_BATCHES, 1, 3),
                                new Advice(Remedy.LOWER_RATE, 0, 0),
                                new Advice(Remedy.TAKE_ADAM, 0, 0)));

        assertThat(
                        text(MadeUpRun.failing(), finding)
                                .toText(Language.EN, Grid.ENDLESS)
                                .lines()
                                .skip(4)
                                .limit(4))
                .startsWith(
                        "   remedy:   Divide the learning rate by 3 to 10, or let it fall over time."
                                + " (mended 0.75 of 40 such networks) (book 4.3)",
                        "   or:       Take larger batches: 32 or more. (mended 0.33 of 3 such"
                                + " networks)",
                        "   or:       Divide the learning rate by 10 until the loss falls from the"
                                + " first step on.")
                .last()
                .asString()
                .startsWith("Numbers");
    }

    /**
     * The numbers of {@link MadeUpRun}: losses 0.7 / sqrt(step), columns as wide as their heads.
     */
    @Test
    void numbers_areThoseOfTheFirstAndTheLastReading() {
        MadeUpRun run =
                MadeUpRun.learned()
                        .everywhere(Quantity.EFFECTIVE_WIDTH, "fc2", 3)
                        .from(5, Quantity.DEAD_UNIT_FRACTION, "fc2", 0.25)
                        .from(5, Quantity.SATURATION_FRACTION, "fc2", 0.125)
                        .from(5, Quantity.Z_STD, "fc2", 1.5)
                        .from(5, Quantity.GRADIENT_NORM, "fc2.bias", 0.2)
                        .from(5, Quantity.UPDATE_RATIO, "fc2.weight", 0.02);

        assertThat(text(run).toText(Language.EN, Grid.ENDLESS).lines().skip(1))
                .containsExactly(
                        "Numbers at step 150; loss 0.700 at step 1, 0.0495 at step 200, that of a"
                                + " constant 0.700",
                        "run: loss slope -0.500, plateau 0 steps, oscillation 0",
                        "layer  function  units  distinct   dead  saturated  z std  |g| first"
                                + "  |g| last  update ratio",
                        "fc1    relu          8                0          0      1      0.100"
                                + "     0.100        0.0100",
                        "fc2    relu          8         3  0.250      0.125   1.50      0.100"
                                + "     0.200        0.0200",
                        "fc3    linear        1                0          0      1      0.100"
                                + "     0.100        0.0100");
    }

    @Test
    void numbers_ofAStart_haveNoRun() {
        assertThat(
                        text(MadeUpRun.failing().steps(1))
                                .toText(Language.EN, Grid.ENDLESS)
                                .lines()
                                .skip(1))
                .first()
                .isEqualTo("Numbers at step 1; loss 0.700 at step 1, that of a constant 0.700");
        assertThat(text(MadeUpRun.failing().steps(1)).toText(Language.EN, Grid.ENDLESS))
                .doesNotContain("run: ");
        assertThat(text(MadeUpRun.failing().steps(0)).toText(Language.EN, Grid.ENDLESS))
                .doesNotContain("Numbers");
    }

    @Test
    void alarms_areToldOnceForEachPlace() {
        Alarms alarms = new Alarms();
        MadeUpRun one = MadeUpRun.failing().everywhere(Quantity.DEAD_UNIT_FRACTION, "fc1", 1);
        Diagnosis first = one.diagnosis();

        assertThat(alarms.fresh(first, false))
                .extracting(Finding::pathology)
                .containsExactly(Pathology.DEAD_UNITS);
        assertThat(alarms.fresh(first, false)).isEmpty();
        assertThat(
                        alarms.fresh(
                                one.everywhere(Quantity.DEAD_UNIT_FRACTION, "fc2", 1).diagnosis(),
                                false))
                .hasSize(1);
        assertThat(alarms.fresh(first, false)).isEmpty();
        assertThat(
                        alarms.fresh(
                                MadeUpRun.learned()
                                        .everywhere(Quantity.Z_OFFSET, "fc2", 5)
                                        .diagnosis(),
                                false))
                .as("a warning")
                .isEmpty();
        assertThat(alarms.fresh(new Diagnosis(Collections.emptyList()), true)).isEmpty();
    }

    /** Of a training that goes on nobody knows whether it is too short. */
    @Test
    void alarms_ofATrainingThatGoesOn_areNotOfItsLength() {
        Alarms alarms = new Alarms();
        Diagnosis early = MadeUpRun.failing().steps(50).diagnosis();

        assertThat(early.healthy()).isFalse();
        assertThat(alarms.fresh(early, false)).isEmpty();
        assertThat(alarms.fresh(early, true))
                .extracting(Finding::pathology)
                .containsExactly(Pathology.TOO_FEW_EPOCHS);
        assertThat(alarms.fresh(early, true)).isEmpty();
    }
}
