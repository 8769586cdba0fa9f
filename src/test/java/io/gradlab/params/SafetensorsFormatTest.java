package io.gradlab.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.gradlab.engine.Torch;
import io.gradlab.nn.StateDict;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Safetensors between this program, others and DJL. */
class SafetensorsFormatTest {

    private static final SafetensorsFormat FORMAT = new SafetensorsFormat();
    private static final StateDict STATE = Samples.state(2, 5, 3);

    /** The values of a 1-1-1 network: four numbers of four bytes. */
    private static final float[] VALUES = {1, 2, 3, 4};

    private static final String TENSORS =
            "'fc1.weight':{'dtype':'F32','shape':[1,1],'data_offsets':[0,4]},"
                    + "'fc1.bias':{'dtype':'F32','shape':[1],'data_offsets':[4,8]},"
                    + "'fc2.weight':{'dtype':'F32','shape':[1,1],'data_offsets':[8,12]},"
                    + "'fc2.bias':{'dtype':'F32','shape':[1],'data_offsets':[12,16]}";

    @BeforeAll
    static void configureEngine() {
        Torch.configure();
    }

    /** A file with this header, where ' stands for ". */
    private static byte[] file(String header, float... values) {
        byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteBuffer file =
                ByteBuffer.allocate(Long.BYTES + text.length + values.length * Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(text.length)
                        .put(text);
        for (float value : values) {
            file.putFloat(value);
        }
        return file.array();
    }

    @Test
    void encode_thenDecode_sameBitsActivationAndProperties() {
        SavedParameters saved = Samples.saved(STATE);
        assertThat(FORMAT.decode(FORMAT.encode("", saved))).isEqualTo(saved);
    }

    @Test
    void encode_diverged_sameBits() {
        SavedParameters saved = Samples.saved(Samples.diverged());
        assertThat(FORMAT.decode(FORMAT.encode("", saved))).isEqualTo(saved);
    }

    @Test
    void decode_fileOfAnIndependentWriter_valuesOfNumpy() {
        SavedParameters read = FORMAT.decode(Samples.resource("parameters/l3.safetensors"));
        assertThat(read.parameters())
                .isEqualTo(
                        new NpzFormat()
                                .decode(Samples.resource("reference/l3.init.npz"))
                                .parameters());
        assertThat(read.activation()).isNull();
        assertThat(read.properties()).isEqualTo(Map.of("format", "pt"));
    }

    @Tag("engine")
    @Test
    void decode_fileOfDjl_sameBits() {
        try (NDManager manager = NDManager.newBaseManager()) {
            byte[] djl =
                    NpzFormatTest.engineList(manager, STATE).encode(NDList.Encoding.SAFETENSORS);
            assertThat(FORMAT.decode(djl).parameters()).isEqualTo(STATE);
        }
    }

    @Tag("engine")
    @Test
    void encode_thenDjlDecodes_sameBits() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDList list = NDList.decode(manager, FORMAT.encode("", Samples.saved(STATE)));
            assertThat(list).hasSize(STATE.tensors().size());
            for (NDArray array : list) {
                assertThat(array.toFloatArray()).isEqualTo(STATE.get(array.getName()).values());
            }
        }
    }

    @Test
    void decode_smallestFile_values() {
        StateDict state = FORMAT.decode(file("{" + TENSORS + "}", VALUES)).parameters();
        assertThat(state.get("fc2.weight").values()).containsExactly(3);
        assertThat(state.get("fc2.bias").values()).containsExactly(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[8,12] | [4,8]  | must be at 8 to 12",
                "[8,12] | [9,13] | must be at 8 to 12",
                "[8,12] | [8,16] | must be at 8 to 12",
                "[8,12] | [12,8] | must be at",
                "[8,12] | [8]    | two data_offsets",
                "[8,12] | [-8,12]  | must be at 0 to 4",
                "[8,12] | [8.0,12] | where a whole number must be",
                "[8,12] | [8e0,12] | where a whole number must be",
                "[8,12] | ['8',12] | where a whole number must be",
                "[8,12] | [99999999999999999999,12] | no safetensors header",
                "'shape':[1,1],'data_offsets':[8 | 'shape':[1,1],'shape':[1,1],'data_offsets':[8 | twice in a JSON object",
                "'shape':[1,1],'data_offsets':[8 | 'data_offsets':[8 | needs dtype, shape",
                "'shape':[1,1],'data_offsets':[8 | 'x':[1],'shape':[1,1],'data_offsets':[8 | nothing else",
                "'shape':[1],'data_offsets':[12 | 'shape':[],'data_offsets':[12 | fc2.bias has 0 dimensions",
                "'shape':[1],'data_offsets':[12 | 'shape':[0],'data_offsets':[12 | from 1 to 4096",
                "'shape':[1],'data_offsets':[12 | 'shape':[2147483648],'data_offsets':[12 | from 1 to 4096",
                "'shape':[1],'data_offsets':[12 | 'shape':[1,1,1,1,1,1,1,1,1],'data_offsets':[12 | fc2.bias has 9 dimensions",
                "fc2.bias | fc2.weight | 'fc2.weight' is twice in a JSON object",
                "fc2.bias | fc9.bias   | fc9.bias belongs to no weight",
                "fc2.bias | 0.bias     | 0.bias belongs to no weight",
                "F32 | I64 | data type 'I64', but weights and biases are F64, F32, F16 or BF16; convert it with tensor.float()",
                "F32 | XYZ | data type 'XYZ'",
            })
    void decode_headerChanged_refused(String part, String by, String message) {
        assertThat(TENSORS).contains(part);
        byte[] file = file("{" + TENSORS.replace(part, by) + "}", VALUES);
        assertThatThrownBy(() -> FORMAT.decode(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "null",
                "{" + TENSORS + "} x",
                "{" + TENSORS + ",}",
                "{'__metadata__':{'a':'1','a':'2'}," + TENSORS + "}",
                "{'__metadata__':{'a':1}," + TENSORS + "}",
                "{'__metadata__':{},'__metadata__':{}," + TENSORS + "}"
            })
    void decode_otherHeader_refused(String header) {
        assertThatThrownBy(() -> FORMAT.decode(file(header, VALUES)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void decode_deepNesting_refused() {
        String deep = "{'a':" + "[".repeat(1_000_000);
        assertThatThrownBy(() -> FORMAT.decode(file(deep)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void decode_headerNoUtf8_refused() {
        byte[] file = file("{" + TENSORS + "}", VALUES);
        file[10] = (byte) 0xFF;
        assertThatThrownBy(() -> FORMAT.decode(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no UTF-8 text");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 31, 100_000})
    void decode_headerLongerThanFile_refused(long length) {
        byte[] file = file("{" + TENSORS + "}", VALUES);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
        assertThatThrownBy(() -> FORMAT.decode(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ends within the header");
    }

    @Test
    void decode_bytesAfterLastTensor_refused() {
        assertThatThrownBy(() -> FORMAT.decode(file("{" + TENSORS + "}", 1, 2, 3, 4, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 bytes follow the last tensor");
    }

    @Test
    void decode_valuesMissing_refused() {
        assertThatThrownBy(() -> FORMAT.decode(file("{" + TENSORS + "}", 1, 2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ends within fc2.bias");
    }

    @Test
    void decode_foreignFileWithNan_refused() {
        assertThatThrownBy(() -> FORMAT.decode(file("{" + TENSORS + "}", 1, 2, Float.NaN, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fc2.weight holds NaN");
    }

    @Test
    void encode_loneSurrogate_refused() {
        SavedParameters saved =
                new SavedParameters(STATE, null, Map.of("note", String.valueOf('\uD800')));
        assertThatThrownBy(() -> FORMAT.encode("", saved))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lone surrogate");
    }
}
