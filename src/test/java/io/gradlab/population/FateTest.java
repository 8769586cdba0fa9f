package io.gradlab.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.ReferenceTrace;
import io.gradlab.data.DataSplits;
import io.gradlab.engine.Torch;
import io.gradlab.health.HealthListener;
import io.gradlab.health.diagnosis.Finding;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpBlock;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fates beside the numbers that they are told from, and beside the diagnosis of one network. */
class FateTest {

    private static final int STEPS = 150;

    private static final DataSplits MOONS = ReferenceTrace.moons();

    private static List<MemberResult> results = List.of();

    /** Starts that end in every fate; of the narrow ReLU networks some are born dead, some die. */
    @BeforeAll
    static void train() {
        Torch.load();
        List<Member> members = new ArrayList<>();
        for (int seed = 0; seed < 60; seed++) {
            members.add(
                    member(ActivationFunction.RELU, InitialWeights.normal(1), seed, 1, 3, 3, 3));
        }
        InitialWeights tiny = InitialWeights.normal(0.01);
        members.add(member(ActivationFunction.SIGMOID, tiny, 1, 0.1, 3, 3, 3, 3));
        members.add(member(ActivationFunction.TANH, InitialWeights.zeros(), 1, 0.2, 5));
        members.add(member(ActivationFunction.RELU, InitialWeights.he(), 1, 1e30, 8));
        results = Population.train(MOONS, members, PopulationConfig.epochs(STEPS)).members();
    }

    private static Member member(
            ActivationFunction function,
            InitialWeights weights,
            long seed,
            double rate,
            Integer... hidden) {
        MlpArchitecture architecture = new MlpArchitecture(2, List.of(hidden), function);
        return Member.of(architecture, weights, 0, seed, rate);
    }

    /** More than 0.75 of a layer at the start and the end, or more than 0.9 at the end alone. */
    @Test
    void fates_tellWhatDiedFromWhatWasBornDead() {
        for (MemberResult result : results) {
            boolean born = false;
            boolean died = false;
            for (int layer = 0; layer < result.start().deadFractions().length; layer++) {
                double first = result.start().deadFractions()[layer];
                double last = result.end().deadFractions()[layer];
                born |= first > 0.75 && last > 0.75;
                died |= first <= 0.75 && last > 0.9;
            }
            assertThat(result.fates().contains(Fate.DEAD_AT_BIRTH)).isEqualTo(born);
            assertThat(result.fates().contains(Fate.DIED)).isEqualTo(died);
        }
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void fate_isAFindingOfTheSameNetworkAlone(Fate fate) {
        Member member =
                results.stream()
                        .filter(result -> result.fates().contains(fate))
                        .findFirst()
                        .orElseThrow()
                        .member();
        MlpBlock network =
                new MlpBlock(member.architecture())
                        .withInitialValues(
                                member.configuration().weights(),
                                member.configuration().bias(),
                                member.seed());
        HealthListener health = HealthListener.builder().build();
        try (Runner runner =
                new Runner(
                        network,
                        Runner.sgd(member.configuration().learningRate())
                                .addTrainingListeners(health))) {
            runner.train(MOONS, RunnerConfig.epochs(STEPS));
        }

        assertThat(health.report().diagnosis().findings())
                .extracting(Finding::pathology)
                .contains(fate.pathology());
    }
}
