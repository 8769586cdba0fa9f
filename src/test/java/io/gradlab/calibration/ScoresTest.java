package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.health.HealthListener;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.diagnosis.Remedy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is true of a network, and how detectors and remedies are counted. */
class ScoresTest {

    private static final Program PROGRAM =
            new Program(
                    0, DataKind.MOONS, 2, 8, "relu", 0, false, OptimizerKind.ADAM, 0.01, 400, 500);

    private static final Fault LOW = new Fault(FaultKind.LOW_LEARNING_RATE, 0.001);
    private static final Fault ZERO = new Fault(FaultKind.CONSTANT_WEIGHTS, 0);
    private static final double LIMIT = DataKind.MOONS.success();

    private static TrainedNetwork network(double score, Fault... faults) {
        return new TrainedNetwork(
                new GridCase(0, PROGRAM, List.of(faults)),
                score,
                0,
                500,
                new double[] {1},
                new double[] {0.5},
                HealthListener.builder().build().observations());
    }

    /** Says what it is told to. */
    private static Detector saying(Pathology... pathologies) {
        return new Detector() {
            @Override
            public String name() {
                return "one";
            }

            @Override
            public List<Alarm> alarms(TrainedNetwork network) {
                return List.of(pathologies).stream().map(p -> new Alarm(p, 3)).toList();
            }
        };
    }

    private static Assessment judged(
            List<TrainedNetwork> networks, int number, Pathology... pathologies) {
        return Outcomes.of(networks).judge(networks.get(number), List.of(saying(pathologies)));
    }

    @Test
    void label_isThatOfTheIntervention_withTwoStandardErrorsBetween() {
        List<TrainedNetwork> networks =
                List.of(
                        network(LIMIT),
                        network(LIMIT - 0.05, LOW),
                        network(LIMIT - 0.03, ZERO),
                        network(LIMIT, LOW, ZERO));
        assertThat(judged(networks, 0).label()).isEqualTo(Label.HEALTHY);
        assertThat(judged(networks, 1).label()).isEqualTo(Label.SICK);
        assertThat(judged(networks, 2).label()).isEqualTo(Label.UNLABELLED);
        assertThat(judged(networks, 3).label()).isEqualTo(Label.HARMLESS);
        List<TrainedNetwork> failing = List.of(network(0.5), network(0.5, LOW));
        assertThat(judged(failing, 0).label()).isEqualTo(Label.UNLABELLED);
        assertThat(judged(failing, 1).label()).isEqualTo(Label.UNLABELLED);
        assertThatThrownBy(() -> judged(List.of(network(0.5, LOW)), 0))
                .hasMessageContaining("train the grid again");
    }

    @Test
    void twoFaults_thoseThatHarmAloneMustBeNamed_bothIfNeitherDoes() {
        List<TrainedNetwork> one =
                List.of(
                        network(LIMIT),
                        network(0.5, LOW),
                        network(LIMIT, ZERO),
                        network(0.5, LOW, ZERO));
        assertThat(judged(one, 3).harmful()).containsExactly(FaultKind.LOW_LEARNING_RATE);
        List<TrainedNetwork> neither =
                List.of(
                        network(LIMIT),
                        network(LIMIT, LOW),
                        network(LIMIT, ZERO),
                        network(0.5, LOW, ZERO));
        Assessment both =
                judged(neither, 3, Pathology.OSCILLATION, Pathology.LEARNING_RATE_TOO_SMALL);
        assertThat(both.harmful())
                .containsExactly(FaultKind.LOW_LEARNING_RATE, FaultKind.CONSTANT_WEIGHTS);
        assertThat(both.allNamed("one")).isFalse();
        assertThat(both.firstIsRight("one")).isFalse();
        assertThat(both.right("one")).hasSize(1);
        assertThat(
                        judged(
                                        neither,
                                        3,
                                        Pathology.SYMMETRIC_UNITS,
                                        Pathology.LEARNING_RATE_TOO_SMALL)
                                .allNamed("one"))
                .isTrue();
    }

    @Test
    void scores_countSharesOfWhatIsTrue() {
        List<TrainedNetwork> networks =
                List.of(network(LIMIT), network(0.5, LOW), network(LIMIT, ZERO));
        Detector detector = saying(Pathology.LEARNING_RATE_TOO_SMALL);
        Outcomes outcomes = Outcomes.of(networks);
        Assessments all =
                new Assessments(
                        networks.stream().map(n -> outcomes.judge(n, List.of(detector))).toList());

        Scores scores = Scores.of("one", all);

        assertThat(scores.noticed()).hasToString("1.000 (1/1)");
        assertThat(scores.first()).hasToString("1.000 (1/1)");
        assertThat(scores.weighted()).isEqualTo(1);
        assertThat(scores.healthy()).hasToString("1.000 (1/1)");
        assertThat(scores.harmless()).hasToString("1.000 (1/1)");
        assertThat(scores.precision()).hasToString("0.333 (1/3)");
        assertThat(scores.balancedAccuracy()).isEqualTo(0.5);
        assertThat(scores.delay()).isEqualTo(3);
    }

    @Test
    void mends_areOrderedByWhatMendedOthers() {
        Mend.Try first = new Mend.Try(Remedy.RAISE_RATE, false);
        Mend.Try second = new Mend.Try(Remedy.TRAIN_LONGER, true);
        Mend.Try random = new Mend.Try(Remedy.SHUFFLE, false);
        GridCase gridCase = new GridCase(0, PROGRAM, List.of(LOW));
        Mends mends =
                new Mends(
                        List.of(
                                new Mend(
                                        gridCase,
                                        "LEARNING_RATE_TOO_SMALL",
                                        false,
                                        List.of(first, second),
                                        random)));

        assertThat(mends.byFirst(new Mends(List.of()))).hasToString("0.000 (0/1)");
        assertThat(mends.byFirst(mends)).hasToString("1.000 (1/1)");
        assertThat(mends.byBestOf(3, new Mends(List.of()))).hasToString("1.000 (1/1)");
        assertThat(mends.unchanged()).hasToString("0.000 (0/1)");
        assertThat(mends.random()).hasToString("0.000 (0/1)");
        assertThat(mends.toCsv().lines())
                .containsExactly(
                        "finding,remedy,mended,networks",
                        "LEARNING_RATE_TOO_SMALL,RAISE_RATE,0,1",
                        "LEARNING_RATE_TOO_SMALL,TRAIN_LONGER,1,1");
        assertThat(mends.shares())
                .isEqualTo(
                        Map.of(
                                "LEARNING_RATE_TOO_SMALL",
                                Map.of(
                                        Remedy.RAISE_RATE,
                                        new Share(0, 1),
                                        Remedy.TRAIN_LONGER,
                                        new Share(1, 1))));
    }
}
