package io.gradlab.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.gradlab.core.Text;
import io.gradlab.engine.Torch;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NPZ between this program, NumPy and DJL. */
class NpzFormatTest {

    private static final NpzFormat FORMAT = new NpzFormat();
    private static final StateDict STATE = Samples.state(2, 5, 3);

    private static final String L3 = "reference/l3.init.npz";

    @BeforeAll
    static void configureEngine() {
        Torch.configure();
    }

    private static Map<String, byte[]> entries(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                entries.put(e.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    static NDList engineList(NDManager manager, StateDict state) {
        NDList list = new NDList();
        for (Tensor tensor : state.tensors()) {
            long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
            NDArray array = manager.create(tensor.values(), new Shape(shape));
            array.setName(tensor.name());
            list.add(array);
        }
        return list;
    }

    @Test
    void encode_thenDecode_same() {
        SavedParameters saved = Samples.saved(STATE);
        assertThat(FORMAT.decode(FORMAT.encode("", saved))).isEqualTo(saved);
    }

    @Test
    void decode_withoutComment_parametersAlone() {
        byte[] file = Samples.withoutComment(FORMAT.encode("", Samples.saved(STATE)));
        assertThat(FORMAT.decode(file)).isEqualTo(new SavedParameters(STATE, null, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"l2", "l3", "l5_sigmoid"})
    void encode_valuesOfNumpyFile_sameArraysByteForByte(String name) throws IOException {
        byte[] numpy = Samples.resource("reference/" + name + ".init.npz");
        byte[] own = FORMAT.encode("", FORMAT.decode(numpy));
        Map<String, byte[]> expected = entries(numpy);
        Map<String, byte[]> received = entries(own);
        assertThat(received.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach((entry, bytes) -> assertThat(received.get(entry)).isEqualTo(bytes));
    }

    @Test
    void decode_numpyFile_valuesAsNumpyPrintsThem() {
        StateDict state = FORMAT.decode(Samples.resource(L3)).parameters();
        assertThat(state.architecture(Samples.LEAKY).widths()).isEqualTo("2-5-3-1");
        assertThat(state.get("fc2.weight").values())
                .startsWith(-0.35810104f, 0.4071937f, -0.27216464f, 1.3366054f, 1.9049188f);
        assertThat(state.get("fc3.weight").values())
                .containsExactly(-0.56554973f, 0.36685553f, 0.31472492f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"l3.compressed.npz", "l3.fortran.npz"})
    void decode_otherWaysOfNumpy_sameValues(String name) {
        assertThat(FORMAT.decode(Samples.resource("parameters/" + name)))
                .isEqualTo(FORMAT.decode(Samples.resource(L3)));
    }

    @Test
    void decode_float64_roundedAndSaid() {
        SavedParameters read = FORMAT.decode(Samples.resource("parameters/l3.float64.npz"));
        assertThat(read.parameters()).isEqualTo(FORMAT.decode(Samples.resource(L3)).parameters());
        assertThat(read.notes().stream().map(Text::toString))
                .containsExactly("float64 converted to float32");
    }

    @Tag("engine")
    @Test
    void decode_fileOfDjl_sameBits() {
        try (NDManager manager = NDManager.newBaseManager()) {
            byte[] djl = engineList(manager, STATE).encode(NDList.Encoding.NPZ);
            assertThat(FORMAT.decode(djl).parameters()).isEqualTo(STATE);
        }
    }

    @Tag("engine")
    @Test
    void encode_thenDjlDecodes_sameBits() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDList list = NDList.decode(manager, FORMAT.encode("", Samples.saved(STATE)));
            assertThat(list.stream().map(NDArray::getName).toList()).isEqualTo(STATE.names());
            for (int i = 0; i < list.size(); i++) {
                assertThat(list.get(i).toFloatArray()).isEqualTo(STATE.tensors().get(i).values());
            }
        }
    }

    @Test
    void encode_otherNames_refused() {
        StateDict unknown = new StateDict(List.of(new Tensor("w", new int[] {1}, new float[1])));
        assertThatThrownBy(() -> FORMAT.encode("", new SavedParameters(unknown, null, Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no parameter 'fc1.weight'");
    }
}
