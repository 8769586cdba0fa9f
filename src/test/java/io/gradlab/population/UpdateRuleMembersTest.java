package io.gradlab.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.ReferenceTrace;
import io.gradlab.ReferenceTrace.Precision;
import io.gradlab.data.DataSplits;
import io.gradlab.engine.Torch;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.UpdateRule;
import io.gradlab.train.RunnerResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Members with momentum and Adam, beside DJL's optimizers in the Runner and PyTorch's. */
class UpdateRuleMembersTest {

    /** Of every epoch's loss: sums in another order, at rates where rounding does not grow. */
    private static final double SAME_LOSS = 1e-5;

    /** Of a final parameter: 4e-5 comes from where PyTorch adds its epsilon. */
    private static final double SAME_PARAMETER = 1e-4;

    /** Of a parameter of about 1 after one update: a few roundings of it. */
    private static final double SAME_UPDATE = 5e-7;

    private static final int EPOCHS = 300;

    /**
     * Of ReLU: once an example's sum rounds to the other side of 0, its share of the gradient comes
     * or goes. 1e-6 after ten epochs and 3e-4 after 240 were seen, with momentum 0.9.
     */
    private static final int KINKED_EPOCHS = 60;

    private static final ActivationFunction RELU = ActivationFunction.RELU;

    private static final DataSplits MOONS = ReferenceTrace.moons();

    private static final List<UpdateRule> RULES =
            List.of(
                    UpdateRule.momentum(0.5),
                    UpdateRule.momentum(0.9),
                    UpdateRule.adam(),
                    UpdateRule.adam(0.8, 0.99, 1e-3));

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    private static Member member(
            UpdateRule rule, ActivationFunction function, long seed, Integer... hidden) {
        double rate = rule.kind() == UpdateRule.Kind.ADAM ? 0.01 : 0.1;
        MlpArchitecture architecture = new MlpArchitecture(2, List.of(hidden), function);
        // Learning rates of each member's own.
        return new Member(
                MlpConfiguration.standard(architecture, rate / (1 + seed % 3)).withUpdateRule(rule),
                seed);
    }

    /** Plain descent among them: each chunk has one rule. */
    static Stream<List<Member>> mixed() {
        List<Member> shallow = new ArrayList<>();
        List<Member> deep = new ArrayList<>();
        for (ActivationFunction function :
                List.of(
                        ActivationFunction.SIGMOID,
                        ActivationFunction.TANH,
                        RELU,
                        ActivationFunction.ELU)) {
            shallow.add(member(UpdateRule.sgd(), function, 3, 5));
            for (UpdateRule rule : RULES) {
                shallow.add(member(rule, function, 3, 5));
                shallow.add(member(rule, function, 4, 5));
                deep.add(member(rule, function, 5, 5, 3));
                deep.add(member(rule, function, 6, 5, 3));
            }
        }
        return Stream.of(shallow, deep);
    }

    @ParameterizedTest
    @MethodSource("mixed")
    void members_takeTheCourseOfDjlsOptimizers(List<Member> members) {
        requireTheRunnersCourse(members, EPOCHS);
    }

    private static void requireTheRunnersCourse(List<Member> members, int epochs) {
        List<MemberResult> results =
                Population.train(MOONS, members, PopulationConfig.epochs(epochs).withLossEvery(1))
                        .members();
        assertThat(results).hasSize(members.size());
        for (MemberResult result : results) {
            boolean kinked = result.member().architecture().activation().equals(RELU);
            int compared = kinked ? Math.min(epochs, KINKED_EPOCHS) : epochs;
            RunnerResult alone = PopulationTest.alone(result.member(), compared);
            requireLosses(result, alone.history().trainLoss());
        }
    }

    private static void requireLosses(MemberResult result, double[] expected) {
        for (int epoch = 0; epoch < expected.length; epoch++) {
            assertThat((double) result.losses()[epoch])
                    .as(result.member() + ", epoch " + epoch)
                    .isCloseTo(expected[epoch], within(SAME_LOSS));
        }
    }

    /** PyTorch's optimizers; with the defaults of Adam its place of epsilon is hardly seen. */
    @Test
    void members_takeTheCourseOfPyTorchsOptimizers() {
        List<ReferenceTrace> traces =
                ReferenceTrace.UPDATE_NAMES.stream().map(ReferenceTrace::load).toList();
        int epochs = traces.get(0).epochs();
        PopulationConfig config =
                PopulationConfig.epochs(epochs).withLossEvery(1).withParametersAt(epochs);
        List<MemberResult> results =
                Population.train(
                                MOONS,
                                traces.stream().map(UpdateRuleMembersTest::member).toList(),
                                config)
                        .members();

        for (int i = 0; i < traces.size(); i++) {
            MemberResult result = results.get(i);
            for (Precision precision : List.of(traces.get(i).float64(), traces.get(i).float32())) {
                requireLosses(result, precision.series("train_loss"));
                requireParameters(result.parameters().get(epochs), precision);
            }
        }
    }

    private static Member member(ReferenceTrace trace) {
        MlpConfiguration setup =
                MlpConfiguration.standard(trace.architecture(), trace.learningRate())
                        .withClipping(trace.clipping())
                        .withUpdateRule(trace.updateRule());
        return new Member(setup, 0, trace.initial());
    }

    private static void requireParameters(@Nullable StateDict actual, Precision precision) {
        Map<String, double[]> expected = precision.parametersFinal();
        assertThat(actual).isNotNull();
        assertThat(actual.names()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach(
                (name, values) ->
                        assertThat(PopulationTest.doubles(actual.get(name).values()))
                                .as(name)
                                .containsExactly(values, within(SAME_PARAMETER)));
    }

    /**
     * The first update is r g / (|g| + epsilon / sqrt(1 - beta2)), with PyTorch's gradients: at
     * this epsilon PyTorch's own definition, with epsilon alone, gives up to ten times as much.
     */
    @Test
    void adam_firstUpdate_addsEpsilonBeforeTheCorrection() {
        ReferenceTrace trace = ReferenceTrace.load("l2");
        MlpConfiguration setup =
                MlpConfiguration.standard(trace.architecture(), 0.5)
                        .withUpdateRule(UpdateRule.adam(0.9, 0.99, 0.1));
        MemberResult result =
                Population.train(
                                MOONS,
                                List.of(new Member(setup, 0, trace.initial())),
                                PopulationConfig.epochs(1).withParametersAt(1))
                        .members()
                        .get(0);

        StateDict updated = result.parameters().get(1);
        assertThat(updated).isNotNull();
        trace.float64()
                .gradients()
                .forEach(
                        (name, gradients) -> {
                            float[] before = trace.initial().get(name).values();
                            float[] after = updated.get(name).values();
                            for (int i = 0; i < gradients.length; i++) {
                                double step = 0.5 * gradients[i] / (Math.abs(gradients[i]) + 1);
                                assertThat((double) after[i])
                                        .as(name + " " + i)
                                        .isCloseTo(before[i] - step, within(SAME_UPDATE));
                            }
                        });
    }

    /** 2-64-64-1: a step of many products, few numbers of each member's own. */
    @Test
    void wideMembers_takeTheCourseOfDjlsOptimizers() {
        List<Member> members = new ArrayList<>();
        for (UpdateRule rule : RULES) {
            members.add(member(rule, ActivationFunction.TANH, 8, 64, 64));
        }
        requireTheRunnersCourse(members, 60);
    }

    /** The limits act on the gradients before the moments see them. */
    @Test
    void clippedMembers_takeTheCourseOfDjlsOptimizers() {
        List<Member> members = new ArrayList<>();
        for (UpdateRule rule : RULES) {
            for (double limit : new double[] {0.01, 0.1}) {
                Member free = member(rule, ActivationFunction.TANH, 3, 5, 3);
                members.add(free.withClipping(Clipping.byNorm(limit)));
                members.add(free.withClipping(Clipping.byValue(limit)));
            }
        }
        requireTheRunnersCourse(members, 100);
    }
}
