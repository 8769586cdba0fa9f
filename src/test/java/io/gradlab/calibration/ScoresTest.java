package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.health.diagnosis.Pathology;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels and scores of a handful of networks, counted by hand. */
class ScoresTest {

    private static final String DETECTOR = "one";

    private static final Start START =
            new Start(3, SyntheticData.CLOUDS, 2, 8, "relu", OptimizerKind.SGD, 0.1);

    private static Alarm alarm(Pathology pathology, long step) {
        return new Alarm(pathology, step);
    }

    private static Assessment assessment(FaultKind kind, Label label, Alarm... alarms) {
        Fault fault = new Fault(kind, 1, "relu");
        return new Assessment(
                new GridCase(0, START, fault), label, 0, Map.of(DETECTOR, List.of(alarms)));
    }

    /**
     * Five sick networks: named first, named second, alarmed wrongly, not noticed, named first; two
     * healthy ones, one alarmed; three harmless ones, one alarmed; one without a label, alarmed.
     */
    private static final Assessments ASSESSMENTS =
            new Assessments(
                    List.of(
                            assessment(
                                    FaultKind.ZERO_WEIGHTS,
                                    Label.SICK,
                                    alarm(Pathology.SYMMETRIC_UNITS, 1),
                                    alarm(Pathology.NOT_LEARNING, 100)),
                            assessment(
                                    FaultKind.ZERO_WEIGHTS,
                                    Label.SICK,
                                    alarm(Pathology.OSCILLATION, 20),
                                    alarm(Pathology.SYMMETRIC_UNITS, 30)),
                            assessment(
                                    FaultKind.ZERO_WEIGHTS,
                                    Label.SICK,
                                    alarm(Pathology.OVERFITTING, 200)),
                            assessment(FaultKind.LOW_LEARNING_RATE, Label.SICK),
                            assessment(
                                    FaultKind.LOW_LEARNING_RATE,
                                    Label.SICK,
                                    alarm(Pathology.LEARNING_RATE_TOO_SMALL, 13)),
                            assessment(
                                    FaultKind.NONE,
                                    Label.HEALTHY,
                                    alarm(Pathology.SYMMETRIC_UNITS, 1)),
                            assessment(FaultKind.NONE, Label.HEALTHY),
                            assessment(
                                    FaultKind.LOW_LEARNING_RATE,
                                    Label.HARMLESS,
                                    alarm(Pathology.LEARNING_RATE_TOO_SMALL, 13)),
                            assessment(FaultKind.ZERO_WEIGHTS, Label.HARMLESS),
                            assessment(FaultKind.ZERO_WEIGHTS, Label.HARMLESS),
                            assessment(
                                    FaultKind.ZERO_WEIGHTS,
                                    Label.UNLABELLED,
                                    alarm(Pathology.SYMMETRIC_UNITS, 1))));

    private static final Scores SCORES = Scores.of(DETECTOR, ASSESSMENTS);

    @Test
    void sick_areNoticedNamedAndNamedFirst() {
        assertThat(SCORES.noticed()).isEqualTo(new Share(4, 5));
        assertThat(SCORES.recall()).isEqualTo(new Share(3, 5));
        assertThat(SCORES.first()).isEqualTo(new Share(2, 5));
    }

    /** Six labelled networks have an alarm, four of them are sick, two are named first. */
    @Test
    void alarms_areRightOrNot_unlabelledNetworksAside() {
        assertThat(SCORES.alarmRight()).isEqualTo(new Share(4, 6));
        assertThat(SCORES.precision()).isEqualTo(new Share(2, 6));
        assertThat(SCORES.healthy()).isEqualTo(new Share(1, 2));
        assertThat(SCORES.harmless()).isEqualTo(new Share(1, 3));
    }

    /** Of 1, 30 and 13. */
    @Test
    void delay_isTheMedianStepOfTheFirstTrueAlarm() {
        assertThat(SCORES.delay()).isEqualTo(13);
        assertThat(Scores.of("another", ASSESSMENTS).delay()).isNaN();
        assertThat(Scores.of(DETECTOR, new Assessments(ASSESSMENTS.all().subList(0, 2))).delay())
                .isEqualTo(15.5);
    }

    @Test
    void faults_areCountedApart() {
        assertThat(SCORES.faults())
                .hasSize(FaultKind.values().length - 1)
                .filteredOn(fault -> fault.kind() == FaultKind.ZERO_WEIGHTS)
                .singleElement()
                .returns(new Share(2, 3), FaultScore::recall)
                .returns(new Share(1, 3), FaultScore::first)
                .returns(new Share(3, 3), FaultScore::noticed)
                .returns(new Share(0, 2), FaultScore::harmless);
    }

    @Test
    void pathologies_arePreciseOrNot() {
        assertThat(SCORES.pathologies())
                .filteredOn(score -> score.pathology() == Pathology.SYMMETRIC_UNITS)
                .singleElement()
                // Two sick and one healthy network are named so.
                .returns(new Share(2, 3), PathologyScore::precision)
                .returns(new Share(1, 2), PathologyScore::first)
                .returns(new Share(1, 2), PathologyScore::healthy);
        assertThat(SCORES.pathologies())
                .filteredOn(score -> score.pathology() == Pathology.LEARNING_RATE_TOO_SMALL)
                .singleElement()
                .returns(new Share(1, 2), PathologyScore::precision)
                .returns(new Share(1, 3), PathologyScore::harmless);
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, true, SICK",
        "true, true, true, HARMLESS",
        "false, true, true, HEALTHY",
        "true, false, false, UNLABELLED",
        "true, true, false, UNLABELLED",
        "false, false, false, UNLABELLED"
    })
    void label_comesFromTheInterventionAlone(
            boolean faulty, boolean succeeded, boolean baseSucceeded, Label label) {
        assertThat(Label.of(faulty, succeeded, baseSucceeded)).isEqualTo(label);
    }

    @Test
    void share_printsItsCounts() {
        assertThat(new Share(19, 20)).hasToString("0.950 (19/20)");
        assertThat(new Share(0, 0)).hasToString("- (0/0)");
    }

    /** The report has a row for each detector, fault and pathology, and no cell that is null. */
    @Test
    void report_ofTheseAssessments_hasEverySection() {
        GridDescription grid = GridDescription.of(new Design(1, 10), "2026-01-02");
        String report =
                new CalibrationReport(grid, false, ASSESSMENTS, List.of(DETECTOR)).toMarkdown();

        assertThat(report)
                .contains(
                        "Grid of 90 networks, seed 1",
                        "trained 2026-01-02",
                        "not tuned on (odd): 11 networks, 5 sick, 2 healthy, 3 harmless, 1 unlabelled",
                        "| one | 0.800 (4/5) | 0.600 (3/5) | 0.400 (2/5) | 0.667 (4/6) | 0.333 (2/6)"
                                + " | 0.500 (1/2) | 0.333 (1/3) | 13 |",
                        "| zero weights | 0.667 (2/3) |")
                .doesNotContain("null");
        for (Pathology pathology : Pathology.values()) {
            assertThat(report).contains("| " + pathology.title() + " |");
        }
    }
}
