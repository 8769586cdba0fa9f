package io.gradlab.params;

import io.gradlab.core.UserMistake;
import io.gradlab.files.AtomicFiles;
import io.gradlab.files.BoundedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

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
 * <p>Tensors have PyTorch's names: {@code fc1.weight} of shape (units, inputs), {@code fc1.bias} of
 * shape (units). In a {@code .params} of another DJL program the linear layers count as fc1 to fcN
 * in the order of the file.
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
        ParameterFormat format = format(file);
        byte[] content = BoundedFile.read(file, MAX_BYTES);
        try {
            if (format instanceof ParamsFormat) {
                Sidecar.check(file, content);
            }
            return format.decode(content);
        } catch (UserMistake e) {
            throw BoundedFile.refused(file, e);
        }
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

    /** The bytes that {@link #write} writes. */
    public static byte[] encode(Path file, SavedParameters saved) {
        ParameterFormat format = format(file);
        try {
            return format.encode(model(file), saved);
        } catch (UserMistake e) {
            throw BoundedFile.refused(file, e);
        }
    }

    private static ParameterFormat format(Path file) {
        String name = name(file);
        String extension = name.substring(Math.max(0, name.lastIndexOf('.')));
        return switch (extension.toLowerCase(Locale.ROOT)) {
            case ".params" -> new ParamsFormat();
            case ".npz" -> new NpzFormat();
            case ".safetensors" -> new SafetensorsFormat();
            default ->
                    throw BoundedFile.refused(
                            file,
                            "its name ends in no format known here; use .params, .npz or"
                                    + " .safetensors");
        };
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
