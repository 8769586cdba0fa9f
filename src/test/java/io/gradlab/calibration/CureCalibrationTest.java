package io.gradlab.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.UpdateRule;
import io.gradlab.study.MlpTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CureCalibrationTest {

    private static final MlpTraining SIGMOID =
            new MlpTraining(
                    MlpConfiguration.standard(
                            new MlpArchitecture(2, List.of(5), ActivationFunction.SIGMOID), 0.2),
                    100);

    private static CuredNetwork network(int index, int nothing, int cure) {
        return new CuredNetwork(
                index,
                "MOONS/1x5/tanh/SGD",
                "BIAS",
                2.5,
                40,
                nothing,
                10,
                "",
                3,
                "",
                20,
                "PROVEN",
                cure,
                cure,
                7);
    }

    private static List<String> weights(List<MlpTraining> solutions) {
        return solutions.stream().map(one -> one.configuration().weights().toString()).toList();
    }

    /** The order of utils/repair.py, without what a population cannot have. */
    @Test
    void solutions_areThoseOfTheRepositoryInItsOrder() {
        AutoTrainerSolutions solutions = new AutoTrainerSolutions(SIGMOID);

        assertThat(solutions.of(Pathology.VANISHING_GRADIENT))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.configuration().weights())
                                    .isEqualTo(InitialWeights.he());
                            assertThat(one.configuration().architecture().activation())
                                    .isEqualTo(ActivationFunction.RELU);
                        });
        List<MlpTraining> exploding = solutions.of(Pathology.EXPLODING_GRADIENT);
        assertThat(exploding).hasSize(3);
        assertThat(exploding.get(1).configuration().clipping()).isEqualTo(Clipping.byValue(10));
        assertThat(exploding.get(2).configuration().architecture().activation())
                .isEqualTo(ActivationFunction.TANH);
        assertThat(weights(solutions.of(Pathology.DEAD_UNITS)))
                .containsExactly("he", "xavier", "normal:1.0", "normal:1.0");
        List<MlpTraining> slow = solutions.of(Pathology.LEARNING_RATE_TOO_SMALL);
        assertThat(slow.get(0).configuration().updateRule()).isEqualTo(UpdateRule.adam());
        assertThat(slow.stream().map(one -> one.configuration().learningRate()))
                .containsExactly(0.001f, 0.01f, 0.1f, 1f, 0.2f, 0.2f);
        assertThat(solutions.of(Pathology.OSCILLATION))
                .extracting(one -> one.configuration().learningRate())
                .containsExactly(0.001f, 0.01f, 0.001f, 0.0001f, 0.01f, 0.2f, 0.2f);
        assertThat(solutions.of(Pathology.OVERFITTING)).isEmpty();
    }

    /** Of programs that nothing was tuned on, and a fault that a setting can mend. */
    @Test
    void casesOfProgram_areHeldOutAndPlain() {
        Design design = new Design(0, 200);
        int cases = 0;
        for (int program = 0; program < 200; program++) {
            for (GridCase one : SickMlp.casesOfProgram(design, program)) {
                cases++;
                assertThat(one.program().tuning()).isFalse();
                assertThat(one.program().batchSize()).isEqualTo(DataKind.TRAIN);
                assertThat(one.faults()).hasSize(1);
                MlpTraining training = MlpSetup.training(one.setup());
                assertThat(training.configuration().architecture().inputs())
                        .isEqualTo(MlpSetup.data(one.setup()).width());
                assertThat(training.epochs()).isEqualTo(one.setup().steps);
            }
        }
        assertThat(cases).isPositive();
    }

    /** The weights of a rule are that rule; others have its spread between hidden layers. */
    @Test
    void training_hasTheWeightsOfTheSetup() {
        Setup setup = new Setup(DataKind.MOONS);
        setup.widths = List.of(8, 8);
        setup.activation = "tanh";
        setup.optimizer = OptimizerKind.MOMENTUM;
        setup.learningRate = 0.1;
        setup.steps = 50;
        assertThat(MlpSetup.training(setup).configuration())
                .isEqualTo(
                        new MlpConfiguration(
                                new MlpArchitecture(2, List.of(8, 8), ActivationFunction.TANH),
                                InitialWeights.xavier(),
                                0,
                                0.1f,
                                Clipping.NONE,
                                UpdateRule.momentum(0.9)));
        setup.weightFactor = 3;
        assertThat(MlpSetup.training(setup).configuration().weights())
                .isEqualTo(InitialWeights.normal(3 * Math.sqrt(2.0 / 16)));
        setup.drawnFor = "relu";
        setup.weightFactor = 1;
        assertThat(MlpSetup.training(setup).configuration().weights())
                .isEqualTo(InitialWeights.he());
        setup.weights = Setup.Weights.CONSTANT;
        setup.weightFactor = 0.5;
        assertThat(MlpSetup.training(setup).configuration().weights())
                .isEqualTo(InitialWeights.constant(0.5));
    }

    @Test
    void networks_writtenAndRead_areTheSame() {
        List<CuredNetwork> rows = List.of(network(3, 0, 40), network(9, 2, 38));
        assertThat(CuredNetwork.read(CuredNetwork.csv(rows))).isEqualTo(rows);
    }

    /** Two networks by hand: 40 and 20 of 40 starts are a share of 0.75, and one of two mended. */
    @Test
    void report_countsStartsAndNetworks() {
        String report =
                new CureCalibrationReport(
                                List.of(network(3, 0, 40), network(9, 4, 20)), 0, "2026-01-31")
                        .toMarkdown();

        assertThat(report)
                .contains(
                        "seed 0, 2026-01-31",
                        "| nothing changed | 0.050 |",
                        "| cure, smallest change | 0.750 | 0.000 to 1.000 | 0.500 | 0.095 to 0.905 |",
                        "PROVEN 2",
                        "| BIAS | 2 | 0.05 | 0.25 | 0.08 | 0.50 | 0.75 | 0.75 |");
    }

    /** What is there is not trained again: no network is named twice. */
    @Test
    void run_withEveryNetworkThere_trainsNothing(@TempDir Path directory) throws IOException {
        Design design = new Design(0, 10_000);
        int index = 0;
        for (int program = 0; index == 0; program++) {
            List<GridCase> cases = SickMlp.casesOfProgram(design, program);
            index = cases.isEmpty() ? 0 : cases.get(0).index();
        }
        Path file = directory.resolve("networks.csv");
        Files.writeString(file, CuredNetwork.csv(List.of(network(index, 0, 40))));
        boolean whole =
                new CureCalibration(design, 1, file)
                        .run(
                                line -> {
                                    throw new AssertionError("trained " + line);
                                },
                                () -> false);
        assertThat(whole).isTrue();
    }
}
