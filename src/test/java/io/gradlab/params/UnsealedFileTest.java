package io.gradlab.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.core.UserMistake;
import io.gradlab.nn.StateDict;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One thing wrong in a file that no digest protects: each check speaks for itself. */
class UnsealedFileTest {

    private static final StateDict STATE = Samples.state(2, 3);

    /** Where the second layer of a 2-3-1 network begins in a plain .params file. */
    private static final int SECOND_LAYER = 314;

    private static void assertRefused(ParameterFormat format, byte[] file, String message) {
        assertThatThrownBy(() -> format.decode(file))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining(message);
    }

    /** Places of bytes in a plain file of a 2-3-1 network, from DJL's sources. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "16  | D | data type is DLOAT32, but weights and biases are floating-point numbers",
                "135 | N | fc1.weight was never initialised",
                "135 | Q | sign of fc1.weight is Q",
                "136 | 2 | version of fc1.weight is 50",
                "139 | W | name of fc1.weight is Weight",
                "147 | X | sign of the array is XDAR",
                "154 | 4 | array version is 52",
                "155 | 2 | name flag of fc1.weight is 50",
                "166 | X | sparse format of fc1.weight is XENSE",
                "173 | D | data type of fc1.weight is DLOAT32",
                "191 | 4 | fc1.weight has shape [52, 2] where its layer says [3, 2]",
                "203 | 3 | layouts of the shape of fc1.weight is 51",
                "205 | x | the shape of fc1.weight has a layout that is none of",
                "208 | > | byte order of fc1.weight is >",
                "212 | 1 | length of fc1.weight is 49",
                "237 | 0 | byte 237 starts neither a linear layer nor a block",
            })
    void decode_paramsWithOneByteChanged_saysWhichPart(int at, char to, String message) {
        byte[] file = Samples.djl("best", Map.of(), STATE);
        file[at] = (byte) to;
        assertRefused(new ParamsFormat(), file, message);
    }

    /** -1 is DJL's sign for an unknown length. */
    @Test
    void decode_paramsWithADimensionBelowMinusOne_isRefused() {
        byte[] file = Samples.djl("best", Map.of(), STATE);
        ByteBuffer.wrap(file).putLong(38, -1);
        assertThat(new ParamsFormat().decode(file).parameters()).isEqualTo(STATE);
        ByteBuffer.wrap(file).putLong(38, -2);
        assertRefused(new ParamsFormat(), file, "an input's shape has -2, but -1 is the least");
    }

    /** A block without parameters, as DJL writes an activation function or a container. */
    private static byte[] withBlockBetweenTheLayers(int version, String flag, int... shape)
            throws IOException {
        byte[] plain = Samples.djl("best", Map.of(), STATE);
        assertThat(plain[SECOND_LAYER]).isEqualTo((byte) 4); // the version of DJL's Linear
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(plain, 0, SECOND_LAYER);
        out.writeByte(version);
        out.writeInt(1);
        out.writeInt(shape.length);
        for (int width : shape) {
            out.writeLong(width);
        }
        out.writeInt(shape.length);
        out.writeChars("?".repeat(shape.length) + flag);
        out.write(plain, SECOND_LAYER, plain.length - SECOND_LAYER);
        return bytes.toByteArray();
    }

    @Test
    void decode_paramsWithABlockOfTheLayersWidth_isTaken() throws IOException {
        for (byte[] file :
                new byte[][] {
                    withBlockBetweenTheLayers(1, "", 3),
                    withBlockBetweenTheLayers(2, "", -1, 3),
                    withBlockBetweenTheLayers(3, "", 3),
                }) {
            assertThat(new ParamsFormat().decode(file).parameters()).isEqualTo(STATE);
        }
    }

    @Test
    void decode_paramsWithABlockOfAnotherWidth_isRefused() throws IOException {
        String message = "a block after fc1 takes shape [4] where the layer gives 3 units";
        assertRefused(new ParamsFormat(), withBlockBetweenTheLayers(2, "", 4), message);
        assertRefused(new ParamsFormat(), withBlockBetweenTheLayers(2, ""), "takes shape []");
    }

    /** An archive of NumPy's without a digest, to be changed at a place counted from a header. */
    private static ByteBuffer npz() {
        byte[] file = Samples.withoutComment(new NpzFormat().encode("", Samples.saved(STATE)));
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Its end record is 22 bytes and says at 16 where the directory starts. */
    private static int directory(ByteBuffer npz) {
        return npz.getInt(npz.capacity() - 22 + 16);
    }

    /** PKWARE's APPNOTE 6.3: 4.3.7 local file header, 4.3.12 central directory, 4.3.16 its end. */
    @ParameterizedTest
    @CsvSource({
        "local, 0, an entry does not start where it should",
        "local, 6, the two headers of an entry differ",
        "local, 8, the two headers of an entry differ",
        "local, 14, the two headers of an entry differ",
        "local, 30, the two headers of an entry differ",
        "directory, 0, its directory is not one",
        "directory, 42, there is a gap before an entry",
        "end, 4, it is one of several parts",
        "end, 8, it is one of several parts",
        "end, 12, its directory does not end where it should",
        "end, 16, its directory does not end where it should",
    })
    void decode_npzWithOneByteChanged_saysWhichPart(String part, int at, String message) {
        ByteBuffer npz = npz();
        int start =
                switch (part) {
                    case "local" -> 0;
                    case "directory" -> directory(npz);
                    default -> npz.capacity() - 22;
                };
        npz.put(start + at, (byte) (npz.get(start + at) ^ 2));
        assertRefused(new NpzFormat(), npz.array(), "no whole ZIP archive: " + message);
    }

    /** Encrypted, by flag 1; BZIP2, method 12. */
    @ParameterizedTest
    @ValueSource(strings = {"6 8 1", "8 10 12"})
    void decode_npzOfAnotherKind_saysWhatToDo(String change) {
        String[] words = change.split(" ", -1);
        ByteBuffer npz = npz();
        npz.putShort(Integer.parseInt(words[0]), Short.parseShort(words[2]));
        npz.putShort(directory(npz) + Integer.parseInt(words[1]), Short.parseShort(words[2]));
        assertRefused(new NpzFormat(), npz.array(), "encrypted or compressed in a way other");
    }

    /** The last entry is counted no more, but still there. */
    @Test
    void decode_npzOfFewerEntriesThanItsDirectory_isRefused() {
        ByteBuffer npz = npz();
        for (int count : new int[] {8, 10}) {
            npz.putShort(npz.capacity() - 22 + count, (short) 3);
        }
        assertRefused(new NpzFormat(), npz.array(), "its directory is longer than its entries");
    }

    @Test
    void decode_npzWithBytesBeforeItsDirectory_isRefused() {
        ByteBuffer npz = npz();
        int directory = directory(npz);
        byte[] all = Arrays.copyOf(npz.array(), npz.capacity() + 4);
        System.arraycopy(npz.array(), directory, all, directory + 4, npz.capacity() - directory);
        ByteBuffer.wrap(all)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(all.length - 22 + 16, directory + 4);
        assertRefused(new NpzFormat(), all, "there is a gap before its directory");
    }

    /** The first entry with its sizes in the extra field of ZIP64, as numpy.savez writes each. */
    private static byte[] zip64(int tag, int sizeChange) {
        ByteBuffer npz = npz();
        int extra = 30 + npz.getShort(26);
        ByteBuffer all = ByteBuffer.allocate(npz.capacity() + 20).order(ByteOrder.LITTLE_ENDIAN);
        all.put(npz.array(), 0, extra).putShort((short) tag).putShort((short) 16);
        all.putLong(npz.getInt(22) + sizeChange).putLong(npz.getInt(18));
        all.put(npz.array(), extra, npz.capacity() - extra);
        all.putInt(18, -1).putInt(22, -1).putShort(28, (short) 20);
        int end = all.capacity() - 22;
        all.putInt(end + 16, all.getInt(end + 16) + 20);
        int record = directory(all);
        for (int entry = 0; entry < 4; entry++) {
            int place = all.getInt(record + 42);
            all.putInt(record + 42, place == 0 ? 0 : place + 20);
            record += 46 + all.getShort(record + 28);
        }
        return all.array();
    }

    @Test
    void decode_npzOfZip64_readsTheSizesInItsExtraField() {
        assertThat(new NpzFormat().decode(zip64(1, 0)).parameters()).isEqualTo(STATE);
        String message = "the two headers of an entry differ";
        assertRefused(new NpzFormat(), zip64(2, 0), message);
        assertRefused(new NpzFormat(), zip64(1, 1), message);
    }
}
