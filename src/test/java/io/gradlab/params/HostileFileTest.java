package io.gradlab.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to exhaust the memory or to confuse the reader. */
class HostileFileTest {

    /** A refusal needs a few copies of the small file, never what the file promises. */
    private static final long MAX_ALLOCATED = 32L << 20;

    private static final StateDict STATE = Samples.state(2, 3);

    private static void assertRefusedCheaply(ParameterFormat format, byte[] file, String message) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> format.decode(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_ALLOCATED);
    }

    /** Places of the numbers in a plain file of a 2-3-1 network, from DJL's sources. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4   | 2          | model version is 2",
                "23  | 2147483647 | described inputs are not within",
                "23  | -1         | described inputs are not within",
                "34  | 2147483647 | dimensions of an input's shape are not within",
                "34  | -2147483648 | dimensions of an input's shape are not within",
                "54  | 3          | layouts of an input's shape is 3",
                "62  | 2147483647 | properties are not within",
                "62  | -1         | properties are not within",
                "67  | 2147483647 | number of inputs of a block is 2147483647",
                "67  | -1         | number of inputs of a block is -1",
                "71  | 2147483647 | dimensions of a block's input shape are not within",
                "100 | 2147483647 | fc1.weight has shape [3, 2] where its layer says",
                "108 | -1         | fc1.weight has shape [3, 2] where its layer says",
            })
    void decode_numberOfParamsChanged_refused(int at, int number, String message) {
        byte[] file = Samples.djl("best", Map.of(), STATE);
        ByteBuffer.wrap(file).putInt(at, number);
        assertRefusedCheaply(new ParamsFormat(), file, message);
    }

    /** Layer and tensor agree on a shape of 2^31 rows, as a liar would write it. */
    @ParameterizedTest
    @ValueSource(longs = {1L << 31, 1L << 62, 5000, 0, -1, Long.MIN_VALUE})
    void decode_hugeShapeInParams_refused(long units) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        byte[] start = Samples.djl("best", Map.of(), STATE);
        int firstLayer = 99;
        assertThat(start[firstLayer]).isEqualTo((byte) ParamsReader.LINEAR);
        out.write(start, 0, firstLayer + 1);
        out.writeLong(units);
        out.writeLong(2);
        writeShape(out, 1);
        out.writeChar('P');
        out.writeByte(1);
        out.writeUTF("weight");
        out.writeUTF("NDAR");
        out.writeInt(3);
        out.writeByte(0);
        out.writeUTF("DENSE");
        out.writeUTF("FLOAT32");
        writeShape(out, units, 2);
        out.writeByte('<');
        out.writeInt(Integer.MAX_VALUE);
        assertRefusedCheaply(new ParamsFormat(), bytes.toByteArray(), "");
    }

    private static void writeShape(DataOutputStream out, long... shape) throws IOException {
        out.writeInt(shape.length);
        for (long width : shape) {
            out.writeLong(width);
        }
        out.writeInt(shape.length);
        out.writeChars("?".repeat(shape.length));
    }

    @Test
    void decode_manyEmptyBlocksInParams_refused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(Samples.djl("best", Map.of(), STATE), 0, 66);
        for (int i = 0; i < 200_000; i++) {
            out.writeByte(1);
            out.writeInt(1);
            writeShape(out);
        }
        assertThatThrownBy(() -> new ParamsFormat().decode(bytes.toByteArray()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it holds more than 10000 blocks");
    }

    @Test
    void decode_modelNameNoUtf8_refused() {
        byte[] file = Samples.djl("best", Map.of(), STATE);
        file[10] = (byte) 0xFF;
        assertRefusedCheaply(new ParamsFormat(), file, "the model's name at byte 10 is no UTF-8");
    }

    @Test
    void decode_propertyTwiceInParams_refused() {
        byte[] file = Samples.djl("best", Map.of("key1", "a", "key2", "b"), STATE);
        String text = new String(file, StandardCharsets.ISO_8859_1).replace("key2", "key1");
        assertRefusedCheaply(
                new ParamsFormat(),
                text.getBytes(StandardCharsets.ISO_8859_1),
                "property 'key1' is there twice");
    }

    /** A quarter of a gibibyte of zeros behind a valid start, in about a megabyte. */
    @Test
    void decode_zipBomb_refusedWithoutInflating() throws IOException {
        byte[] start = Samples.npy(new Tensor("fc1.weight", new int[] {3, 2}, new float[6]));
        byte[] bomb = bomb("fc1.weight.npy", start, 256);
        assertThat(bomb.length).isLessThan(2 << 20);
        assertRefusedCheaply(new NpzFormat(), bomb, "bytes of values where its shape needs 24");
    }

    /** The archive hides the true size; only what the shape needs may be inflated. */
    @Test
    void decode_zipBombThatLiesAboutItsSize_refused() throws IOException {
        Tensor tensor = new Tensor("fc1.weight", new int[] {3, 2}, new float[6]);
        byte[] start = Samples.npy(tensor);
        byte[] bomb = bomb("fc1.weight.npy", start, 16);
        int directory = bomb.length - 22 - 46 - "fc1.weight.npy".length();
        int descriptor = directory - 16;
        for (int at : new int[] {directory + 24, descriptor + 12}) {
            ByteBuffer.wrap(bomb).putInt(at, Integer.reverseBytes(start.length));
        }
        assertRefusedCheaply(new NpzFormat(), bomb, "its CRC-32 or length is not");
    }

    /** Bytes behind the end of a compressed array, inside its entry, would be read by nobody. */
    @Test
    void decode_bytesHiddenBehindCompressedArray_refused() throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }\n";
        byte[] file = npz("fc1.weight.npy", header);
        int directory = file.length - 22 - 46 - "fc1.weight.npy".length();
        int descriptor = directory - 16;
        ByteBuffer hidden = ByteBuffer.allocate(file.length + 4);
        hidden.put(file, 0, descriptor).putInt(0);
        hidden.put(file, descriptor, file.length - descriptor);
        hidden.order(ByteOrder.LITTLE_ENDIAN);
        for (int at : new int[] {descriptor + 4 + 8, directory + 4 + 20, file.length + 4 - 6}) {
            hidden.putInt(at, hidden.getInt(at) + 4);
        }
        assertRefusedCheaply(new NpzFormat(), hidden.array(), "4 bytes follow the compressed data");
    }

    private static byte[] bomb(String name, byte[] start, int mebibytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_SPEED);
            zip.putNextEntry(new ZipEntry(name));
            zip.write(start);
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < mebibytes; i++) {
                zip.write(zeros);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] npz(String name, String header) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            byte[] text = header.getBytes(StandardCharsets.UTF_8);
            zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
            zip.write(new byte[] {(byte) text.length, (byte) (text.length >> 8)});
            zip.write(text);
            zip.write(new byte[24]);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fc1.weight.npy | (2147483648, 2) | too large",
                "fc1.weight.npy | (99999999999999999999, 2) | too large",
                "fc1.weight.npy | (65536, 65536) | from 1 to 4096",
                "fc1.weight.npy | (4096, 4096) | 24 bytes of values where its shape needs 67108864",
                "fc1.weight.npy | (0, 2) | from 1 to 4096",
                "fc1.weight.npy | (6,) | fc1.weight has shape [6]; a weight has (units, inputs)",
                "fc1.weight.npy | () | fc1.weight has 0 dimensions",
                "fc1.weight.npy | (1, 2, 3) | fc1.weight has 3 dimensions",
                "fc1.weight.npy | (-3, -2) | header that NumPy does not write",
                "fc1.weight.npy | (3, 2 | header that NumPy does not write",
                "fc1.weight.npy | (3, 2) | it holds one layer",
                "fc1.bias.npy | (6,) | it holds no weight of two dimensions",
                "../../etc/passwd.npy | (3, 2) | it holds one layer",
                "fc01.weight.npy | (3, 2) | it holds one layer",
                "fc1.weight | (3, 2) | is no NPY array",
            })
    void decode_npzOfOneArray_refused(String name, String shape, String message)
            throws IOException {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }\n";
        assertRefusedCheaply(new NpzFormat(), npz(name, header), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<i4", ">i8", "|O", "|S4", "<c8", "<f16"})
    void decode_npzOfOtherType_refusedWithMend(String type) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (3, 2), }\n";
        assertRefusedCheaply(
                new NpzFormat(), npz("fc1.weight.npy", header), "convert it with array.astype");
    }

    @Test
    void decode_npzHeaderLongerThanArray_refused() throws IOException {
        byte[] file = npz("fc1.weight.npy", "x".repeat(9000));
        assertRefusedCheaply(new NpzFormat(), file, "header that NumPy does not write");
    }

    @Test
    void decode_npzWithTooManyEntries_refused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 5000; i++) {
                zip.putNextEntry(new ZipEntry("fc" + i + ".weight.npy"));
            }
        }
        assertRefusedCheaply(
                new NpzFormat(), bytes.toByteArray(), "5000 entries are more than the 260");
    }

    @Test
    void decode_sameArrayTwiceInNpz_refused() {
        byte[] file = Samples.withoutComment(new NpzFormat().encode("", Samples.saved(STATE)));
        String text = new String(file, StandardCharsets.ISO_8859_1);
        byte[] twice =
                text.replace("fc2.bias.npy", "fc1.bias.npy").getBytes(StandardCharsets.ISO_8859_1);
        assertRefusedCheaply(new NpzFormat(), twice, "fc1.bias is there twice");
    }

    @Test
    void decode_archivesOneAfterTheOther_refused() {
        byte[] file = Samples.withoutComment(new NpzFormat().encode("", Samples.saved(STATE)));
        byte[] both = ByteBuffer.allocate(2 * file.length).put(file).put(file).array();
        assertRefusedCheaply(new NpzFormat(), both, "no whole ZIP archive");
    }

    /** The limits above must not refuse what the architecture allows. */
    @Test
    void decode_wideNetwork_accepted() {
        StateDict wide = Samples.state(4096, 500);
        for (ParameterFormat format :
                new ParameterFormat[] {
                    new ParamsFormat(), new NpzFormat(), new SafetensorsFormat()
                }) {
            SavedParameters read = format.decode(format.encode("wide", Samples.saved(wide)));
            assertThat(read.parameters().equals(wide)).isTrue();
        }
    }
}
