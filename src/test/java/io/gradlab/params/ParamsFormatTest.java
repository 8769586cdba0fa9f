package io.gradlab.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Model;
import ai.djl.basicmodelzoo.basic.Mlp;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import io.gradlab.core.Text;
import io.gradlab.core.UserMistake;
import io.gradlab.engine.Torch;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.StateDict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code .params} between this program and DJL itself. */
@Tag("engine")
class ParamsFormatTest {

    private static final StateDict STATE = Samples.state(2, 5, 3);
    private static final Shape ONE_EXAMPLE = new Shape(1, 2);

    @TempDir Path directory;

    /** Values of all parameters that {@link #saveByDjl} saved last, as DJL gives them. */
    private List<float[]> savedValues = List.of();

    @BeforeAll
    static void configureEngine() {
        Torch.configure();
    }

    private static MlpBlock network() {
        return new MlpBlock(new MlpArchitecture(2, List.of(5, 3), Samples.LEAKY));
    }

    /** Saves with DJL alone, after the block is initialised; returns the file. */
    private Path saveByDjl(Block block, Shape input, DataType type) throws Exception {
        try (Model model = Model.newInstance("best")) {
            model.setBlock(block);
            model.setDataType(type);
            block.initialize(model.getNDManager(), type, input);
            if (block instanceof MlpBlock network) {
                network.loadStateDict(STATE);
            }
            model.save(directory, "best");
            savedValues =
                    block.getParameters().values().stream()
                            .map(parameter -> floats(parameter.getArray()))
                            .toList();
        }
        return directory.resolve("best-0000.params");
    }

    private static float[] floats(NDArray array) {
        return array.toType(DataType.FLOAT32, false).toFloatArray();
    }

    private Path saveByDjl(Block block) throws Exception {
        return saveByDjl(block, ONE_EXAMPLE, DataType.FLOAT32);
    }

    private static Linear linear(int units) {
        return Linear.builder().setUnits(units).build();
    }

    @Test
    void write_thenDjlLoads_sameValuesAndProperties() throws Exception {
        ParameterFile.write(directory.resolve("best-0000.params"), Samples.saved(STATE));
        try (Model model = Model.newInstance("best")) {
            MlpBlock network = network();
            model.setBlock(network);
            model.load(directory, "best");
            assertThat(network.stateDict()).isEqualTo(STATE);
            assertThat(model.getProperty("gradlab.activation")).isEqualTo("leaky_relu");
            assertThat(model.getProperty("gradlab.slope")).isEqualTo("0.2");
            assertThat(model.getProperty("gradlab.widths")).isEqualTo("2-5-3-1");
            assertThat(model.getProperty("seed")).isEqualTo("7");
            NDArray x = model.getNDManager().create(new float[] {1, 2}, ONE_EXAMPLE);
            ParameterStore store = new ParameterStore(model.getNDManager(), false);
            NDList output = network.forward(store, new NDList(x), false);
            assertThat(output.singletonOrThrow().getShape()).isEqualTo(new Shape(1, 1));
        }
    }

    @Test
    void write_withoutProperties_bytesOfDjl() throws Exception {
        byte[] djl = Files.readAllBytes(saveByDjl(network()));
        assertThat(Samples.djl("best", new TreeMap<>(), STATE)).isEqualTo(djl);
    }

    @Test
    void write_twice_sameBytes() {
        ParamsFormat format = new ParamsFormat();
        assertThat(format.encode("best", Samples.saved(STATE)))
                .isEqualTo(format.encode("best", Samples.saved(STATE)));
    }

    @Test
    void read_fileOfDjl_sameValuesNoActivation() throws Exception {
        SavedParameters read = ParameterFile.read(saveByDjl(network()));
        assertThat(read.parameters()).isEqualTo(STATE);
        assertThat(read.activation()).isNull();
        assertThat(read.properties()).isEmpty();
    }

    @Test
    void read_fileOfDjlInitialisedWithManyRows_sameValues() throws Exception {
        Path file = saveByDjl(network(), new Shape(640, 2), DataType.FLOAT32);
        assertThat(ParameterFile.read(file).parameters()).isEqualTo(STATE);
    }

    @Test
    void read_ownFileSavedAnewByDjl_acceptedAsLongAsNothingIsChanged() throws Exception {
        ParameterFile.write(directory.resolve("best-0000.params"), Samples.saved(STATE));
        try (Model model = Model.newInstance("best")) {
            model.setBlock(network());
            model.load(directory, "best");
            model.getBlock().initialize(model.getNDManager(), DataType.FLOAT32, ONE_EXAMPLE);
            model.save(directory, "again");
            SavedParameters again = ParameterFile.read(directory.resolve("again-0000.params"));
            assertThat(again.parameters()).isEqualTo(STATE);
            assertThat(again.activation()).isEqualTo(Samples.LEAKY);
            assertThat(again.notes().stream().map(Text::toString))
                    .containsExactly(
                            "saved anew by another program; its tensors are those that were sealed");

            model.getBlock().getParameters().get("02fc2_bias").getArray().subi(1);
            model.save(directory, "changed");
            assertThatThrownBy(() -> ParameterFile.read(directory.resolve("changed-0000.params")))
                    .isInstanceOf(UserMistake.class)
                    .hasMessageContaining(
                            "1 of its 6 tensors, fc2.bias, are not those that were sealed")
                    .hasMessageContaining("remove the properties starting with 'gradlab.'");
            model.getProperties().keySet().removeIf(key -> key.startsWith("gradlab."));
            model.save(directory, "clean");
        }
        SavedParameters read = ParameterFile.read(directory.resolve("clean-0000.params"));
        assertThat(read.parameters().get("fc2.weight")).isEqualTo(STATE.get("fc2.weight"));
        assertThat(read.properties()).containsEntry("seed", "7");
    }

    static Stream<Block> chains() {
        return Stream.of(
                new SequentialBlock()
                        .add(linear(4))
                        .add(Activation.reluBlock())
                        .add(linear(3))
                        .add(Activation.tanhBlock())
                        .add(linear(1)),
                new SequentialBlock()
                        .add(
                                new SequentialBlock()
                                        .add(Blocks.identityBlock())
                                        .add(linear(4))
                                        .add(Dropout.builder().optRate(0.1f).build()))
                        .add(new SequentialBlock().add(Activation::sigmoid).add(linear(3)))
                        .add(new LambdaBlock(Activation::relu))
                        .add(new SequentialBlock().add(new SequentialBlock().add(linear(1)))));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void read_linearLayersInAnyNesting_mappedInOrder(Block block) throws Exception {
        StateDict read = ParameterFile.read(saveByDjl(block)).parameters();
        assertThat(read.names())
                .containsExactly(
                        "fc1.weight",
                        "fc1.bias",
                        "fc2.weight",
                        "fc2.bias",
                        "fc3.weight",
                        "fc3.bias");
        for (int i = 0; i < savedValues.size(); i++) {
            assertThat(read.tensors().get(i).values()).isEqualTo(savedValues.get(i));
        }
        assertThat(read.architecture(Samples.LEAKY).widths()).isEqualTo("2-4-3-1");
    }

    @Test
    void read_flattenedImageBeforeLinearLayers_accepted() throws Exception {
        Block block =
                new SequentialBlock()
                        .add(Blocks.batchFlattenBlock(6))
                        .add(linear(4))
                        .add(linear(1));
        Path file = saveByDjl(block, new Shape(1, 2, 3), DataType.FLOAT32);
        assertThat(ParameterFile.read(file).parameters().get("fc1.weight").shape())
                .containsExactly(4, 6);
    }

    static Stream<Arguments> foreignModels() {
        Shape image = new Shape(1, 1, 8, 8);
        Block convolution =
                new SequentialBlock()
                        .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(2).build())
                        .add(Blocks.batchFlattenBlock())
                        .add(linear(3))
                        .add(linear(1));
        Block fork =
                new ParallelBlock(
                        lists -> new NDList(lists.get(0).head().concat(lists.get(1).head(), 1)),
                        List.of(linear(2), linear(3)));
        return Stream.of(
                Arguments.of(convolution, image, "without convolution, normalisation"),
                Arguments.of(
                        row(linear(3), BatchNorm.builder().build(), linear(1)),
                        ONE_EXAMPLE,
                        "without convolution, normalisation"),
                Arguments.of(
                        row(linear(3), LayerNorm.builder().build(), linear(1)), ONE_EXAMPLE, ""),
                Arguments.of(row(fork, linear(1)), ONE_EXAMPLE, "only layers in a row"),
                Arguments.of(
                        row(linear(3), linear(4)),
                        ONE_EXAMPLE,
                        "fc2.weight gives 4 outputs, as of so many classes or values"),
                Arguments.of(row(linear(1)), ONE_EXAMPLE, "it holds one layer"),
                Arguments.of(row(Blocks.identityBlock()), ONE_EXAMPLE, "no linear layer"));
    }

    private static Block row(Block... blocks) {
        return new SequentialBlock().addAll(blocks);
    }

    @ParameterizedTest
    @MethodSource("foreignModels")
    void read_otherModelOfDjl_refused(Block block, Shape input, String message) throws Exception {
        Path file = saveByDjl(block, input, DataType.FLOAT32);
        assertThatThrownBy(() -> ParameterFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void read_float64OfDjl_roundedAndSaid() throws Exception {
        Path file = saveByDjl(row(linear(3), linear(1)), ONE_EXAMPLE, DataType.FLOAT64);
        SavedParameters read = ParameterFile.read(file);
        assertThat(read.notes().stream().map(Text::toString))
                .containsExactly(ROW_OF_TWO, "float64 converted to float32");
        for (int i = 0; i < savedValues.size(); i++) {
            assertThat(read.parameters().tensors().get(i).values()).isEqualTo(savedValues.get(i));
        }
    }

    private static final String ROW_OF_TWO =
            "2 linear layers in a row assumed, fc1 to fc2: DJL's file of a block with branches would"
                    + " look the same";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void read_layerWithoutBias_zerosAndSaid(boolean last) throws Exception {
        Path file = saveByDjl(row(withoutBias(3), last ? linear(1) : withoutBias(1)));
        SavedParameters read = ParameterFile.read(file);
        assertThat(read.parameters().get("fc1.bias").values()).containsExactly(0, 0, 0);
        assertThat(read.parameters().get("fc1.weight").values()).isEqualTo(savedValues.get(0));
        assertThat(read.notes().stream().map(Text::toString))
                .containsExactly(
                        last ? "no bias of fc1: zeros" : "no bias of fc1, fc2: zeros", ROW_OF_TWO);
    }

    private static Linear withoutBias(int units) {
        return Linear.builder().setUnits(units).optBias(false).build();
    }

    /** Softmax of (a, b) gives class 1 the sigmoid of b - a. */
    @Test
    void read_twoLogits_becomeOneAndSaid() throws Exception {
        SavedParameters read = ParameterFile.read(saveByDjl(row(linear(3), linear(2))));
        float[] rows = savedValues.get(2);
        assertThat(read.parameters().get("fc2.weight").values())
                .containsExactly(rows[3] - rows[0], rows[4] - rows[1], rows[5] - rows[2]);
        assertThat(read.parameters().get("fc2.bias").values())
                .containsExactly(savedValues.get(3)[1] - savedValues.get(3)[0]);
        assertThat(read.notes().get(0).toString()).startsWith("two logits read as one");
    }

    /** Two branches that are added; the bytes are those of a row, which is said. */
    @Test
    void read_branches_asARowAndSaid() throws Exception {
        Block branches =
                new ParallelBlock(
                        lists -> new NDList(lists.get(0).head().add(lists.get(1).head())),
                        List.of(linear(2), linear(2)));
        SavedParameters read = ParameterFile.read(saveByDjl(row(branches, linear(1))));
        assertThat(read.parameters().architecture(Samples.LEAKY).widths()).isEqualTo("2-2-2-1");
        assertThat(read.notes().stream().map(Text::toString))
                .containsExactly(ROW_OF_TWO.replaceFirst("2", "3").replace("fc2", "fc3"));
    }

    @Test
    void read_weightsOfDjl_asInputsByUnits_refused() throws Exception {
        Path file = saveByDjl(row(linear(3), linear(1)));
        assertThat(ParameterFile.read(file, false).parameters().names()).hasSize(4);
        assertThatThrownBy(() -> ParameterFile.read(file, true))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("its weights are (units, inputs) by its own account");
    }

    static Stream<Arguments> ownBlocksOfDjl() {
        return Stream.of(
                Arguments.of(
                        DjlBlock.SEQUENTIAL,
                        new SequentialBlock()
                                .add(linear(5))
                                .add(Activation::tanh)
                                .add(linear(3))
                                .add(Activation.tanhBlock())
                                .add(linear(1))),
                Arguments.of(DjlBlock.ZOO, new Mlp(2, 1, new int[] {5, 3}, Activation::tanh)));
    }

    /** Both ways: DJL's classes compute with our file what our network computes with theirs. */
    @ParameterizedTest
    @MethodSource("ownBlocksOfDjl")
    void write_forABlockOfDjl_thenDjlLoads_sameLogitsAndBytes(DjlBlock kind, Block block)
            throws Exception {
        SavedParameters saved = Samples.saved(Samples.drawn(2, 5, 3));
        ParameterFile.write(directory.resolve("best-0000.params"), saved, kind);
        assertThat(ParameterFile.read(directory.resolve("best-0000.params"))).isEqualTo(saved);
        float[] ours;
        try (Model model = Model.newInstance("best")) {
            MlpBlock network =
                    new MlpBlock(new MlpArchitecture(2, List.of(5, 3), ActivationFunction.TANH));
            model.setBlock(network);
            network.initialize(model.getNDManager(), DataType.FLOAT32, ONE_EXAMPLE);
            network.loadStateDict(saved.parameters());
            ours = logits(model);
        }
        try (Model model = Model.newInstance("best")) {
            model.setBlock(block);
            model.load(directory, "best");
            assertThat(logits(model)).isEqualTo(ours);
            block.initialize(model.getNDManager(), DataType.FLOAT32, ONE_EXAMPLE);
            model.getProperties().clear();
            model.save(directory, "djl");
        }
        Path djl = directory.resolve("djl-0000.params");
        SavedParameters read = ParameterFile.read(djl);
        assertThat(read.parameters()).isEqualTo(saved.parameters());
        assertThat(read.notes()).hasSize(1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ParamsWriter.write(bytes, "djl", Map.of(), saved.parameters(), kind);
        assertThat(bytes.toByteArray()).isEqualTo(Files.readAllBytes(djl));
    }

    private static float[] logits(Model model) {
        NDArray x = model.getNDManager().create(new float[] {1, 2, -0.5f, 0.25f}, new Shape(2, 2));
        ParameterStore store = new ParameterStore(model.getNDManager(), false);
        return model.getBlock()
                .forward(store, new NDList(x), false)
                .singletonOrThrow()
                .toFloatArray();
    }

    @Test
    void write_forABlockOfDjl_inAnotherFormat_refused() {
        assertThatThrownBy(
                        () ->
                                ParameterFile.write(
                                        directory.resolve("best.npz"),
                                        Samples.saved(STATE),
                                        DjlBlock.ZOO))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("a block of DJL is loaded from a .params");
    }

    @Test
    void read_nonFiniteFileOfDjl_refused() throws IOException {
        Path file = directory.resolve("foreign-0000.params");
        Files.write(file, Samples.djl("foreign", Map.of(), Samples.diverged()));
        assertThatThrownBy(() -> ParameterFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fc1.bias holds -Infinity, but values must be finite");
    }

    @Test
    void write_textTooLongForDjl_refusedAndNothingWritten() {
        Path file = directory.resolve("long-0000.params");
        SavedParameters saved =
                new SavedParameters(STATE, Samples.LEAKY, Map.of("note", "x".repeat(70_000)));
        assertThatThrownBy(() -> ParameterFile.write(file, saved))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longer than 65535 bytes");
        assertThat(file).doesNotExist();
    }
}
