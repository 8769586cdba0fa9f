package io.gradlab.health;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.embedding.TrainableWordEmbedding;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss;
import ai.djl.util.PairList;
import io.gradlab.engine.Torch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever block and data: nothing is thrown into the training, the parameters come out the same to
 * the last bit as without the listener, and there is a report.
 */
class SurvivalTest {

    private static final int STEPS = 14;
    private static final int ROWS = 24;
    private static final int FEATURES = 6;

    private static final Map<String, TrainedBlock> CASES = new LinkedHashMap<>();

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    private static NDArray random(NDManager manager, long... shape) {
        Shape dimensions = new Shape(shape);
        Random random = new Random(1);
        float[] values = new float[(int) dimensions.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, dimensions);
    }

    private static NDList features(NDManager manager) {
        return new NDList(random(manager, ROWS, FEATURES));
    }

    private static NDList binary(NDManager manager) {
        float[] labels = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            labels[i] = i % 3 == 0 ? 1 : 0;
        }
        return new NDList(manager.create(labels, new Shape(ROWS, 1)));
    }

    private static Block linear(long units) {
        return Linear.builder().setUnits(units).build();
    }

    private static SequentialBlock mlp() {
        return new SequentialBlock()
                .add(linear(5))
                .add(Activation::relu)
                .add(linear(4))
                .add(Activation::tanh)
                .add(linear(1));
    }

    private static Loss logits() {
        return new SigmoidBinaryCrossEntropyLoss();
    }

    private static TrainedBlock flat(Supplier<Block> block) {
        return new TrainedBlock(block, logits(), SurvivalTest::features, SurvivalTest::binary);
    }

    private static TrainedBlock shaped(Supplier<Block> block, long... shape) {
        return new TrainedBlock(
                block,
                logits(),
                manager -> new NDList(random(manager, shape)),
                SurvivalTest::binary);
    }

    private static void fill(Block block, float value) {
        for (Parameter parameter : block.getParameters().values()) {
            parameter.getArray().stopGradient().muli(0).addi(value);
        }
    }

    private static NDList spoilt(NDManager manager, float value) {
        NDArray array = random(manager, ROWS, FEATURES);
        float[] values = array.toFloatArray();
        values[7] = value;
        return new NDList(manager.create(values, array.getShape()));
    }

    static Stream<String> names() {
        cases();
        return CASES.keySet().stream();
    }

    private static void add(String name, TrainedBlock block) {
        CASES.put(name, block);
    }

    private static void cases() {
        add("plain", flat(SurvivalTest::mlp));
        add(
                "NaN in the inputs",
                flat(SurvivalTest::mlp).withInputs((m, s) -> spoilt(m, Float.NaN)));
        add(
                "infinite inputs from step 4 on",
                flat(SurvivalTest::mlp)
                        .withInputs(
                                (m, s) ->
                                        s < 4 ? features(m) : spoilt(m, Float.NEGATIVE_INFINITY)));
        add("NaN parameters", flat(SurvivalTest::mlp).withFault(block -> fill(block, Float.NaN)));
        add("huge parameters", flat(SurvivalTest::mlp).withFault(block -> fill(block, 1e30f)));
        add("zero parameters", flat(SurvivalTest::mlp).withFault(block -> fill(block, 0)));
        add("labels of -1 and 7", flat(SurvivalTest::mlp).withLabels((m, s) -> odd(m)));
        add(
                "an empty batch among others",
                flat(SurvivalTest::mlp)
                        .withInputs((m, s) -> s == 3 ? empty(m, FEATURES) : features(m))
                        .withLabels((m, s) -> s == 3 ? empty(m, 1) : binary(m)));
        add(
                "batches of changing size",
                flat(SurvivalTest::mlp)
                        .withInputs((m, s) -> rows(features(m), ROWS - s))
                        .withLabels((m, s) -> rows(binary(m), ROWS - s)));
        add(
                "layers without parameters",
                flat(
                        () ->
                                new SequentialBlock()
                                        .add(Blocks.batchFlattenBlock())
                                        .add(LambdaBlock.singleton(x -> x))
                                        .add(Activation.reluBlock())
                                        .add(linear(3))
                                        .add(Activation.geluBlock())
                                        .add(linear(1))
                                        .add(LambdaBlock.singleton(x -> x.mul(1)))));
        add("frozen layer", flat(() -> frozen()));
        add("frozen weights", flat(() -> mostlyFrozen()));
        add("a block that takes part twice", flat(() -> shared()));
        add("twenty levels deep", flat(() -> nested(20)));
        add("a parallel block", flat(() -> parallel()));
        add("a layer that takes no part", flat(() -> new Unused()));
        add("convolution", shaped(() -> convolution(), ROWS, 2, 8, 8));
        add("batch norm", flat(() -> normalised(BatchNorm.builder().build())));
        add("layer norm", flat(() -> normalised(LayerNorm.builder().build())));
        add("dropout", flat(() -> normalised(Dropout.builder().optRate(0.5f).build())));
        add("LSTM", shaped(() -> recurrent(lstm()), ROWS, 5, 3));
        add("GRU", shaped(() -> recurrent(gru()), ROWS, 5, 3));
        add("embedding", embedding());
        add("float64", doubles());
        add("two inputs", twoInputs());
        add("regression", flat(SurvivalTest::mlp).withLoss(Loss.l2Loss()));
        add(
                "several classes, sparse",
                flat(() ->
                                new SequentialBlock()
                                        .add(linear(5))
                                        .add(Activation::relu)
                                        .add(linear(3)))
                        .withLoss(Loss.softmaxCrossEntropyLoss())
                        .withLabels((m, s) -> classes(m)));
        add(
                "several classes, one column each",
                flat(() ->
                                new SequentialBlock()
                                        .add(linear(5))
                                        .add(Activation::relu)
                                        .add(linear(3)))
                        .withLoss(Loss.softmaxCrossEntropyLoss("loss", 1, -1, false, true))
                        .withLabels((m, s) -> new NDList(classes(m).head().flatten().oneHot(3))));
    }

    private static NDList odd(NDManager manager) {
        NDArray labels = binary(manager).head();
        return new NDList(labels.mul(8).sub(1));
    }

    private static NDList empty(NDManager manager, long width) {
        return new NDList(manager.create(new float[0], new Shape(0, width)));
    }

    private static NDList rows(NDList all, int number) {
        return new NDList(all.head().get("0:" + number));
    }

    private static NDList classes(NDManager manager) {
        float[] classes = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            classes[i] = i % 3;
        }
        return new NDList(manager.create(classes, new Shape(ROWS, 1)));
    }

    private static Block frozen() {
        SequentialBlock block = mlp();
        block.getChildren().values().get(0).freezeParameters(true);
        return block;
    }

    private static Block mostlyFrozen() {
        SequentialBlock block = mlp();
        block.freezeParameters(true, parameter -> parameter.getType() == Parameter.Type.WEIGHT);
        return block;
    }

    private static Block shared() {
        Block twice = linear(FEATURES);
        return new SequentialBlock()
                .add(twice)
                .add(Activation::tanh)
                .add(twice)
                .add(Activation::tanh)
                .add(linear(1));
    }

    private static Block nested(int levels) {
        SequentialBlock block = mlp();
        for (int level = 0; level < levels; level++) {
            block = new SequentialBlock().add(block);
        }
        return block;
    }

    private static Block parallel() {
        return new SequentialBlock()
                .add(
                        new ParallelBlock(
                                outputs ->
                                        new NDList(
                                                outputs.get(0).head().add(outputs.get(1).head())),
                                List.of(
                                        new SequentialBlock().add(linear(4)).add(Activation::relu),
                                        linear(4))))
                .add(linear(1));
    }

    private static Block convolution() {
        return new SequentialBlock()
                .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(3).build())
                .add(BatchNorm.builder().build())
                .add(Activation::relu)
                .add(Pool.maxPool2dBlock(new Shape(2, 2)))
                .add(Blocks.batchFlattenBlock())
                .add(linear(1));
    }

    private static Block normalised(Block norm) {
        return new SequentialBlock().add(linear(5)).add(norm).add(Activation::relu).add(linear(1));
    }

    private static Block lstm() {
        return LSTM.builder()
                .setStateSize(4)
                .setNumLayers(1)
                .optBatchFirst(true)
                .optReturnState(false)
                .build();
    }

    private static Block gru() {
        return GRU.builder()
                .setStateSize(4)
                .setNumLayers(2)
                .optBatchFirst(true)
                .optReturnState(false)
                .build();
    }

    private static Block recurrent(Block recurrent) {
        return new SequentialBlock()
                .add(recurrent)
                .add(LambdaBlock.singleton(x -> x.get(":, -1, :")))
                .add(linear(1));
    }

    private static TrainedBlock embedding() {
        return new TrainedBlock(
                () ->
                        new SequentialBlock()
                                .add(words())
                                .add(Blocks.batchFlattenBlock())
                                .add(linear(1)),
                logits(),
                manager -> new NDList(items(manager)),
                SurvivalTest::binary);
    }

    private static Block words() {
        return new TrainableWordEmbedding(
                new DefaultVocabulary(List.of("a", "b", "c", "d", "e")), 4);
    }

    private static NDArray items(NDManager manager) {
        int[] items = new int[ROWS * 3];
        for (int i = 0; i < items.length; i++) {
            items[i] = i % 5;
        }
        return manager.create(items, new Shape(ROWS, 3));
    }

    private static TrainedBlock doubles() {
        return flat(SurvivalTest::initialisedInFloat64)
                .withInputs((m, s) -> new NDList(features(m).head().toType(DataType.FLOAT64, true)))
                .withLabels((m, s) -> new NDList(binary(m).head().toType(DataType.FLOAT64, true)));
    }

    private static Block initialisedInFloat64() {
        Block block = mlp();
        block.setInitializer(new XavierInitializer(), Parameter.Type.WEIGHT);
        block.initialize(
                NDManager.newBaseManager(Device.cpu()),
                DataType.FLOAT64,
                new Shape(ROWS, FEATURES));
        return block;
    }

    private static TrainedBlock twoInputs() {
        return flat(() -> new SumOfTwo())
                .withInputs(
                        (m, s) -> new NDList(random(m, ROWS, FEATURES), random(m, ROWS, FEATURES)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void training_isTheSameToTheLastBit(String name) {
        TrainedBlock block = CASES.get(name);
        HealthListener health = HealthListener.builder().build();

        List<float[]> without = block.train(STEPS);
        List<float[]> with = block.train(STEPS, health);

        assertThat(with).hasSameSizeAs(without);
        for (int i = 0; i < with.size(); i++) {
            assertThat(with.get(i)).as(name + ", parameter " + i).isEqualTo(without.get(i));
        }
        HealthReport report = health.report();
        assertThat(report.observations().steps()).isEqualTo(STEPS);
        assertThat(report.observations().readings()).isNotEmpty();
        assertThat(report.toString()).startsWith("Diagnosis: ");
        assertThat(report.toJson()).contains("\"observations\"");
        assertThat(report.observations().notes())
                .as(report.toString())
                .noneMatch(note -> note.toString().contains("not everything was read"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void preflight_changesNothing(String name) {
        TrainedBlock block = CASES.get(name);
        block.with(
                new TrainingListener[0],
                trainer -> {
                    try (NDManager scratch = trainer.getManager().newSubManager()) {
                        List<float[]> before = state(trainer.getModel().getBlock());
                        HealthReport report =
                                Preflight.check(
                                        trainer.getModel().getBlock(),
                                        trainer.getLoss(),
                                        block.inputs().apply(scratch, 1),
                                        block.labels().apply(scratch, 1));
                        assertThat(report.toString()).startsWith("Diagnosis: ");
                        assertThat(report.observations().readings()).hasSize(1);
                        List<float[]> after = state(trainer.getModel().getBlock());
                        for (int i = 0; i < before.size(); i++) {
                            assertThat(after.get(i)).as(name + " " + i).isEqualTo(before.get(i));
                        }
                        return report;
                    }
                });
    }

    /** Parameters and gradients. */
    private static List<float[]> state(Block block) {
        List<float[]> state = new ArrayList<>(TrainedBlock.values(block));
        for (Parameter parameter : block.getParameters().values()) {
            if (parameter.getArray().hasGradient()) {
                state.add(parameter.getArray().getGradient().toFloatArray());
            }
        }
        return state;
    }

    /** Has a layer that its forward pass leaves out: no gradient ever reaches it. */
    private static final class Unused extends AbstractBlock {

        private final Block used = addChildBlock("used", linear(1));
        private final Block unused = addChildBlock("unused", linear(2));

        @Override
        protected NDList forwardInternal(
                ParameterStore store,
                NDList inputs,
                boolean training,
                @Nullable PairList<String, Object> arguments) {
            return used.forward(store, inputs, training);
        }

        @Override
        protected void initializeChildBlocks(
                NDManager manager, DataType type, Shape... inputShapes) {
            used.initialize(manager, type, inputShapes);
            unused.initialize(manager, type, inputShapes);
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return used.getOutputShapes(inputShapes);
        }
    }

    /** Takes two arrays. */
    private static final class SumOfTwo extends AbstractBlock {

        private final Block first = addChildBlock("first", linear(3));
        private final Block second = addChildBlock("second", linear(3));
        private final Block last = addChildBlock("last", linear(1));

        @Override
        protected NDList forwardInternal(
                ParameterStore store,
                NDList inputs,
                boolean training,
                @Nullable PairList<String, Object> arguments) {
            NDArray sum =
                    first.forward(store, new NDList(inputs.get(0)), training)
                            .head()
                            .add(second.forward(store, new NDList(inputs.get(1)), training).head());
            return last.forward(store, new NDList(Activation.relu(sum)), training);
        }

        @Override
        protected void initializeChildBlocks(
                NDManager manager, DataType type, Shape... inputShapes) {
            first.initialize(manager, type, inputShapes[0]);
            second.initialize(manager, type, inputShapes[1]);
            last.initialize(manager, type, first.getOutputShapes(new Shape[] {inputShapes[0]}));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return new Shape[] {new Shape(inputShapes[0].get(0), 1)};
        }
    }
}
