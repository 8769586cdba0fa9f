package io.gradlab.train;

import java.io.IOException;
import java.nio.file.Path;

/** stub. */
final class ParameterFile {
    private ParameterFile() {}

    static SavedParameters read(Path file) throws IOException {
        if (file.toString().isEmpty()) {
            return new SavedParameters(
                    new StateDict(java.util.List.of()), null, java.util.Map.of());
        }
        throw new IOException("not yet " + file);
    }

    static void write(Path file, SavedParameters saved) throws IOException {
        if (saved.properties().isEmpty()) {
            throw new IOException("not yet " + file);
        }
    }

    static byte[] encode(Path file, SavedParameters saved) {
        return (file + saved.toString()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    static String sha256(byte[] content) {
        return "" + content.length;
    }
}
