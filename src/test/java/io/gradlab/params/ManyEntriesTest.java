package io.gradlab.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.gradlab.core.UserMistake;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.StateDict;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of more entries, longer names or deeper nesting than a network has: refused by count and
 * length, before there is an object for each.
 */
class ManyEntriesTest {

    /** Of the deepest network: 64 hidden layers and the output layer, two tensors each. */
    private static final int MOST = 130;

    /**
     * A refusal takes no more: a header of the greatest length as text, half of the files below.
     */
    private static final long MAX_ALLOCATED = 4L << 20;

    private static final int MEGABYTES = 8;

    /** What a refusal allocates is bounded; the file itself is there before. */
    private static void assertRefused(ParameterFormat format, byte[] file, String message) {
        assertRefusedWithin(MAX_ALLOCATED, () -> format.decode(file), message);
    }

    private static void assertRefusedWithin(long most, ThrowingCallable call, String message) {
        // Loads the classes of a refusal.
        assertThatThrownBy(call).hasMessageContaining(message);
        long before = allocated();
        Throwable refusal = null;
        try {
            call.call();
        } catch (Throwable thrown) {
            refusal = thrown;
        }
        assertThat(allocated() - before).as("bytes allocated").isLessThan(most);
        assertThat(refusal).isInstanceOf(UserMistake.class);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static byte[] safetensors(String header) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
    }

    private static String joined(int number, IntFunction<String> entry) {
        return IntStream.range(0, number).mapToObj(entry).collect(Collectors.joining(","));
    }

    private static String tensor(int number) {
        return "\"fc%d.weight\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[0,4]}"
                .formatted(number);
    }

    @ParameterizedTest
    @CsvSource({
        "261, it holds more than the 130 tensors of the deepest network",
        "10000, more names than are ever written",
    })
    void safetensors_ofTooManyTensors_refusedByCount(int tensors, String message) {
        byte[] file = safetensors("{" + joined(tensors, ManyEntriesTest::tensor) + "}");
        assertRefusedWithin(8L << 20, () -> new SafetensorsFormat().decode(file), message);
    }

    /** The count comes before what is wrong with the name that is one too many. */
    @Test
    void safetensors_nameAfterTheLast_isNotTold() {
        String tensors = joined(2 * MOST, ManyEntriesTest::tensor);
        String name = "x".repeat(500_000);
        assertRefused(
                new SafetensorsFormat(),
                safetensors("{" + tensors + ",\"" + name + "\":7}"),
                "it holds more than the 130 tensors");
    }

    /** Names, properties, fields, numbers, single long texts, deep nesting. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'__metadata__':{ | 'k%d':'' | }}",
                "{ | 'fc%d.weight':{'dtype':'F32','shape':[1],'data_offsets':[0,4]} | }",
                "{'fc1.weight':{ | 'k%d':[] | }}",
                "{'fc1.weight':{'dtype':'F32','shape':[ | %d | ]}}",
                "{'__metadata__':{'a':' | %d | '}}",
                "{'a | %d | ':{}}",
                "{'a':[ | [ | ",
                "{ | 'a':{'b':{ | ",
            })
    void safetensors_ofALongHeader_refusedByLength(String start, String each, String end) {
        StringBuilder header = new StringBuilder(start);
        for (int i = 0; header.length() < MEGABYTES << 20; i++) {
            header.append(i == 0 ? "" : ",").append(each.formatted(i));
        }
        if (end != null) {
            header.append(end);
        }
        assertRefused(
                new SafetensorsFormat(),
                safetensors(header.toString().replace('\'', '"')),
                "bytes is longer than 1048576");
    }

    @Test
    void safetensors_ofTooManyProperties_refusedByCount() {
        assertRefusedWithin(
                8L << 20,
                () ->
                        new SafetensorsFormat()
                                .decode(
                                        safetensors(
                                                "{\"__metadata__\":{"
                                                        + joined(10_001, i -> "\"k" + i + "\":\"\"")
                                                        + "}}")),
                "it has more than 10000 properties");
    }

    /** The last entry is large, and both headers of every one are looked at. */
    @Test
    void npz_ofAsManyEntriesAsAllowed_isNotCopiedForEach() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(MEGABYTES << 21);
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (int i = 1; i <= MOST; i++) {
                byte[] content = new byte[i == MOST ? MEGABYTES << 20 : 1];
                ZipEntry entry = new ZipEntry("fc" + i + ".weight.npy");
                CRC32 crc = new CRC32();
                crc.update(content);
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
        assertRefused(new NpzFormat(), bytes.toByteArray(), "it ends early");
    }

    /** The end record says how many entries there are; one that lies is no help. */
    @ParameterizedTest
    @CsvSource({
        "65000, 65000 entries are more than the 260",
        "2, its directory is longer than its entries"
    })
    void npz_ofManyEntries_refusedByCount(int said, String message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 65_000; i++) {
                zip.putNextEntry(new ZipEntry("fc" + i + ".weight.npy"));
            }
        }
        byte[] file = bytes.toByteArray();
        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(file.length - 14, (short) said)
                .putShort(file.length - 12, (short) said);
        assertRefused(new NpzFormat(), file, message);
    }

    /** Sealed by the comment of an entry, so that the archive's own may be anything. */
    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[[[[[[", "{\"a\":{\"a\":{", "7"})
    void npz_whoseCommentIsNoObjectOfTexts_refused(String comment) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (StateDict.Tensor tensor : Samples.state(2, 3).tensors()) {
                ZipEntry entry = new ZipEntry(tensor.name() + ".npy");
                if (tensor.name().equals("fc1.weight")) {
                    entry.setComment(Seal.KEY + "\":\"" + Seal.BLANK);
                }
                zip.putNextEntry(entry);
                zip.write(Samples.npy(tensor));
            }
            zip.setComment(comment);
        }
        assertThatThrownBy(
                        () -> new NpzFormat().decode(new Seal("\":\"").close(bytes.toByteArray())))
                .isInstanceOf(UserMistake.class)
                .hasMessage("its comment is no JSON object of texts; restore the file");
    }

    private static final byte[] START = Samples.djl("best", Map.of(), Samples.state(1, 1));

    /** Where the number of properties stands in {@link #START}. */
    private static final int PROPERTIES = 62;

    private interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] params(int properties, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(START, 0, PROPERTIES);
        out.writeInt(properties);
        content.write(out);
        return bytes.toByteArray();
    }

    @Test
    void params_ofTooManyBlocks_refusedByCount() throws IOException {
        byte[] file =
                params(
                        0,
                        out -> {
                            while (out.size() < MEGABYTES << 20) {
                                out.write(new byte[] {1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0});
                            }
                        });
        assertRefusedWithin(
                8L << 20, () -> new ParamsFormat().decode(file), "it holds more than 10000 blocks");
    }

    /** Layers of one unit: the output layer of a 1-1-1 network, over and over. */
    @Test
    void params_ofTooManyLayers_refusedByCount() throws IOException {
        byte[] file =
                params(
                        0,
                        out -> {
                            while (out.size() < MEGABYTES << 20) {
                                out.write(lastLayer());
                            }
                        });
        assertRefused(
                new ParamsFormat(),
                file,
                "it holds more than the 130 tensors of the deepest network");
    }

    private static byte[] lastLayer() {
        String text = new String(START, StandardCharsets.ISO_8859_1);
        int weight = text.lastIndexOf("P\1\0\6weight");
        // Before it: the version, two widths, and the shape of one dimension.
        int start = weight - 1 - (4 + 8 + 4 + 2) - 16 - 1;
        return text.substring(start).getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(ints = {10_001, 1_500_000, Integer.MAX_VALUE, -1})
    void params_ofTooManyProperties_refusedByCount(int properties) throws IOException {
        assertRefused(
                new ParamsFormat(),
                params(properties, out -> out.write(new byte[MEGABYTES << 20])),
                properties + " properties are not within 0 to 10000");
    }

    @Test
    void params_ofLongProperties_refusedByLength() throws IOException {
        byte[] file =
                params(
                        10_000,
                        out -> {
                            for (int i = 0; i < 10_000; i++) {
                                out.writeUTF("k" + i);
                                out.writeUTF("x".repeat(800));
                            }
                        });
        assertRefusedWithin(
                16L << 20,
                () -> new ParamsFormat().decode(file),
                "its properties are longer than 1048576 bytes in all");
    }

    /** The largest file is in memory once: with its copy as text it did not fit into 256 MiB. */
    @Test
    void file_isReadIntoOneArray(@TempDir Path folder) throws IOException {
        int size = MEGABYTES << 20;
        for (String name : new String[] {"a.safetensors", "a.npz", "a.params"}) {
            Path file = folder.resolve(name);
            Files.write(file, new byte[size]);
            assertRefusedWithin(size + MAX_ALLOCATED, () -> ParameterFile.read(file), name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.safetensors", "a.npz", "a.params"})
    void deepestNetwork_isWrittenAndRead(String name) {
        Integer[] hidden =
                Collections.nCopies(MlpArchitecture.MAX_HIDDEN_LAYERS, 2).toArray(Integer[]::new);
        SavedParameters saved = Samples.saved(Samples.state(2, hidden));
        assertThat(saved.parameters().tensors()).hasSize(MOST);
        ParameterFormat format = format(name);

        assertThat(format.decode(format.encode("deep", saved))).isEqualTo(saved);
    }

    private static ParameterFormat format(String name) {
        return switch (name) {
            case "a.safetensors" -> new SafetensorsFormat();
            case "a.npz" -> new NpzFormat();
            default -> new ParamsFormat();
        };
    }

    /** What would be refused when read is not written. */
    @ParameterizedTest
    @CsvSource({
        "a.safetensors, 10000, 1, it has more than 10000 properties",
        "a.params, 10000, 1, it has more than 10000 properties",
        "a.safetensors, 100, 11000, bytes is longer than 1048576",
        "a.params, 100, 11000, its properties are longer than 1048576 bytes",
    })
    void tooManyProperties_areNotWritten(String name, int number, int length, String message) {
        assertThatThrownBy(() -> format(name).encode("best", saved(number, length)))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"a.safetensors, 9993", "a.params, 9993"})
    void asManyPropertiesAsAllowed_areWrittenAndRead(String name, int number) {
        SavedParameters saved = saved(number, 1);
        assertThat(format(name).decode(format(name).encode("best", saved))).isEqualTo(saved);
    }

    private static SavedParameters saved(int properties, int length) {
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < properties; i++) {
            texts.put("k" + i, "x".repeat(length));
        }
        return new SavedParameters(Samples.state(2, 3), Samples.LEAKY, texts);
    }
}
