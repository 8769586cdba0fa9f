package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.health.HealthListener;
import io.gradlab.health.diagnosis.Pathology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Labels by intervention, and which of two faults must be named. */
class OutcomesTest {

    private static final Program PROGRAM = GridPrograms.plain(DataKind.MOONS, 10);
    private static final Fault SLOW = new Fault(FaultKind.LOW_LEARNING_RATE, 0.01);
    private static final Fault CONSTANT = new Fault(FaultKind.CONSTANT_WEIGHTS, 0);
    private static final Fault SMALL = new Fault(FaultKind.SMALL_WEIGHTS, 0.01);

    private static TrainedNetwork network(double score, Fault... faults) {
        return new TrainedNetwork(
                GridPrograms.gridCase(0, PROGRAM, faults),
                score,
                0,
                10,
                new double[0],
                new double[0],
                HealthListener.builder().build().observations());
    }

    /** What fails of the last network, the score of which is 0.5. */
    private static List<FaultKind> harmful(TrainedNetwork... networks) {
        TrainedNetwork last = networks[networks.length - 1];
        return Outcomes.of(List.of(networks)).judge(last, List.of()).harmful();
    }

    private static Label label(TrainedNetwork... networks) {
        return Outcomes.of(List.of(networks)).label(networks[networks.length - 1]);
    }

    /** MOONS succeeds from 0.94. */
    @Test
    void label_comesFromTheInterventionAlone() {
        assertThat(label(network(0.94))).isEqualTo(Label.HEALTHY);
        assertThat(label(network(0.93))).isEqualTo(Label.UNLABELLED);
        assertThat(label(network(0.94), network(0.6, SLOW))).isEqualTo(Label.SICK);
        assertThat(label(network(0.94), network(0.95, SLOW))).isEqualTo(Label.HARMLESS);
        assertThat(label(network(0.93), network(0.6, SLOW))).isEqualTo(Label.UNLABELLED);
        assertThat(label(network(0.93), network(0.95, SLOW))).isEqualTo(Label.UNLABELLED);
    }

    /** Two standard errors of 600 examples, 0.04, say neither success nor failure. */
    @Test
    void label_withinTheErrorOfTheLimit_isNone() {
        assertThat(label(network(0.94), network(0.91, SLOW))).isEqualTo(Label.UNLABELLED);
        assertThat(label(network(0.94), network(0.89, SLOW))).isEqualTo(Label.SICK);
    }

    /** What succeeds and is worse than without is neither harmless nor a failure. */
    @Test
    void label_ofAFaultThatCostsMoreThanTheError_isNone() {
        assertThat(label(network(1), network(0.95, SLOW))).isEqualTo(Label.UNLABELLED);
        assertThat(label(network(1), network(0.97, SLOW))).isEqualTo(Label.HARMLESS);
    }

    /** Of two faults the one that harms alone; both if both do, or neither. */
    @Test
    void pair_hasTheFaultsToNameThatHarmAlone() {
        assertThat(
                        harmful(
                                network(0.96),
                                network(0.5, SLOW),
                                network(0.95, CONSTANT),
                                network(0.5, SLOW, CONSTANT)))
                .containsExactly(FaultKind.LOW_LEARNING_RATE);
        assertThat(
                        harmful(
                                network(0.96),
                                network(0.5, SLOW),
                                network(0.5, CONSTANT),
                                network(0.5, SLOW, CONSTANT)))
                .containsExactly(FaultKind.LOW_LEARNING_RATE, FaultKind.CONSTANT_WEIGHTS);
        assertThat(
                        harmful(
                                network(0.96),
                                network(0.95, SLOW),
                                network(0.95, CONSTANT),
                                network(0.5, SLOW, CONSTANT)))
                .containsExactly(FaultKind.LOW_LEARNING_RATE, FaultKind.CONSTANT_WEIGHTS);
    }

    /** Constant weights leave nothing of weights that were small, in this order alone. */
    @Test
    void pair_ofWhichOneOverwritesTheOther_hasOneFault() {
        assertThat(
                        harmful(
                                network(0.96),
                                network(0.5, SMALL),
                                network(0.5, CONSTANT),
                                network(0.5, SMALL, CONSTANT)))
                .containsExactly(FaultKind.CONSTANT_WEIGHTS);
        Fault half = new Fault(FaultKind.CONSTANT_WEIGHTS, 0.5);
        assertThat(
                        harmful(
                                network(0.96),
                                network(0.5, half),
                                network(0.5, SMALL),
                                network(0.5, half, SMALL)))
                .containsExactly(FaultKind.CONSTANT_WEIGHTS, FaultKind.SMALL_WEIGHTS);
    }

    @Test
    void healthyNetwork_hasNothingToName() {
        assertThat(harmful(network(0.96))).isEmpty();
        assertThat(harmful(network(0.96), network(0.95, SLOW))).isEmpty();
    }

    @Test
    void program_withoutItsOwnNetwork_isRefused() {
        Outcomes outcomes = Outcomes.of(List.of(network(0.5, SLOW)));

        assertThatThrownBy(() -> outcomes.label(network(0.5, SLOW)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("program 3 lacks its network");
    }

    private static Assessment assessment(List<FaultKind> harmful, Alarm... alarms) {
        List<Fault> faults = new ArrayList<>();
        harmful.forEach(kind -> faults.add(new Fault(kind, 1)));
        return new Assessment(
                new GridCase(0, PROGRAM, faults),
                Label.SICK,
                harmful,
                0.5,
                Map.of("one", List.of(alarms)));
    }

    /** Each fault by an alarm of its own kinds; two alarms of one fault are not both. */
    @Test
    void bothNamed_takesAnAlarmOfEach() {
        List<FaultKind> both = List.of(FaultKind.SMALL_WEIGHTS, FaultKind.FEW_UNITS);
        Alarm scale = new Alarm(Pathology.BAD_WEIGHT_SCALE, 1);
        Alarm vanishing = new Alarm(Pathology.VANISHING_GRADIENT, 1);
        Alarm narrow = new Alarm(Pathology.TOO_FEW_UNITS, 9);

        assertThat(assessment(both, scale, narrow).allNamed("one")).isTrue();
        assertThat(assessment(both, scale, vanishing).allNamed("one")).isFalse();
        assertThat(assessment(both).allNamed("one")).isFalse();
    }
}
