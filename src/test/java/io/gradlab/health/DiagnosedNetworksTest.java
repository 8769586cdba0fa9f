package io.gradlab.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import io.gradlab.engine.Torch;
import io.gradlab.health.diagnosis.Finding;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.OutputKind;
import io.gradlab.health.observation.UnitHistory;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpBlock;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real networks with one fault each, beside the same networks without it. */
class DiagnosedNetworksTest {

    private static final DataSplits MOONS = Moons.generate(MoonsConfig.standard());

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    /** A start that learns: 2-16-16-1, He's or Glorot's weights. */
    private static MlpBlock network(String activation) {
        return network(
                activation,
                activation.endsWith("lu") ? InitialWeights.he() : InitialWeights.xavier(),
                0);
    }

    private static MlpBlock network(String activation, InitialWeights weights, float bias) {
        return new MlpBlock(
                        new MlpArchitecture(
                                2, List.of(16, 16), ActivationFunction.of(activation, 0.01f)))
                .withInitialValues(weights, bias, 3);
    }

    private static HealthReport train(MlpBlock network, float learningRate, DataSplits data) {
        HealthListener health = HealthListener.builder().build();
        try (Runner runner =
                new Runner(network, Runner.sgd(learningRate).addTrainingListeners(health))) {
            runner.train(data, RunnerConfig.epochs(500));
            return health.report();
        }
    }

    /** Of a network that has not learned all that it should: with an alarm, or in part. */
    private static Finding cause(HealthReport report) {
        assertThat(report.diagnosis().causes()).as(report.toString()).isNotEmpty();
        assertThat(report.headline().toString()).doesNotStartWith("healthy");
        return report.diagnosis().causes().get(0).finding();
    }

    private static void assertCause(HealthReport report, Pathology expected) {
        assertThat(cause(report).pathology()).as(report.toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"relu, 0.3", "tanh, 2", "elu, 0.3", "leaky_relu, 0.3"})
    void start_isHealthyWithoutAFault(String activation, float learningRate) {
        HealthReport report = train(network(activation), learningRate, MOONS);

        assertThat(report.diagnosis().findings()).as(report.toString()).isEmpty();
        assertThat(report.toString()).startsWith("Diagnosis: healthy").contains("Numbers at step");
    }

    @Test
    void zeroWeights_areSymmetricUnits() {
        assertCause(
                train(network("tanh", InitialWeights.zeros(), 0), 1, MOONS),
                Pathology.SYMMETRIC_UNITS);
    }

    @Test
    void constantWeights_areSymmetricUnits() {
        HealthReport report = train(network("tanh", InitialWeights.constant(0.3), 0), 1, MOONS);

        assertCause(report, Pathology.SYMMETRIC_UNITS);
        assertThat(cause(report).where()).containsExactly("fc1", "fc2");
        List<Integer> all = IntStream.rangeClosed(1, 16).boxed().toList();
        assertThat(cause(report).units()).containsOnly(entry("fc1", all), entry("fc2", all));
    }

    @Test
    void deepSigmoidWithTinyWeights_isAVanishingGradient() {
        MlpBlock network =
                MlpBlock.fiveLayer(2, ActivationFunction.SIGMOID)
                        .withInitialValues(InitialWeights.normal(0.01), 0, 3);

        assertCause(train(network, 0.3f, MOONS), Pathology.VANISHING_GRADIENT);
    }

    /**
     * ReLU's gradient shrinks alike in every layer: the ratio stays, the scale is what is wrong.
     */
    @Test
    void reluWithTinyWeights_isABadScale() {
        assertCause(
                train(network("relu", InitialWeights.normal(0.001), 0), 0.3f, MOONS),
                Pathology.BAD_WEIGHT_SCALE);
    }

    @Test
    void negativeBiases_areDeadUnits() {
        HealthReport report = train(network("relu", InitialWeights.he(), -8), 0.3f, MOONS);

        assertCause(report, Pathology.DEAD_UNITS);
        assertThat(cause(report).since()).isEqualTo(1);
        assertThat(report.observations().units())
                .filteredOn(layer -> layer.layer().equals("fc2"))
                .allSatisfy(
                        layer -> assertThat(layer.units()).allMatch(UnitHistory.Life::bornDead));
    }

    @Test
    void largeBiases_areSaturation() {
        assertCause(
                train(network("tanh", InitialWeights.xavier(), 8), 0.3f, MOONS),
                Pathology.SATURATION);
    }

    @Test
    void hugeWeights_areAnExplodingGradientThatEndsInNan() {
        MlpBlock network =
                MlpBlock.fiveLayer(2, ActivationFunction.of("leaky_relu", 0.01f))
                        .withInitialValues(InitialWeights.normal(30), 0, 3);
        HealthReport report = train(network, 1, MOONS);

        assertCause(report, Pathology.EXPLODING_GRADIENT);
        assertThat(report.diagnosis().causes().get(0).consequences())
                .extracting(Finding::pathology)
                .contains(Pathology.NON_FINITE);
    }

    @Test
    void hugeLearningRate_isNamed() {
        assertCause(train(network("relu"), 30, MOONS), Pathology.LEARNING_RATE_TOO_LARGE);
    }

    @Test
    void tinyLearningRate_isNamed() {
        assertCause(train(network("relu"), 1e-4f, MOONS), Pathology.LEARNING_RATE_TOO_SMALL);
    }

    @Test
    void unscaledInputs_areNamed() {
        assertCause(train(network("tanh"), 0.3f, scaled(1000)), Pathology.UNSCALED_INPUTS);
    }

    @Test
    void labelsThatBelongToOtherRows_areNotLearned() {
        assertCause(train(network("tanh"), 1, rotatedLabels()), Pathology.NOT_LEARNING);
    }

    private static DataSplits scaled(float factor) {
        return map(
                MOONS,
                examples -> {
                    float[] features = examples.features().clone();
                    for (int i = 0; i < features.length; i++) {
                        features[i] *= factor;
                    }
                    return new Examples(2, features, examples.labels());
                });
    }

    /** The labels are moved on by 7 rows, which were shuffled. */
    private static DataSplits rotatedLabels() {
        return map(
                MOONS,
                examples -> {
                    float[] labels = new float[examples.size()];
                    for (int i = 0; i < labels.length; i++) {
                        labels[i] = examples.labels()[(i + 7) % labels.length];
                    }
                    return new Examples(2, examples.features(), labels);
                });
    }

    private static DataSplits map(
            DataSplits data, java.util.function.UnaryOperator<Examples> change) {
        return new DataSplits(
                data.name(),
                data.featureNames(),
                change.apply(data.train()),
                change.apply(data.validation()),
                change.apply(data.test()));
    }

    @Test
    void sigmoidBeforeALossOfLogits_isAMismatch() {
        assertThat(preflight(true, Loss.sigmoidBinaryCrossEntropyLoss()).diagnosis().causes())
                .first()
                .extracting(cause -> cause.finding().pathology())
                .isEqualTo(Pathology.LOSS_MISMATCH);
    }

    @Test
    void logitsBeforeALossOfLogits_areNoMismatch() {
        HealthReport report = preflight(false, Loss.sigmoidBinaryCrossEntropyLoss());

        assertThat(report.observations().output()).isEqualTo(OutputKind.LOGITS);
        assertThat(report.observations().loss()).isEqualTo(LossKind.LOGITS);
        assertThat(report.diagnosis().healthy()).as(report.toString()).isTrue();
    }

    /** DJL's loss on probabilities has the wrong sign. */
    @Test
    void djlsLossOfProbabilities_isReversed() {
        HealthReport report =
                preflight(true, new SigmoidBinaryCrossEntropyLoss("reversed", 1, true));

        assertThat(report.observations().loss()).isEqualTo(LossKind.REVERSED);
        assertThat(report.diagnosis().healthy()).isFalse();
    }

    private static HealthReport preflight(boolean sigmoid, Loss loss) {
        try (NDManager manager = NDManager.newBaseManager()) {
            SequentialBlock block =
                    new SequentialBlock()
                            .add(Linear.builder().setUnits(16).build())
                            .add(Activation::tanh)
                            .add(Linear.builder().setUnits(1).build());
            if (sigmoid) {
                block.add(Activation::sigmoid);
            }
            return preflight(block, loss, manager);
        }
    }

    private static HealthReport preflight(Block block, Loss loss, NDManager manager) {
        NDArray x = MOONS.train().features(manager);
        NDArray y = MOONS.train().labels(manager);
        block.initialize(manager, ai.djl.ndarray.types.DataType.FLOAT32, new Shape(1, 2));
        return Preflight.check(block, loss, new NDList(x), new NDList(y));
    }
}
