package io.gradlab.params;

import io.gradlab.core.UserMistake;
import io.gradlab.files.AtomicFiles;
import io.gradlab.files.BoundedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes parameter files, by extension:
 *
 * <table>
 * <caption>Formats</caption>
 * <tr><th>extension</th><th>whose</th><th>holds</th><th>guarded by</th></tr>
 * <tr><td>{@code .params}</td><td>DJL, {@code Model.load(directory, "best")} for {@code
 *     best-0000.params}</td><td>parameters, activation function, properties</td><td>a SHA-256
 *     inside the file, and one in the {@code .json} beside it if there is one</td></tr>
 * <tr><td>{@code .safetensors}</td><td>Hugging Face</td><td>the same</td><td>a SHA-256
 *     inside</td></tr>
 * <tr><td>{@code .npz}</td><td>NumPy</td><td>the same</td><td>a SHA-256 inside,
 *     and the CRC-32 of each array</td></tr>
 * </table>
 *
 * <p>Files of ours have PyTorch's names: {@code fc1.weight} of shape (units, inputs), {@code
 * fc1.bias} of shape (units). Those of other programs may have any names, and weights of shape
 * (inputs, units): the layers are put in a row by their names' numbers and their shapes; float64,
 * float16 and bfloat16 become float32, a missing bias becomes zeros, two logits become their
 * difference. What was concluded is said in {@link SavedParameters#notes()}; what can be read in
 * two ways is refused. In a {@code .params} of another DJL program the linear layers count as fc1
 * to fcN in the order of the file.
 *
 * <p>Files of other programs, without our checksum, are read too, if every byte is accounted for
 * and every value is finite; a change that leaves such a file well-formed cannot be told. Files
 * with our checksum may hold NaN and infinities, which a diverged run leaves. No byte of a file
 * reaches the engine: a file is parsed here, to primitives, or refused.
 */
public final class ParameterFile {

    /** Largest file: twice the 64 MiB of the largest network. */
    private static final long MAX_BYTES = 128L << 20;

    private ParameterFile() {}

    /**
     * Reads a file.
     *
     * @param file a {@code .params}, {@code .npz} or {@code .safetensors}
     * @return what it holds
     * @throws IllegalArgumentException in one line that starts with the file's name, if it is
     *     missing, damaged, too large, or holds anything but the parameters of a network
     * @throws IOException if the disk fails
     */
    public static SavedParameters read(Path file) throws IOException {
        return read(file, null);
    }

    /**
     * Reads a file whose weights lie as the caller says, where names and shapes cannot tell it.
     *
     * @param file a {@code .params}, {@code .npz} or {@code .safetensors}
     * @param transposed whether each weight of the file has the shape (inputs, units), as Paddle's
     *     and Keras' have, not (units, inputs), as PyTorch's have
     * @return what it holds, its weights of shape (units, inputs)
     * @throws IllegalArgumentException as {@link #read(Path)}, or if the file says otherwise
     * @throws IOException if the disk fails
     */
    public static SavedParameters read(Path file, boolean transposed) throws IOException {
        return read(file, Boolean.valueOf(transposed));
    }

    private static SavedParameters read(Path file, @Nullable Boolean transposed)
            throws IOException {
        if (Files.isDirectory(file)) {
            throw BoundedFile.refused(
                    file,
                    "it is a folder, no regular, readable file; use .params, .npz or .safetensors, such"
                            + " as those in it");
        }
        FileKind named = FileKind.byName(file);
        if ((named == null || named.isText()) && !Files.isRegularFile(file)) {
            throw unknownExtension(file);
        }
        byte[] head = BoundedFile.head(file, FileKind.HEAD);
        FileKind kind = FileKind.of(file, head);
        ParameterFormat format = format(file, kind, head);
        byte[] content = BoundedFile.read(file, MAX_BYTES);
        try {
            if (kind == FileKind.PARAMS) {
                Sidecar.check(file, content);
            }
            return format.decode(content, transposed);
        } catch (UserMistake e) {
            throw BoundedFile.refused(file, e);
        }
    }

    /** Refuses what needs no more than its first bytes to be refused. */
    private static ParameterFormat format(Path file, @Nullable FileKind kind, byte[] head) {
        if (kind != null && (!kind.isOurs() || kind != FileKind.byName(file))) {
            throw BoundedFile.refused(file, kind.refusal(file));
        }
        ParameterFormat format = format(file, kind);
        try {
            if (kind == FileKind.SAFETENSORS) {
                SafetensorsHeader.requireLength(head);
            }
        } catch (UserMistake e) {
            throw BoundedFile.refused(file, e);
        }
        return format;
    }

    /**
     * Writes a file, whole or not at all. Equal arguments give equal bytes.
     *
     * <p>A {@code .json} beside a {@code .params} is not touched; write it anew after this.
     *
     * @param file a {@code .params}, {@code .npz} or {@code .safetensors}
     * @param saved what to write
     * @throws IllegalArgumentException in one line that starts with the file's name, if the format
     *     cannot hold it or the parameters are not those of a network
     * @throws IOException if the disk fails
     */
    public static void write(Path file, SavedParameters saved) throws IOException {
        AtomicFiles.write(file, encode(file, saved));
    }

    /**
     * Writes a {@code .params} for a block of DJL's own.
     *
     * @param file a {@code .params}
     * @param saved what to write
     * @param block into which {@code ai.djl.Model.load} shall load it
     * @throws IllegalArgumentException in one line that starts with the file's name, if it is no
     *     {@code .params}, or as {@link #write(Path, SavedParameters)}
     * @throws IOException if the disk fails
     */
    public static void write(Path file, SavedParameters saved, DjlBlock block) throws IOException {
        if (FileKind.byName(file) != FileKind.PARAMS) {
            throw BoundedFile.refused(
                    file, "a block of DJL is loaded from a .params; name such a file");
        }
        AtomicFiles.write(file, encode(file, saved, new ParamsFormat(block)));
    }

    /** The bytes that {@link #write(Path, SavedParameters)} writes. */
    public static byte[] encode(Path file, SavedParameters saved) {
        return encode(file, saved, format(file, FileKind.byName(file)));
    }

    private static byte[] encode(Path file, SavedParameters saved, ParameterFormat format) {
        try {
            return format.encode(model(file), saved);
        } catch (UserMistake e) {
            throw BoundedFile.refused(file, e);
        }
    }

    private static ParameterFormat format(Path file, @Nullable FileKind kind) {
        if (kind == null || !kind.isOurs()) {
            throw unknownExtension(file);
        }
        return switch (kind) {
            case NPZ -> new NpzFormat();
            case SAFETENSORS -> new SafetensorsFormat();
            default -> new ParamsFormat();
        };
    }

    private static UserMistake unknownExtension(Path file) {
        return BoundedFile.refused(
                file,
                "its name ends in no format of parameter files; use .params, .npz or .safetensors");
    }

    /** The name without DJL's epoch: "best" for best-0000.params. */
    private static String model(Path file) {
        String name = name(file);
        return name.substring(0, name.lastIndexOf('.')).replaceFirst("-\\d{4}$", "");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
