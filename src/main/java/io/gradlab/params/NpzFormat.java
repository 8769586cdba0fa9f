package io.gradlab.params;

import io.gradlab.core.Json;
import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * NumPy's NPZ: a ZIP archive with one NPY array for each parameter, as {@code numpy.savez} and
 * {@code numpy.savez_compressed} write it. Activation function, properties and checksum stand in
 * the archive's comment, as JSON, which NumPy passes over; a file of NumPy's own has none, and is
 * guarded by the CRC-32 of each array.
 */
final class NpzFormat extends ParameterFormat {

    private static final String SUFFIX = ".npy";

    /**
     * One moment for all files: equal values give equal bytes. Not ZIP's first, 1980-01-01: for
     * that one {@link ZipOutputStream} adds a field that depends on the time zone.
     */
    private static final LocalDateTime MOMENT = LocalDateTime.of(1980, 2, 1, 0, 0);

    NpzFormat() {
        super(new Seal("\":\"")); // as JSON is written here, without a blank
    }

    @Override
    FileContent parse(byte[] file, boolean ours) {
        ZipArchive archive = ZipArchive.read(file, ShapeGuard.MAX_ENTRIES);
        ShapeGuard guard = new ShapeGuard();
        FileContent content = new FileContent();
        if (ours) {
            content.addProperties(properties(archive.comment()));
        }
        for (ZipArchive.Entry entry : archive.entries()) {
            read(entry, guard, content);
        }
        return content;
    }

    private static Map<String, String> properties(String comment) {
        Map<String, String> properties = new HashMap<>();
        try {
            Json.object(comment, OwnProperties.MAX_PROPERTIES)
                    .forEach((key, value) -> properties.put(key, OwnProperties.text(key, value)));
        } catch (Json.Malformed e) {
            throw new UserMistake("its comment is no JSON object of texts; restore the file", e);
        }
        return properties;
    }

    private static void read(ZipArchive.Entry entry, ShapeGuard guard, FileContent content) {
        Require.that(
                entry.name().endsWith(SUFFIX),
                "entry '%s' is no NPY array; save it with numpy.savez",
                entry.name());
        String name = entry.name().substring(0, entry.name().length() - SUFFIX.length());
        try (CheckedInputStream in = new CheckedInputStream(entry.open(), new CRC32())) {
            NpyArray.read(name, in, entry.sizes().size(), guard, content);
            boolean ends = in.read() < 0;
            if (!ends || in.getChecksum().getValue() != entry.sizes().crc()) {
                throw damaged(name, "its CRC-32 or length is not what the archive says", null);
            }
        } catch (IOException e) {
            throw damaged(name, String.valueOf(e.getMessage()), e);
        }
    }

    private static UserMistake damaged(String name, String what, @Nullable IOException cause) {
        return new UserMistake("%s is damaged: %s; restore the file".formatted(name, what), cause);
    }

    @Override
    void write(
            OutputStream out,
            String model,
            SortedMap<String, String> properties,
            StateDict parameters)
            throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            zip.setComment(comment(properties));
            for (Tensor tensor : parameters.tensors()) {
                write(zip, tensor);
            }
        }
    }

    private static String comment(SortedMap<String, String> properties) {
        String comment = Json.line(properties);
        int bytes = comment.getBytes(StandardCharsets.UTF_8).length;
        Require.that(
                bytes <= ZipArchive.MAX_COMMENT,
                "its properties take %s bytes, names, means and standard deviations of the features among them, and the comment of an NPZ archive holds %s; write a .safetensors or a .params",
                bytes,
                ZipArchive.MAX_COMMENT);
        return comment;
    }

    private static void write(ZipOutputStream zip, Tensor tensor) throws IOException {
        CRC32 crc = new CRC32();
        Sink content = new Sink(new byte[0]);
        NpyArray.write(tensor, new CheckedOutputStream(content, crc));
        ZipEntry entry = new ZipEntry(tensor.name() + SUFFIX);
        entry.setTimeLocal(MOMENT);
        entry.setSize(content.count());
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        NpyArray.write(tensor, zip);
        zip.closeEntry();
    }
}
