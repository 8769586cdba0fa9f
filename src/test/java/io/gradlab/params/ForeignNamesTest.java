package io.gradlab.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.core.UserMistake;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tensors as other programs name, turn and round them are the same parameters. */
class ForeignNamesTest {

    private static final int NETWORKS = 60;

    /** Weight and bias of a layer, from 1. */
    private static String[] names(String scheme, int layer, int layers) {
        boolean last = layer == layers;
        String hidden = last ? "" : String.valueOf(layer);
        IntFunction<String[]> dotted =
                number ->
                        new String[] {
                            scheme.formatted(number, "weight"), scheme.formatted(number, "bias")
                        };
        return switch (scheme) {
            case "fc1 fc2 out" -> pair(last ? "out" : "fc" + layer, ".weight", ".bias");
            case "classifier" ->
                    pair(last ? "net.classifier" : "net.linear" + hidden, ".weight", ".bias");
            case "keras 2" -> pair(keras(layer), "/kernel:0", "/bias:0");
            case "keras" -> pair(keras(layer), ".kernel", ".bias");
            case "keras 3" -> pair("layers/" + keras(layer), "/vars/0", "/vars/1");
            case "flax" -> pair("params/Dense_" + (layer - 1), "/kernel", "/bias");
            case "paper" -> new String[] {"W" + layer, "b" + layer};
            case "weights_0" -> new String[] {"weights_" + (layer - 1), "biases_" + (layer - 1)};
            case "sklearn" -> new String[] {"coefs_" + (layer - 1), "intercepts_" + (layer - 1)};
            case "paddle" -> pair("linear_" + (layer - 1), ".w_0", ".b_0");
            case "arr" -> new String[] {"arr_" + (2 * layer - 2), "arr_" + (2 * layer - 1)};
            case "arr blocks" -> new String[] {"arr_" + (layer - 1), "arr_" + (layers + layer - 1)};
            case "weight1" -> new String[] {"weight" + layer, "bias" + layer};
            default -> dotted.apply(scheme.startsWith("fc") ? layer : 3 * layer - 3);
        };
    }

    private static String[] pair(String layer, String weight, String bias) {
        return new String[] {layer + weight, layer + bias};
    }

    private static String keras(int layer) {
        return layer == 1 ? "dense" : "dense_" + (layer - 1);
    }

    static Stream<String> schemes() {
        return Stream.of(
                "fc%d.%s",
                "%d.%s",
                "module.%d.%s",
                "_orig_mod.module.net.%d.%s",
                "state_dict.model.layers.%d.linear.%s",
                "linear%d.%s",
                "l%d.%s",
                "fc1 fc2 out",
                "classifier",
                "keras",
                "keras 2",
                "keras 3",
                "flax",
                "paper",
                "weights_0",
                "sklearn",
                "paddle",
                "arr",
                "arr blocks",
                "weight1");
    }

    /** Whole numbers of eighths, which every type holds exactly. */
    private static StateDict network(Random random) {
        int layers = 2 + random.nextInt(11);
        boolean narrow = random.nextBoolean();
        List<Tensor> tensors = new ArrayList<>();
        int inputs = 1 + random.nextInt(narrow ? 2 : 6);
        for (int layer = 1; layer <= layers; layer++) {
            int units = layer == layers ? 1 : 1 + random.nextInt(narrow ? 2 : 6);
            tensors.add(tensor("fc" + layer + ".weight", random, units, inputs));
            tensors.add(tensor("fc" + layer + ".bias", random, units));
            inputs = units;
        }
        return new StateDict(tensors);
    }

    private static Tensor tensor(String name, Random random, int... shape) {
        float[] values = new float[IntStream.of(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (random.nextInt(255) - 127) / 8f;
        }
        return new Tensor(name, shape, values);
    }

    private static StateDict renamed(StateDict state, String scheme) {
        List<Tensor> tensors = new ArrayList<>();
        int layers = state.tensors().size() / 2;
        for (int i = 0; i < 2 * layers; i++) {
            Tensor tensor = state.tensors().get(i);
            String name = names(scheme, i / 2 + 1, layers)[i % 2];
            boolean row = scheme.equals("paper") && i % 2 == 1;
            int[] shape = row ? new int[] {tensor.values().length, 1} : tensor.shape();
            tensors.add(new Tensor(name, shape, tensor.values()));
        }
        return new StateDict(tensors);
    }

    /** All types, both ways, both formats, in any order of the file. */
    @ParameterizedTest
    @MethodSource("schemes")
    void decode_anyNumberedScheme_sameParameters(String scheme) {
        long seed = 314;
        Random random = new Random(seed);
        List<String> types = List.of("<f4", "<f8", ">f8", ">f4", "<f2", ">f2", "<b2");
        for (int i = 0; i < NETWORKS; i++) {
            StateDict state = network(random);
            boolean turned = random.nextBoolean();
            String type = types.get(random.nextInt(types.size()));
            ForeignFile file = ForeignFile.of(renamed(state, scheme)).transposed(type);
            file = (turned ? file : file.transposed(type)).shuffled(random);
            boolean npz = !type.equals("<b2") && (type.startsWith(">") || random.nextBoolean());
            SavedParameters read =
                    npz
                            ? new NpzFormat().decode(file.npz())
                            : new SafetensorsFormat().decode(file.safetensors());
            assertThat(read.parameters())
                    .as("%s, network %d of seed %d, %s, turned %s", scheme, i, seed, type, turned)
                    .isEqualTo(state);
            String notes = read.notes().toString();
            assertThat(notes.contains("to float32")).isEqualTo(!type.endsWith("f4"));
            assertThat(notes.contains("read as")).isEqualTo(!scheme.equals("fc%d.%s"));
        }
    }

    /** Without biases, half of the networks with two logits: a wrong reading would be silent. */
    @ParameterizedTest
    @MethodSource("schemes")
    void decode_withoutBiases_sameParametersOrRefused(String scheme) {
        Random random = new Random(2718);
        int refused = 0;
        for (int i = 0; i < NETWORKS; i++) {
            StateDict state = network(random);
            StateDict named = renamed(state, scheme);
            List<Tensor> weights =
                    IntStream.range(0, named.tensors().size())
                            .filter(index -> index % 2 == 0)
                            .mapToObj(index -> named.tensors().get(index))
                            .toList();
            ForeignFile file = ForeignFile.of(new StateDict(weights));
            byte[] npz = (i % 2 == 0 ? file : file.transposed("<f4")).npz();
            try {
                SavedParameters read = new NpzFormat().decode(npz);
                for (Tensor tensor : read.parameters().tensors()) {
                    Tensor expected = state.get(tensor.name());
                    assertThat(tensor.shape()).isEqualTo(expected.shape());
                    if (tensor.name().endsWith("weight")) {
                        assertThat(tensor).isEqualTo(expected);
                    } else {
                        assertThat(tensor.values()).containsOnly(0f);
                    }
                }
                assertThat(read.notes().toString()).contains("zeros");
            } catch (UserMistake e) {
                // Of a list, single rows may be biases as well.
                if (!scheme.startsWith("arr") || !e.getMessage().contains(" and arr_")) {
                    assertThat(e.getCause()).isInstanceOf(UnknownWay.class);
                }
                refused++;
            }
        }
        assertThat(refused).isLessThan(NETWORKS / 4);
    }

    private static String notes(byte[] npz) {
        return String.join(
                "; ", new NpzFormat().decode(npz).notes().stream().map(Object::toString).toList());
    }

    private static StateDict small(String... names) {
        Random random = new Random(1);
        return new StateDict(
                List.of(
                        tensor(names[0], random, 5, 4),
                        tensor(names[1], random, 5),
                        tensor(names[2], random, 3, 5),
                        tensor(names[3], random, 3),
                        tensor(names[4], random, 1, 3),
                        tensor(names[5], random, 1)));
    }

    @Test
    void notes_sayTheReading() {
        StateDict sequential =
                small("0.weight", "0.bias", "2.weight", "2.bias", "4.weight", "4.bias");
        String naming = "0.weight, 2.weight, 4.weight read as fc1 to fc3";
        assertThat(notes(ForeignFile.of(sequential).npz())).isEqualTo(naming);
        assertThat(notes(ForeignFile.of(sequential).transposed("<f8").npz()))
                .isEqualTo(
                        naming
                                + "; weights of shape (inputs, units) transposed to (units, inputs);"
                                + " float64 converted to float32");
        StateDict numbered = small("arr_0", "arr_1", "arr_2", "arr_3", "arr_4", "arr_5");
        assertThat(notes(ForeignFile.of(numbered).npz()))
                .isEqualTo("arr_0 and arr_1, arr_2 and arr_3, arr_4 and arr_5 read as fc1 to fc3");
    }

    @Test
    void ofOneWay_noNoteForOurNames() {
        StateDict ours =
                small("fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias", "fc3.weight", "fc3.bias");
        assertThat(notes(ForeignFile.of(ours).npz())).isEmpty();
        assertThat(notes(ForeignFile.of(ours).transposed("<f4").npz()))
                .isEqualTo("weights of shape (inputs, units) transposed to (units, inputs)");
    }

    @Test
    void singleNumbers_passedOverAndSaid() {
        StateDict ours = Samples.drawn(2, 3);
        ForeignFile file =
                ForeignFile.of(ours)
                        .add("bn1.num_batches_tracked", "<i8", new int[0], 7)
                        .add("epoch", "<i8", new int[] {1}, 7)
                        .add("loss", "<f4", new int[0], 0.5);
        for (SavedParameters read :
                List.of(
                        new NpzFormat().decode(file.npz()),
                        new SafetensorsFormat().decode(file.safetensors()))) {
            assertThat(read.parameters()).isEqualTo(ours);
            assertThat(read.notes().toString())
                    .contains("bn1.num_batches_tracked, epoch, loss passed over");
        }
    }

    /** A number that may have been meant as the last bias is not passed over. */
    @Test
    void singleNumber_whereABiasIsMissing_refused() {
        StateDict ours = Samples.drawn(2, 3);
        ForeignFile file =
                ForeignFile.of(new StateDict(ours.tensors().subList(0, 3)))
                        .add("offset", "<f4", new int[0], 0.5);
        assertThatThrownBy(() -> new NpzFormat().decode(file.npz()))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("offset may be the bias of fc2.weight");
    }

    @Test
    void twoLogits_rowOneMinusRowZero() {
        ForeignFile file =
                new ForeignFile()
                        .add("a.weight", "<f4", new int[] {3, 1}, 1, 2, 3)
                        .add("a.bias", "<f4", new int[] {3}, 4, 5, 6)
                        .add("head.weight", "<f4", new int[] {2, 3}, 1, 2, 3, 10, 20, 30)
                        .add("head.bias", "<f4", new int[] {2}, 7, 5);
        for (ForeignFile each : List.of(file, file.transposed("<f4"))) {
            SavedParameters read = new NpzFormat().decode(each.npz());
            assertThat(read.parameters().get("fc2.weight").values()).containsExactly(9, 18, 27);
            assertThat(read.parameters().get("fc2.bias").values()).containsExactly(-2);
            assertThat(read.notes().toString()).contains("two logits read as one");
        }
    }

    /** Both ways fit and differ: 2-2-2, of which only the caller knows. */
    @Test
    void square_bothWaysFit_refusedUntilTold() {
        ForeignFile file =
                new ForeignFile()
                        .add("fc1.weight", "<f4", new int[] {2, 2}, 1, 2, 3, 4)
                        .add("fc1.bias", "<f4", new int[] {2}, 0, 0)
                        .add("fc2.weight", "<f4", new int[] {2, 2}, 5, 6, 7, 8)
                        .add("fc2.bias", "<f4", new int[] {2}, 0, 1);
        byte[] npz = file.npz();
        assertThatThrownBy(() -> new NpzFormat().decode(npz))
                .isInstanceOf(UserMistake.class)
                .hasCauseInstanceOf(UnknownWay.class)
                .hasMessageContaining("the shapes fit both")
                .hasMessageNotContaining("--");
        assertThat(new NpzFormat().decode(npz, true).parameters().get("fc1.weight").values())
                .containsExactly(1, 3, 2, 4);
        assertThat(new NpzFormat().decode(npz, true).parameters().get("fc2.weight").values())
                .containsExactly(1, 1); // rows (5, 7) and (6, 8)
        assertThat(new NpzFormat().decode(npz, false).parameters().get("fc1.weight").values())
                .containsExactly(1, 2, 3, 4);
    }

    /** A single input, single units: turned or not, the values are the same. */
    @Test
    void narrowest_bothWaysTheSame_accepted() {
        StateDict state = Samples.drawn(1, 1, 1);
        SavedParameters read = new NpzFormat().decode(ForeignFile.of(state).npz());
        assertThat(read.parameters()).isEqualTo(state);
        assertThat(read.notes()).isEmpty();
    }

    /** The names tell no order, and square layers none either. */
    @Test
    void severalOrders_refusedWithTheCandidates() {
        Random random = new Random(3);
        ForeignFile file =
                ForeignFile.of(
                        new StateDict(
                                List.of(
                                        tensor("red.weight", random, 3, 3),
                                        tensor("blue.weight", random, 3, 3),
                                        tensor("head.weight", random, 1, 3))));
        assertThatThrownBy(() -> new NpzFormat().decode(file.npz()))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("red.weight, blue.weight, head.weight")
                .hasMessageContaining("blue.weight, red.weight, head.weight")
                .hasMessageContaining("number the names");
    }

    @Test
    void unnumberedNames_putInARowByTheirShapes() {
        Random random = new Random(3);
        Tensor end = tensor("x.weight", random, 1, 2);
        Tensor start = tensor("y.weight", random, 3, 4);
        Tensor middle = tensor("z.weight", random, 2, 3);
        SavedParameters read =
                new NpzFormat()
                        .decode(ForeignFile.of(new StateDict(List.of(end, start, middle))).npz());
        assertThat(read.parameters().get("fc1.weight").values()).isEqualTo(start.values());
        assertThat(read.parameters().get("fc3.weight").values()).isEqualTo(end.values());
        assertThat(read.notes().get(0))
                .hasToString("y.weight, z.weight, x.weight read as fc1 to fc3");
    }

    /** One bias, two layers that it fits. */
    @Test
    void biasOfOneOfTwoLayers_refusedWithTheCandidates() {
        Random random = new Random(3);
        ForeignFile file =
                ForeignFile.of(
                        new StateDict(
                                List.of(
                                        tensor("arr_0", random, 3, 2),
                                        tensor("arr_1", random, 3, 3),
                                        tensor("arr_2", random, 3),
                                        tensor("arr_3", random, 1, 3))));
        assertThatThrownBy(() -> new NpzFormat().decode(file.npz()))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("arr_0 and arr_2, arr_1, arr_3")
                .hasMessageContaining("arr_0, arr_1 and arr_2, arr_3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bn1.running_mean | 'bn1.running_mean' belongs to a normalisation",
                "bn1.gamma | 'bn1.gamma' belongs to a normalisation",
                "ln.weight | 'ln.weight' belongs to a normalisation",
                "act.weight | act.weight has shape [3]; a weight has (units, inputs)",
                "rnn.weight_ih_l0 | belongs to a recurrent layer",
                "fc1.weight_g | belongs to a weight normalisation",
                "extra.bias | extra.bias belongs to no weight",
            })
    void tensorOfAnotherLayer_refusedWithWhatItIs(String name, String message) {
        ForeignFile file =
                ForeignFile.of(Samples.drawn(2, 3)).add(name, "<f4", new int[] {3}, 1, 2, 3);
        assertThatThrownBy(() -> new NpzFormat().decode(file.npz()))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining(message);
    }

    /** A vector that is no bias, in the file of a network without biases. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "norm.scale",
                "act.alpha",
                "fc1.scale",
                "x_mean",
                "std",
                "mean",
                "losses",
                "mask",
                "ln.gain",
                "shift",
                "threshold",
                "temperature",
                "val_acc",
                "LayerNorm_0/scale",
                "p_re_lu/alpha",
                "norm.bias",
                "pos_weight"
            })
    void vectorThatIsNoBias_withoutBiases_refusedByItsName(String name) {
        Random random = new Random(1);
        for (int width : new int[] {1, 3, 5}) {
            StateDict state =
                    new StateDict(
                            List.of(
                                    tensor("fc1.weight", random, 5, 4),
                                    tensor("fc2.weight", random, 3, 5),
                                    tensor("fc3.weight", random, 1, 3),
                                    tensor(name, random, width)));
            assertThatThrownBy(() -> new NpzFormat().decode(ForeignFile.of(state).npz()))
                    .isInstanceOf(UserMistake.class)
                    .hasMessageContaining(name);
        }
    }

    /** Biases by length and order are said, whatever the weights are named. */
    @Test
    void notes_biasesByOrder_sayThePairing() {
        StateDict state = small("fc1.weight", "b0", "fc2.weight", "b5", "fc3.weight", "b9");
        assertThat(notes(ForeignFile.of(state).npz()))
                .isEqualTo(
                        "fc1.weight and b0, fc2.weight and b5, fc3.weight and b9 read as fc1 to"
                                + " fc3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cell.weight_ih | 'cell.weight_ih' belongs to a recurrent layer",
                "cell.bias_hh | 'cell.bias_hh' belongs to a recurrent layer",
                "simple_rnn/recurrent_kernel:0 | belongs to a recurrent layer",
                "i2h.weight | 'i2h.weight' belongs to a recurrent layer",
                "net.h2o.bias | 'net.h2o.bias' belongs to a recurrent layer",
                "W_hh | 'W_hh' belongs to a recurrent layer",
                "embed.weight | 'embed.weight' belongs to an embedding",
                "tokEmbedding.weight | belongs to an embedding",
                "pos_embed | 'pos_embed' belongs to an embedding",
                "position.weight | belongs to an embedding of positions",
                "attn.weight | belongs to an attention",
                "exp_avg.fc1.weight | belongs to the state of an optimizer",
                "rbf.centers | 'rbf.centers' is neither weight nor bias by its name",
                "covariance | 'covariance' is neither weight nor bias by its name",
            })
    void matrixOfAnotherLayer_refusedWithWhatItIs(String name, String message) {
        Random random = new Random(1);
        StateDict state =
                new StateDict(
                        List.of(
                                tensor(name, random, 5, 5),
                                tensor("fc1.weight", random, 5, 4),
                                tensor("fc2.weight", random, 1, 5)));
        assertThatThrownBy(() -> new NpzFormat().decode(ForeignFile.of(state).npz()))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining(message);
        assertThatThrownBy(
                        () -> new SafetensorsFormat().decode(ForeignFile.of(state).safetensors()))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining(message);
    }

    /** The shapes allow one order, the names tell another. */
    @ParameterizedTest
    @CsvSource({
        "layer2, layer1, layer3",
        "decoder.0, encoder.0, classifier",
        "out, hidden.0, hidden.1",
    })
    void namesAgainstShapes_refused(String first, String second, String third) {
        StateDict state =
                small(
                        first + ".weight",
                        first + ".bias",
                        second + ".weight",
                        second + ".bias",
                        third + ".weight",
                        third + ".bias");
        assertThatThrownBy(() -> new NpzFormat().decode(ForeignFile.of(state).npz()))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("its names tell another order than its shapes")
                .hasMessageContaining(first + ".weight, " + second + ".weight, " + third);
    }

    /** Of a list: a whole number of one element may be the last bias. */
    @Test
    void wholeNumberOfOneElement_whereABiasIsMissing_refused() {
        Random random = new Random(1);
        ForeignFile file =
                ForeignFile.of(
                                new StateDict(
                                        List.of(
                                                tensor("arr_0", random, 5, 4),
                                                tensor("arr_1", random, 5),
                                                tensor("arr_2", random, 1, 5))))
                        .add("arr_3", "<i8", new int[] {1}, 3);
        assertThatThrownBy(() -> new NpzFormat().decode(file.npz()))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("arr_3 may be the bias of arr_2, which has none");
        assertThatThrownBy(() -> new SafetensorsFormat().decode(file.safetensors()))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("arr_3 may be the bias of arr_2, which has none");
    }

    /** Equal widths, so that names alone tell the order. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "model_weights/dense%1$s/dense%1$s/kernel:0",
                "dense%1$s/sequential/dense%1$s/kernel",
                "layers/dense%1$s/vars/0"
            })
    void kerasNames_ofEqualWidths_inTheirOrder(String scheme) {
        Random random = new Random(1);
        List<Tensor> tensors = new ArrayList<>();
        List<String> numbers = List.of("", "_1", "_2", "_3", "_10");
        for (String number : numbers) {
            String weight = scheme.formatted(number);
            int units = number.equals("_10") ? 1 : 6;
            tensors.add(tensor(weight, random, units, 6));
            String bias = weight.replace("kernel", "bias").replace("vars/0", "vars/1");
            tensors.add(tensor(bias, random, units));
        }
        StateDict state = new StateDict(tensors);
        ForeignFile file = ForeignFile.of(state).transposed("<f4").shuffled(random);
        SavedParameters read = new NpzFormat().decode(file.npz());
        for (int i = 0; i < tensors.size(); i++) {
            assertThat(read.parameters().tensors().get(i).values())
                    .isEqualTo(tensors.get(i).values());
        }
    }

    /** A list whose biases are rows or columns. */
    @ParameterizedTest
    @CsvSource({"0 1 2 3 4 5, 1", "0 2 4 1 3 5, 1", "1 0 3 2 5 4, 1", "0 1 2 3 4 5, 0"})
    void arraysOfTwoDimensions_rowsAreBiases(String order, int dimension) {
        StateDict named = small("a", "b", "c", "d", "e", "f");
        List<Tensor> tensors = new ArrayList<>();
        for (String index : order.split(" ", -1)) {
            Tensor tensor = named.tensors().get(Integer.parseInt(index));
            int[] shape = {1, 1};
            shape[dimension] = tensor.values().length;
            tensors.add(
                    new Tensor(
                            "arr_" + tensors.size(),
                            tensor.shape().length == 2 ? tensor.shape() : shape,
                            tensor.values()));
        }
        SavedParameters read = new NpzFormat().decode(ForeignFile.of(new StateDict(tensors)).npz());
        for (int i = 0; i < tensors.size(); i++) {
            assertThat(read.parameters().tensors().get(i).values())
                    .isEqualTo(named.tensors().get(i).values());
        }
        assertThat(read.notes().toString()).contains(" and arr_").contains("read as fc1 to fc3");
    }

    @Test
    void arraysOfTwoDimensions_rowsMayBeWeights_refusedWithTheCandidates() {
        Random random = new Random(1);
        StateDict state =
                new StateDict(
                        List.of(
                                tensor("arr_0", random, 1, 1),
                                tensor("arr_1", random, 1, 1),
                                tensor("arr_2", random, 1, 1),
                                tensor("arr_3", random, 1, 1)));
        assertThatThrownBy(() -> new NpzFormat().decode(ForeignFile.of(state).npz()))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("arr_0, arr_1, arr_2, arr_3")
                .hasMessageContaining(" and arr_");
    }

    static Stream<Arguments> noNetworks() {
        return Stream.of(
                Arguments.of("a convolution", new int[] {3, 2, 5, 5}, "has 4 dimensions"),
                Arguments.of("three classes", new int[] {3, 3}, "gives 3 outputs, as of so many"),
                Arguments.of("another width", new int[] {1, 4}, "are no layers in a row"));
    }

    @ParameterizedTest
    @MethodSource("noNetworks")
    void lastLayerOfAnotherKind_refused(String what, int[] shape, String message) {
        double[] values = new double[IntStream.of(shape).reduce(1, (a, b) -> a * b)];
        ForeignFile file =
                ForeignFile.of(new StateDict(Samples.drawn(2, 3).tensors().subList(0, 2)))
                        .add("fc2.weight", "<f4", shape, values);
        assertThatThrownBy(() -> new NpzFormat().decode(file.npz()))
                .as(what)
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e39, -1e300, Double.NaN, Double.POSITIVE_INFINITY})
    void valueBeyondFloat32_refused(double value) {
        ForeignFile file =
                new ForeignFile()
                        .add("fc1.weight", "<f8", new int[] {2, 1}, 1, value)
                        .add("fc2.weight", "<f8", new int[] {1, 2}, 1, 2);
        assertThatThrownBy(() -> new NpzFormat().decode(file.npz()))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("fc1.weight holds")
                .hasMessageContaining("must be finite");
    }

    /** Every number of float16, from its definition. */
    @Test
    void float16_everyNumber() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            int exponent = bits >> 10 & 31;
            double fraction = (bits & 1023) / 1024.0;
            double size =
                    exponent == 0
                            ? fraction * 0x1p-14
                            : (1 + fraction) * Math.pow(2, exponent - 15);
            if (exponent < 31) {
                double value = bits < 0x8000 ? size : -size;
                short half = (short) bits;
                assertThat(ForeignFile.half(value)).isEqualTo(half);
                assertThat(read16(half)).isEqualTo((float) value);
            } else {
                assertThat(Float.isFinite(read16((short) bits))).isFalse();
            }
        }
    }

    private static float read16(short bits) {
        byte[] bytes = {(byte) bits, (byte) (bits >> 8)};
        return FloatType.FLOAT16.read("x", ByteBuffer.wrap(bytes), 1, ByteOrder.LITTLE_ENDIAN)[0];
    }
}
