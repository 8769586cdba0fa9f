package io.gradlab.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.gradlab.ReferenceTrace;
import io.gradlab.data.DataSplits;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Batched tensor programs, on networks that the kernel would take too. */
class TensorEngineTest {

    /** Of every loss: sums in another order, over 200 epochs at learning rates of at most 0.5. */
    private static final double SAME_LOSS = 1e-5;

    /** Of a gradient norm of the start, at most about 1: one rounding in sums of 640 examples. */
    private static final double SAME_NORM = 1e-6;

    private static final DataSplits MOONS = ReferenceTrace.moons();

    private static final PopulationConfig CONFIG = PopulationConfig.epochs(200).withLossEvery(7);

    private static Member member(
            ActivationFunction function, long seed, double rate, Integer... hidden) {
        MlpArchitecture architecture = new MlpArchitecture(2, List.of(hidden), function);
        return Member.of(architecture, InitialWeights.normal(1), 0.1, seed, rate);
    }

    private static List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (int seed = 0; seed < 10; seed++) {
            members.add(member(ActivationFunction.SIGMOID, seed, 0.5, 5));
            members.add(member(ActivationFunction.RELU, seed, 0.1, 4, 3));
            members.add(member(ActivationFunction.TANH, seed, 0.1, 3, 3));
            members.add(member(ActivationFunction.leakyRelu(0.01f * seed), seed, 0.1, 4));
            members.add(member(ActivationFunction.ELU, seed, 0.1, 2, 4));
        }
        members.add(members.get(0).withClipping(Clipping.byNorm(0.01)));
        members.add(members.get(2).withClipping(Clipping.byValue(0.001)));
        return members;
    }

    private static MemberResult[] results(List<Callable<List<MemberResult>>> tasks, int members)
            throws Exception {
        MemberResult[] results = new MemberResult[members];
        for (Callable<List<MemberResult>> task : tasks) {
            task.call().forEach(one -> results[one.index()] = one);
        }
        return results;
    }

    private static MemberResult[] byTensors(List<Member> members, PopulationConfig config)
            throws Exception {
        List<Integer> all = IntStream.range(0, members.size()).boxed().toList();
        TensorEngine engine = new TensorEngine(MOONS, config, Device.cpu(), 2);
        return results(engine.tasks(all, members), members.size());
    }

    private static void assertNearlySame(MemberResult one, MemberResult other) {
        assertThat(other.member()).isEqualTo(one.member());
        for (int i = 0; i < one.losses().length; i++) {
            assertThat((double) other.losses()[i])
                    .as(one.member() + ", loss " + i)
                    .isCloseTo(one.losses()[i], within(SAME_LOSS));
        }
        assertThat(other.end().loss()).isCloseTo(one.end().loss(), within(SAME_LOSS));
        assertThat(other.fates()).isEqualTo(one.fates());
        assertThat(other.start().weightGradientNorms())
                .containsExactly(one.start().weightGradientNorms(), within(SAME_NORM));
        assertThat(other.start().biasGradientNorms())
                .containsExactly(one.start().biasGradientNorms(), within(SAME_NORM));
        assertThat(other.start().deadFractions()).isEqualTo(one.start().deadFractions());
    }

    /** On some processors the last bits of a product depend on the place in the chunk. */
    @Test
    void member_isNearlyTheSameWhateverTheChunk() throws Exception {
        List<Member> members = members();
        MemberResult[] first = byTensors(members, CONFIG.withChunk(16));
        for (int chunk : new int[] {1, 2, 7, 64}) {
            MemberResult[] other = byTensors(members, CONFIG.withChunk(chunk));
            for (int i = 0; i < members.size(); i++) {
                assertNearlySame(first[i], other[i]);
            }
        }
    }

    @Test
    void member_isNearlyThatOfTheKernel() throws Exception {
        List<Member> members = members();
        List<Integer> all = IntStream.range(0, members.size()).boxed().toList();
        MemberResult[] tensors = byTensors(members, CONFIG);
        MemberResult[] kernel =
                results(new KernelEngine(MOONS, CONFIG, 2).tasks(all, members), members.size());
        for (int i = 0; i < members.size(); i++) {
            assertNearlySame(tensors[i], kernel[i]);
        }
    }

    /** Up to 400 weights in each layer on a CPU. */
    @Test
    void kernel_suitsNarrowLayersOnACpu() {
        Device cpu = Device.cpu();
        assertThat(KernelEngine.suits(architecture(2, 20, 20), cpu)).isTrue();
        assertThat(KernelEngine.suits(architecture(2, 20, 21), cpu)).isFalse();
        assertThat(KernelEngine.suits(architecture(2, 200), cpu)).isTrue();
        assertThat(KernelEngine.suits(architecture(2, 201), cpu)).isFalse();
        assertThat(KernelEngine.suits(architecture(401, 1), cpu)).isFalse();
        assertThat(KernelEngine.suits(architecture(2, 5), Device.gpu())).isFalse();
    }

    private static MlpArchitecture architecture(int inputs, Integer... hidden) {
        return new MlpArchitecture(inputs, List.of(hidden), ActivationFunction.RELU);
    }
}
