package io.gradlab.health;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.basicmodelzoo.basic.Mlp;
import ai.djl.basicmodelzoo.cv.classification.ResNetV1;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import io.gradlab.engine.Torch;
import io.gradlab.health.diagnosis.Finding;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.Quantity;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Blocks that are not ours, on synthetic data: as they are, and with one fault each. */
class RealBlocksTest {

    private static final int ROWS = 96;
    private static final int CLASSES = 3;

    private static final int FEATURES = 12;
    private static final int SIDE = 12;
    private static final int TIMES = 6;
    private static final int CHANNELS = 4;

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    private static int classOf(int row) {
        return row % CLASSES;
    }

    private static NDList classes(NDManager manager) {
        float[] classes = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            classes[row] = classOf(row);
        }
        return new NDList(manager.create(classes, new Shape(ROWS, 1)));
    }

    /** Noise of standard deviation 1, and a pattern of the class that is as large. */
    private static NDArray examples(NDManager manager, long... shape) {
        Random random = new Random(11);
        int size = 1;
        for (long dimension : shape) {
            size *= (int) dimension;
        }
        float[][] patterns = new float[CLASSES][size];
        for (float[] pattern : patterns) {
            for (int i = 0; i < size; i++) {
                pattern[i] = (float) random.nextGaussian();
            }
        }
        float[] values = new float[ROWS * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() + patterns[classOf(i / size)][i % size];
        }
        Shape rows = new Shape(ROWS);
        for (long dimension : shape) {
            rows = rows.add(dimension);
        }
        return manager.create(values, rows);
    }

    private static TrainedBlock mlp() {
        return new TrainedBlock(
                () -> new Mlp(FEATURES, CLASSES, new int[] {24, 16}),
                Loss.softmaxCrossEntropyLoss(),
                manager -> new NDList(examples(manager, FEATURES)),
                RealBlocksTest::classes);
    }

    private static TrainedBlock resNet() {
        return new TrainedBlock(
                () ->
                        ResNetV1.builder()
                                .setNumLayers(8)
                                .setImageShape(new Shape(2, SIDE, SIDE))
                                .setOutSize(CLASSES)
                                .build(),
                Loss.softmaxCrossEntropyLoss(),
                manager -> new NDList(examples(manager, 2, SIDE, SIDE)),
                RealBlocksTest::classes);
    }

    private static TrainedBlock lstm() {
        return new TrainedBlock(
                () ->
                        new SequentialBlock()
                                .add(
                                        LSTM.builder()
                                                .setStateSize(12)
                                                .setNumLayers(1)
                                                .optBatchFirst(true)
                                                .optReturnState(false)
                                                .build())
                                .add(LambdaBlock.singleton(x -> x.get(":, -1, :")))
                                .add(Linear.builder().setUnits(CLASSES).build()),
                Loss.softmaxCrossEntropyLoss(),
                manager -> new NDList(examples(manager, TIMES, CHANNELS)),
                RealBlocksTest::classes);
    }

    private static HealthReport train(TrainedBlock block, int steps, float learningRate) {
        HealthListener health = HealthListener.builder().build();
        block.train(steps, learningRate, health);
        HealthReport report = health.report();
        assertThat(report.observations().notes()).as(report.toString()).isEmpty();
        return report;
    }

    private static void assertHealthy(HealthReport report) {
        assertThat(report.diagnosis().healthy()).as(report.toString()).isTrue();
        assertThat(report.headline().toString()).as(report.toString()).startsWith("healthy");
    }

    private static void assertFirst(HealthReport report, Pathology... expected) {
        assertThat(report.diagnosis().healthy()).as(report.toString()).isFalse();
        assertFirstSign(report, expected);
    }

    /** An alarm, a warning or the risk of a start. */
    private static void assertFirstSign(HealthReport report, Pathology... expected) {
        assertThat(report.diagnosis().causes().get(0).finding().pathology())
                .as(report.toString())
                .isIn((Object[]) expected);
    }

    private static void set(Block block, Parameter.Type type, float value) {
        for (Parameter parameter : block.getParameters().values()) {
            if (parameter.getType() == type) {
                parameter.getArray().stopGradient().muli(0).addi(value);
            }
        }
    }

    private static HealthReport preflight(TrainedBlock block) {
        return block.with(
                new TrainingListener[0],
                trainer -> {
                    try (NDManager scratch = trainer.getManager().newSubManager()) {
                        return Preflight.check(
                                trainer.getModel().getBlock(),
                                trainer.getLoss(),
                                block.inputs().apply(scratch, 1),
                                block.labels().apply(scratch, 1));
                    }
                });
    }

    @Test
    void mlp_asItIs_isHealthy() {
        HealthReport report = train(mlp(), 200, 0.1f);

        assertHealthy(report);
        assertThat(report.observations().layers())
                .extracting(Layer::function)
                .containsExactly("relu", "relu", "linear");
        assertThat(report.observations().layers())
                .extracting(Layer::units)
                .containsExactly(24, 16, CLASSES);
    }

    @Test
    void mlp_withConstantWeights_hasSymmetricUnits() {
        TrainedBlock faulty = mlp().withFault(block -> set(block, Parameter.Type.WEIGHT, 0.1f));

        assertFirst(train(faulty, 200, 0.1f), Pathology.SYMMETRIC_UNITS);
        assertFirstSign(preflight(faulty), Pathology.SYMMETRIC_UNITS);
    }

    @Test
    void mlp_withNegativeBiases_hasDeadUnits() {
        TrainedBlock faulty = mlp().withFault(block -> set(block, Parameter.Type.BIAS, -50));

        assertFirst(train(faulty, 200, 0.1f), Pathology.DEAD_UNITS);
        assertFirst(preflight(faulty), Pathology.DEAD_UNITS);
    }

    @Test
    void mlp_withSoftmaxBeforeALossOfLogits_hasALossMismatch() {
        TrainedBlock probabilities =
                new TrainedBlock(
                        () ->
                                new SequentialBlock()
                                        .add(new Mlp(FEATURES, CLASSES, new int[] {24, 16}))
                                        .add(x -> new NDList(x.head().softmax(-1))),
                        Loss.softmaxCrossEntropyLoss(),
                        manager -> new NDList(examples(manager, FEATURES)),
                        RealBlocksTest::classes);

        assertThat(preflight(probabilities).diagnosis().findings())
                .extracting(Finding::pathology)
                .contains(Pathology.LOSS_MISMATCH);
        TrainedBlock logits =
                mlp().withLoss(new SoftmaxCrossEntropyLoss("loss", 1, -1, true, false));
        assertFirst(preflight(logits), Pathology.LOSS_MISMATCH);
    }

    @Test
    void resNet_asItIs_isHealthy() {
        assertHealthy(train(resNet(), 40, 0.1f));
    }

    @Test
    void resNet_atAHugeRate_isNamedForIt() {
        assertFirst(
                train(resNet(), 40, 1000), Pathology.LEARNING_RATE_TOO_LARGE, Pathology.NON_FINITE);
    }

    @Test
    void lstm_asItIs_isHealthy() {
        HealthReport report = train(lstm(), 300, 0.5f);

        assertHealthy(report);
        // Twelve units, each with a row in four gates.
        assertThat(report.observations().readings().get(0).of(Quantity.EFFECTIVE_WIDTH))
                .containsEntry("01LSTM", 12.0);
    }

    @Test
    void lstm_withInputsOfTenThousand_hasUnscaledInputs() {
        TrainedBlock faulty =
                lstm().withInputs(
                                (manager, step) ->
                                        new NDList(examples(manager, TIMES, CHANNELS).mul(1e4f)));

        assertFirst(train(faulty, 300, 0.5f), Pathology.UNSCALED_INPUTS);
        assertFirstSign(preflight(faulty), Pathology.UNSCALED_INPUTS);
    }

    @Test
    void lstm_atATinyRate_hasTooSmallARate() {
        assertFirst(train(lstm(), 300, 1e-4f), Pathology.LEARNING_RATE_TOO_SMALL);
    }

    /** Tanh, so that the same block is alive without its biases. */
    @Test
    void mlp_ofTanh_isHealthyToo() {
        TrainedBlock tanh =
                new TrainedBlock(
                        () -> new Mlp(FEATURES, CLASSES, new int[] {24, 16}, Activation::tanh),
                        Loss.softmaxCrossEntropyLoss(),
                        manager -> new NDList(examples(manager, FEATURES)),
                        RealBlocksTest::classes);
        HealthReport report = train(tanh, 300, 0.1f);

        assertHealthy(report);
        assertThat(report.observations().layers())
                .extracting(Layer::function)
                .isEqualTo(List.of("tanh", "tanh", "linear"));
    }
}
