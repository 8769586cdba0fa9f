package io.gradlab.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.ReferenceTrace;
import io.gradlab.data.DataSplits;
import io.gradlab.engine.Torch;
import io.gradlab.manual.Backpropagation;
import io.gradlab.manual.ParameterVector;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.StateDict;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Parameters that a population keeps, beside the Runner's and the losses that they have. */
class RecordedParametersTest {

    /** Of a parameter, at most about 5: sums in another order, over 100 updates at rate 0.5. */
    private static final Offset<Float> SAME_PARAMETER = within(1e-5f);

    /** Of a loss of at most about 1: a few roundings of float32. */
    private static final Offset<Double> SAME_LOSS = within(1e-6);

    private static final int EPOCHS = 100;

    private static final Integer[] UPDATES = {0, 1, 7, EPOCHS};

    private static final DataSplits MOONS = ReferenceTrace.moons();

    /** Two chunks of several members, one of one. */
    private static final List<Member> MEMBERS =
            List.of(
                    member(ActivationFunction.SIGMOID, 3, 0.5, 5),
                    member(ActivationFunction.SIGMOID, 4, 0.2, 5),
                    member(ActivationFunction.TANH, 5, 0.5, 4, 3)
                            .withClipping(Clipping.byNorm(0.1)),
                    member(ActivationFunction.RELU, 6, 0.2, 3, 4, 2),
                    member(ActivationFunction.RELU, 7, 0.1, 3, 4, 2));

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    private static Member member(
            ActivationFunction function, long seed, double rate, Integer... hidden) {
        MlpArchitecture architecture = new MlpArchitecture(2, List.of(hidden), function);
        return Member.of(architecture, InitialWeights.normal(1), 0.1, seed, rate);
    }

    /** What the Runner has after each number of updates. */
    private static Map<Integer, StateDict> alone(Member member) {
        MlpConfiguration configuration = member.configuration();
        MlpBlock network =
                new MlpBlock(member.architecture())
                        .withInitialValues(
                                configuration.weights(), configuration.bias(), member.seed());
        Map<Integer, StateDict> states = new HashMap<>();
        try (Runner runner = new Runner(network, Runner.sgd(configuration.learningRate()))) {
            states.put(0, runner.parameters());
            runner.train(
                    MOONS,
                    RunnerConfig.epochs(EPOCHS)
                            .withClipping(configuration.clipping())
                            .withObserver(
                                    epoch -> states.put(epoch.epoch() + 1, runner.parameters())));
        }
        return states;
    }

    @Test
    void parameters_atEveryAskedUpdate_areTheRunners() {
        PopulationConfig config = PopulationConfig.epochs(EPOCHS).withParametersAt(UPDATES);
        for (MemberResult result : Population.train(MOONS, MEMBERS, config).members()) {
            Map<Integer, StateDict> alone = alone(result.member());
            assertThat(result.parameters()).containsOnlyKeys(UPDATES);
            result.parameters()
                    .forEach(
                            (updates, kept) -> {
                                StateDict expected = alone.get(updates);
                                assertThat(kept.names()).isEqualTo(expected.names());
                                for (String name : kept.names()) {
                                    assertThat(kept.get(name).values())
                                            .as(name + " after " + updates)
                                            .containsExactly(
                                                    expected.get(name).values(), SAME_PARAMETER);
                                }
                            });
        }
    }

    /** The loss before update k + 1 is that of the parameters after k updates, in float64. */
    @Test
    void losses_areThoseOfTheParametersBeforeTheUpdate() {
        PopulationConfig config =
                PopulationConfig.epochs(EPOCHS + 1).withLossEvery(1).withParametersAt(UPDATES);
        for (MemberResult result : Population.train(MOONS, MEMBERS, config).members()) {
            MlpArchitecture architecture = result.member().architecture();
            Backpropagation float64 = new Backpropagation(architecture, MOONS.train());
            for (int updates : UPDATES) {
                ParameterVector parameters =
                        ParameterVector.of(architecture, result.parameters().get(updates));
                assertThat((double) result.losses()[updates])
                        .as(result.member() + " after " + updates)
                        .isCloseTo(float64.loss(parameters), SAME_LOSS);
            }
        }
    }

    @Test
    void parameters_notAskedFor_areNotKept() {
        MemberResult result =
                Population.train(MOONS, MEMBERS, PopulationConfig.epochs(2)).members().get(0);
        assertThat(result.parameters()).isEmpty();
    }

    /** A member that is given them goes on as the one that they were taken from. */
    @Test
    void parameters_startAnotherMember_whereTheFirstWas() {
        PopulationConfig config = PopulationConfig.epochs(20).withParametersAt(10, 20);
        for (MemberResult result : Population.train(MOONS, MEMBERS, config).members()) {
            Member later = result.member().startingFrom(result.parameters().get(10));
            MemberResult again =
                    Population.train(
                                    MOONS,
                                    List.of(later),
                                    PopulationConfig.epochs(10).withParametersAt(10))
                            .members()
                            .get(0);
            StateDict expected = result.parameters().get(20);
            for (String name : expected.names()) {
                assertThat(again.parameters().get(10).get(name).values())
                        .containsExactly(expected.get(name).values(), SAME_PARAMETER);
            }
        }
    }

    @Test
    void withParametersAt_noSuchUpdate_isRefused() {
        PopulationConfig config = PopulationConfig.epochs(10);
        assertThatThrownBy(() -> config.withParametersAt(11))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("after 11 updates are outside 0 to 10");
        assertThatThrownBy(() -> config.withParametersAt(0, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("after -1 updates are outside 0 to 10");
    }
}
