package io.gradlab.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.gradlab.ReferenceTrace;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.engine.Torch;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.train.History;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import io.gradlab.train.RunnerResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Members beside the same networks trained alone, and beside one another. */
class PopulationTest {

    /** Of every epoch's loss: sums in another order, over 1000 epochs at learning rate 0.2. */
    private static final double SAME_LOSS = 1e-5;

    private static final int EPOCHS = 1000;

    private static final DataSplits MOONS = ReferenceTrace.moons();

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    private static MlpArchitecture architecture(ActivationFunction function, Integer... hidden) {
        return new MlpArchitecture(2, List.of(hidden), function);
    }

    private static Member member(
            ActivationFunction function, long seed, double rate, Integer... hidden) {
        return Member.of(architecture(function, hidden), InitialWeights.normal(1), 0.1, seed, rate);
    }

    /** The same network trained by the Runner, with DJL's optimizer. */
    static RunnerResult alone(Member member, int epochs) {
        MlpConfiguration configuration = member.configuration();
        MlpBlock network =
                new MlpBlock(member.architecture())
                        .withInitialValues(
                                configuration.weights(), configuration.bias(), member.seed());
        try (Runner runner = new Runner(network, Runner.config(configuration, "cpu"))) {
            return runner.train(
                    MOONS, RunnerConfig.epochs(epochs).withClipping(configuration.clipping()));
        }
    }

    static Stream<List<Member>> mixed() {
        List<ActivationFunction> functions =
                List.of(
                        ActivationFunction.SIGMOID,
                        ActivationFunction.TANH,
                        ActivationFunction.RELU,
                        ActivationFunction.leakyRelu(0.1f),
                        ActivationFunction.leakyRelu(0.3f),
                        ActivationFunction.ELU);
        List<Member> shallow = new ArrayList<>();
        List<Member> deep = new ArrayList<>();
        for (ActivationFunction function : functions) {
            shallow.add(member(function, 3, 0.2, 5));
            shallow.add(member(function, 4, 0.2, 3));
            deep.add(member(function, 5, 0.2, 5, 3));
            deep.add(member(function, 6, 0.1, 4, 3, 2));
        }
        return Stream.of(shallow, deep);
    }

    @ParameterizedTest
    @MethodSource("mixed")
    void members_takeTheCourseOfTheSameNetworksAlone(List<Member> members) {
        PopulationResult together =
                Population.train(
                        MOONS,
                        members,
                        PopulationConfig.epochs(EPOCHS).withLossEvery(1).withScoreEvery(1));

        assertThat(together.members()).hasSize(members.size());
        for (MemberResult result : together.members()) {
            RunnerResult alone = alone(result.member(), EPOCHS);
            History history = alone.history();
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                assertThat((double) result.losses()[epoch])
                        .as(result.member() + ", epoch " + epoch)
                        .isCloseTo(history.trainLoss()[epoch], within(SAME_LOSS));
            }
            assertThat(result.start().loss()).isCloseTo(history.trainLoss()[0], within(SAME_LOSS));
        }
    }

    /** The same starts; sums in another order. At a rate where rounding does not grow. */
    @Test
    @Tag("gpu")
    void members_takeTheSameCourseOnAGpu() {
        List<Member> members = new ArrayList<>();
        for (int seed = 0; seed < 10; seed++) {
            members.add(member(ActivationFunction.TANH, seed, 0.2, 5, 3));
        }
        PopulationConfig config = PopulationConfig.epochs(200).withLossEvery(1);
        List<MemberResult> cpu = Population.train(MOONS, members, config).members();
        List<MemberResult> gpu = Population.train(MOONS, members, config, Device.gpu()).members();
        for (int i = 0; i < members.size(); i++) {
            for (int epoch = 0; epoch < 200; epoch++) {
                assertThat((double) gpu.get(i).losses()[epoch])
                        .isCloseTo(cpu.get(i).losses()[epoch], within(SAME_LOSS));
            }
        }
    }

    /** All of PyTorch's traces, as members of one population. */
    @Test
    void members_takeTheCourseOfTheReference() {
        List<String> names = ReferenceTrace.NAMES;
        List<Member> members = new ArrayList<>();
        for (String name : names) {
            ReferenceTrace trace = ReferenceTrace.load(name);
            members.add(
                    Member.of(
                                    trace.architecture(),
                                    InitialWeights.zeros(),
                                    0,
                                    0,
                                    trace.learningRate())
                            .startingFrom(trace.initial()));
        }
        int epochs = ReferenceTrace.load("l2").epochs();
        List<MemberResult> results =
                Population.train(MOONS, members, PopulationConfig.epochs(epochs).withLossEvery(1))
                        .members();

        for (int i = 0; i < names.size(); i++) {
            double[] expected = ReferenceTrace.load(names.get(i)).float64().series("train_loss");
            for (int epoch = 0; epoch < Math.min(epochs, expected.length); epoch++) {
                assertThat((double) results.get(i).losses()[epoch])
                        .as(names.get(i) + ", epoch " + epoch)
                        .isCloseTo(expected[epoch], within(SAME_LOSS));
            }
        }
    }

    /** Clipping by norm and by value, by a limit of each member's own. */
    @Test
    void clipping_isThatOfTheRunner() {
        List<Member> members = new ArrayList<>();
        for (double limit : new double[] {0.01, 0.1, 1, 1e9}) {
            members.add(
                    member(ActivationFunction.TANH, 3, 0.5, 5, 3)
                            .withClipping(Clipping.byNorm(limit)));
            members.add(
                    member(ActivationFunction.TANH, 3, 0.5, 5, 3)
                            .withClipping(Clipping.byValue(limit)));
        }
        members.add(member(ActivationFunction.TANH, 3, 0.5, 5, 3));
        PopulationResult together =
                Population.train(MOONS, members, PopulationConfig.epochs(200).withLossEvery(1));

        for (MemberResult result : together.members()) {
            History history = alone(result.member(), 200).history();
            for (int epoch = 0; epoch < 200; epoch++) {
                assertThat((double) result.losses()[epoch])
                        .as(result.member() + ", epoch " + epoch)
                        .isCloseTo(history.trainLoss()[epoch], within(SAME_LOSS));
            }
        }
        Member free = members.get(members.size() - 1);
        assertSameBits(
                together.members().get(members.size() - 1),
                Population.train(
                                MOONS, List.of(free), PopulationConfig.epochs(200).withLossEvery(1))
                        .members()
                        .get(0));
    }

    @Test
    void bestParameters_areThoseOfTheRunner() {
        Member member = member(ActivationFunction.SIGMOID, 2, 0.5, 5);
        MemberResult result =
                Population.train(
                                MOONS,
                                List.of(member),
                                PopulationConfig.epochs(300).withScoreEvery(1))
                        .members()
                        .get(0);
        RunnerResult alone = alone(member, 300);

        assertThat(result.validationAccuracy()).isEqualTo(alone.bestValidationAccuracy());
        assertThat(result.bestStep()).isEqualTo(alone.bestStep());
        MlpBlock network = new MlpBlock(member.architecture());
        try (Runner runner = new Runner(network, Runner.sgd(1))) {
            runner.load(alone.best());
            assertThat(result.testAccuracy()).isEqualTo(runner.evaluate(MOONS.test()).accuracy());
            assertThat(result.testLoss())
                    .isCloseTo(runner.evaluate(MOONS.test()).loss(), within(1e-4));
        }
    }

    private static List<Member> many() {
        List<Member> members = new ArrayList<>();
        for (int seed = 0; seed < 40; seed++) {
            members.add(member(ActivationFunction.SIGMOID, seed, 0.5, 5));
            members.add(member(ActivationFunction.RELU, seed, 0.1, 4, 3));
        }
        return members;
    }

    /** Every number of a result, of which NaN equals NaN. */
    private static List<Object> bits(MemberResult result) {
        List<Object> all = new ArrayList<>();
        for (MemberState state : List.of(result.start(), result.end())) {
            all.add(state.loss());
            all.addAll(Arrays.stream(state.weightGradientNorms()).boxed().toList());
            all.addAll(Arrays.stream(state.biasGradientNorms()).boxed().toList());
            all.addAll(Arrays.stream(state.deadFractions()).boxed().toList());
        }
        for (float loss : result.losses()) {
            all.add(loss);
        }
        result.parameters()
                .forEach(
                        (updates, kept) ->
                                kept.tensors()
                                        .forEach(one -> all.add(Arrays.toString(one.values()))));
        all.addAll(
                List.of(
                        result.member(),
                        result.fates(),
                        result.bestStep(),
                        result.divergedAt(),
                        result.validationAccuracy(),
                        result.testAccuracy(),
                        result.testLoss()));
        return all;
    }

    private static void assertSameBits(MemberResult one, MemberResult other) {
        assertThat(bits(other)).isEqualTo(bits(one));
    }

    static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    @Test
    void member_hasTheSameBitsWhateverThePopulationTheOrderAndTheThreads() throws Exception {
        PopulationConfig config =
                PopulationConfig.epochs(300).withLossEvery(7).withParametersAt(0, 300);
        List<Member> members = many();
        members.add(members.get(3).withClipping(Clipping.byNorm(0.01)));
        members.add(members.get(2).withClipping(Clipping.byValue(0.001)));
        List<MemberResult> first = Population.train(MOONS, members, config).members();

        for (int chunk : new int[] {1, 7, 64}) {
            List<MemberResult> other =
                    Population.train(MOONS, members, config.withChunk(chunk)).members();
            for (int i = 0; i < members.size(); i++) {
                assertSameBits(first.get(i), other.get(i));
            }
        }
        List<Member> shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, new Random(9));
        for (MemberResult result :
                Population.train(MOONS, shuffled.subList(0, 31), config).members()) {
            assertSameBits(first.get(members.indexOf(result.member())), result);
        }
        List<Integer> all = IntStream.range(0, members.size()).boxed().toList();
        for (Callable<List<MemberResult>> task :
                new KernelEngine(MOONS, config, 5).tasks(all, members)) {
            for (MemberResult result : task.call()) {
                assertSameBits(first.get(result.index()), result);
            }
        }
    }

    /** 333 examples: no multiple of any vector's length. */
    @Test
    void member_takesItsCourseOnAnyNumberOfExamples() {
        Examples some =
                new Examples(
                        2,
                        Arrays.copyOf(MOONS.train().features(), 2 * 333),
                        Arrays.copyOf(MOONS.train().labels(), 333));
        DataSplits odd = new DataSplits("odd", MOONS.featureNames(), some, some, some);
        PopulationConfig config = PopulationConfig.epochs(200).withLossEvery(1);
        List<Member> members = many();
        List<MemberResult> first = Population.train(odd, members, config).members();
        try (Runner runner =
                new Runner(
                        new MlpBlock(members.get(1).architecture())
                                .withInitialValues(
                                        members.get(1).configuration().weights(), 0.1f, 0),
                        Runner.sgd(0.1f))) {
            History alone = runner.train(odd, RunnerConfig.epochs(200)).history();
            for (int epoch = 0; epoch < 200; epoch++) {
                assertThat((double) first.get(1).losses()[epoch])
                        .isCloseTo(alone.trainLoss()[epoch], within(SAME_LOSS));
            }
        }
    }

    @Test
    void divergingMember_doesNotDisturbItsNeighbours() {
        Member good = member(ActivationFunction.RELU, 1, 0.2, 5, 3);
        Member exploding = Member.of(good.architecture(), InitialWeights.normal(1e15), 0, 2, 1e6);
        PopulationConfig config = PopulationConfig.epochs(100).withLossEvery(1).withChunk(4);

        List<MemberResult> alone = Population.train(MOONS, List.of(good), config).members();
        List<MemberResult> among =
                Population.train(MOONS, List.of(exploding, good, exploding, good), config)
                        .members();

        assertThat(among.get(0).fates()).contains(Fate.DIVERGED);
        assertThat(among.get(0).divergedAt()).isZero();
        assertSameBits(alone.get(0), among.get(1));
        assertSameBits(alone.get(0), among.get(3));
    }

    /**
     * One update takes both weights of 1-1-1 to about 1e28. On the training examples their product
     * overflows; on the others the unit is inactive, so that no score tells.
     */
    @Test
    void divergedAt_ofTheLastUpdate_isTheNumberOfUpdates() {
        Examples train = new Examples(1, new float[] {2, 1}, new float[] {1, 0});
        Examples inactive = new Examples(1, new float[] {-1000, -1000}, new float[] {1, 0});
        DataSplits data = new DataSplits("overflow", List.of("x"), train, inactive, inactive);
        MlpArchitecture narrow = new MlpArchitecture(1, List.of(1), ActivationFunction.RELU);
        Member member = Member.of(narrow, InitialWeights.constant(0.1), 0, 0, 1e30);

        MemberResult result =
                Population.train(data, List.of(member), PopulationConfig.epochs(1))
                        .members()
                        .get(0);

        assertThat(result.validationAccuracy()).isFinite();
        assertThat(result.fates()).contains(Fate.DIVERGED);
        assertThat(result.divergedAt()).isEqualTo(1);
    }

    /** The fates of the experiments' starts. */
    @Test
    void fates_areNamedAsByHealth() {
        MlpArchitecture five = architecture(ActivationFunction.RELU, 3, 3, 3, 3);
        MlpArchitecture sigmoid = architecture(ActivationFunction.SIGMOID, 3, 3, 3, 3);
        List<Member> members =
                List.of(
                        Member.of(five, InitialWeights.he(), -8, 1, 0.1),
                        Member.of(sigmoid, InitialWeights.normal(0.01), 1, 1, 0.1),
                        Member.of(
                                architecture(ActivationFunction.SIGMOID, 5),
                                InitialWeights.zeros(),
                                0,
                                1,
                                0.2),
                        member(ActivationFunction.SIGMOID, 1, 5, 5));

        List<MemberResult> results =
                Population.train(MOONS, members, PopulationConfig.epochs(1000)).members();

        assertThat(results.get(0).fates()).contains(Fate.DEAD_AT_BIRTH, Fate.STUCK);
        assertThat(results.get(1).fates()).contains(Fate.VANISHED, Fate.STUCK);
        assertThat(results.get(2).fates()).contains(Fate.SYMMETRIC).doesNotContain(Fate.STUCK);
        assertThat(results.get(3).fates()).isEmpty();
        assertThat(results.get(3).testAccuracy()).isGreaterThan(0.95);
    }

    @Test
    void stop_keepsWhatIsFinished() {
        List<Member> members = many();
        int[] finished = new int[1];
        PopulationConfig config =
                PopulationConfig.epochs(50)
                        .withChunk(8)
                        .watched(
                                more -> {
                                    synchronized (finished) {
                                        finished[0] += more;
                                    }
                                },
                                () -> {
                                    synchronized (finished) {
                                        return finished[0] >= 16;
                                    }
                                });

        PopulationResult result = Population.train(MOONS, members, config);

        assertThat(result.stopped()).isTrue();
        assertThat(result.members().size()).isBetween(16, members.size() - 1);
        assertThat(Population.train(MOONS, members, PopulationConfig.epochs(1)).stopped())
                .isFalse();
    }

    /** 4001 units on 200,000 examples are 12 GB: refused before anything is allocated. */
    @Test
    void networksThatFillTheMemory_areRefused() {
        MlpArchitecture two =
                new MlpArchitecture(2, Collections.nCopies(2, 2000), ActivationFunction.RELU);
        Member wide = Member.of(two, InitialWeights.he(), 0, 1, 0.01);
        assertThat(Population.train(MOONS, List.of(wide), PopulationConfig.epochs(1)).members())
                .hasSize(1);
        float[] features = new float[2 * 200_000];
        float[] labels = new float[200_000];
        Arrays.fill(labels, 0, 100_000, 1);
        Examples many = new Examples(2, features, labels);
        DataSplits large = new DataSplits("large", MOONS.featureNames(), many, many, many);
        assertThatThrownBy(() -> Population.train(large, List.of(wide), PopulationConfig.epochs(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MB on 200000 examples");
    }

    @Test
    void wrongNumbers_areRefused() {
        Member member = member(ActivationFunction.TANH, 0, 1, 3);
        assertThatThrownBy(() -> Population.train(MOONS, List.of(), PopulationConfig.epochs(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 members");
        assertThatThrownBy(() -> PopulationConfig.epochs(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> member.withClipping(Clipping.byNorm(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                Member.of(
                                        member.architecture(),
                                        InitialWeights.zeros(),
                                        0,
                                        0,
                                        Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        Member wide =
                Member.of(
                        new MlpArchitecture(3, List.of(2), ActivationFunction.TANH),
                        InitialWeights.zeros(),
                        0,
                        0,
                        1);
        assertThatThrownBy(() -> Population.train(MOONS, List.of(wide), PopulationConfig.epochs(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
