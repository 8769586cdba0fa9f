package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.health.diagnosis.Pathology;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scores of a handful of networks, counted by hand. */
class ScoresTest {

    private static final String DETECTOR = "one";

    private static final Program PROGRAM = GridPrograms.plain(DataKind.CLOUDS, 10);

    private static Alarm alarm(Pathology pathology, long step) {
        return new Alarm(pathology, step);
    }

    private static Assessment assessment(FaultKind kind, Label label, Alarm... alarms) {
        return assessment(List.of(kind), label, alarms);
    }

    private static Assessment healthy(Alarm... alarms) {
        return assessment(List.of(), Label.HEALTHY, alarms);
    }

    private static Assessment assessment(List<FaultKind> kinds, Label label, Alarm... alarms) {
        return new Assessment(
                new GridCase(0, PROGRAM, kinds.stream().map(kind -> new Fault(kind, 1)).toList()),
                label,
                label == Label.SICK ? kinds : List.of(),
                0,
                Map.of(DETECTOR, List.of(alarms)));
    }

    /**
     * Five sick networks: named first, named second, alarmed wrongly, not noticed, named first; two
     * healthy ones, one alarmed; three harmless ones, one alarmed; one without a label, alarmed.
     */
    private static final Assessments ASSESSMENTS =
            new Assessments(
                    List.of(
                            assessment(
                                    FaultKind.CONSTANT_WEIGHTS,
                                    Label.SICK,
                                    alarm(Pathology.SYMMETRIC_UNITS, 1),
                                    alarm(Pathology.NOT_LEARNING, 100)),
                            assessment(
                                    FaultKind.CONSTANT_WEIGHTS,
                                    Label.SICK,
                                    alarm(Pathology.OSCILLATION, 20),
                                    alarm(Pathology.SYMMETRIC_UNITS, 30)),
                            assessment(
                                    FaultKind.CONSTANT_WEIGHTS,
                                    Label.SICK,
                                    alarm(Pathology.OVERFITTING, 200)),
                            assessment(FaultKind.LOW_LEARNING_RATE, Label.SICK),
                            assessment(
                                    FaultKind.LOW_LEARNING_RATE,
                                    Label.SICK,
                                    alarm(Pathology.LEARNING_RATE_TOO_SMALL, 13)),
                            healthy(alarm(Pathology.SYMMETRIC_UNITS, 1)),
                            healthy(),
                            assessment(
                                    FaultKind.LOW_LEARNING_RATE,
                                    Label.HARMLESS,
                                    alarm(Pathology.LEARNING_RATE_TOO_SMALL, 13)),
                            assessment(FaultKind.CONSTANT_WEIGHTS, Label.HARMLESS),
                            assessment(FaultKind.CONSTANT_WEIGHTS, Label.HARMLESS),
                            assessment(
                                    FaultKind.CONSTANT_WEIGHTS,
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

    /** A rate that is too high: dead units, seen at step 30, oscillate from step 13 on. */
    @Test
    void delay_ofTwoTrueAlarms_isThatOfTheEarlier() {
        Assessment both =
                assessment(
                        FaultKind.HIGH_LEARNING_RATE,
                        Label.SICK,
                        alarm(Pathology.DEAD_UNITS, 30),
                        alarm(Pathology.OSCILLATION, 13));

        assertThat(Scores.of(DETECTOR, new Assessments(List.of(both))).delay()).isEqualTo(13);
    }

    @Test
    void faults_areCountedApart() {
        assertThat(SCORES.faults())
                .hasSize(FaultKind.values().length)
                .filteredOn(fault -> fault.kind() == FaultKind.CONSTANT_WEIGHTS)
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

    /**
     * Two named of two, one of two, and a single fault, which does not count: of two networks sick
     * of two faults one has both named.
     */
    @Test
    void pairs_areCountedByWhetherBothAreNamed() {
        List<FaultKind> both = List.of(FaultKind.CONSTANT_WEIGHTS, FaultKind.LOW_LEARNING_RATE);
        Alarm equal = alarm(Pathology.SYMMETRIC_UNITS, 1);
        Alarm slow = alarm(Pathology.LEARNING_RATE_TOO_SMALL, 13);
        Scores scores =
                Scores.of(
                        DETECTOR,
                        new Assessments(
                                List.of(
                                        assessment(both, Label.SICK, equal, slow),
                                        assessment(both, Label.SICK, equal),
                                        assessment(
                                                FaultKind.LOW_LEARNING_RATE, Label.SICK, slow))));

        assertThat(scores.all()).isEqualTo(new Share(1, 2));
        assertThat(scores.first()).isEqualTo(new Share(3, 3));
    }

    /**
     * Constant weights are named first in one network of three, a low rate in one of two; in
     * practice they are 0.01 and 0.08 of the programs: (0.01 / 3 + 0.08 / 2) / 0.09.
     */
    @Test
    void namedFirst_byFrequency_weighsTheKinds() {
        assertThat(SCORES.weighted()).isCloseTo((0.01 / 3 + 0.04) / 0.09, within(1e-12));
    }

    /** Noticed 4 of 5, silent on 1 of 2 healthy ones. */
    @Test
    void balancedAccuracy_isTheMeanOfBothShares() {
        assertThat(SCORES.balancedAccuracy()).isCloseTo((0.8 + 0.5) / 2, within(1e-12));
    }

    @Test
    void share_printsItsCounts() {
        assertThat(new Share(19, 20)).hasToString("0.950 (19/20)");
        assertThat(new Share(0, 0)).hasToString("- (0/0)");
    }
}
