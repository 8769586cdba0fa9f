package io.gradlab.params;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.gradlab.core.Sha256;
import io.gradlab.core.UserMistake;
import io.gradlab.files.BoundedFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The {@code .json} beside a {@code .params}, as far as it speaks of that file. */
final class Sidecar {

    private static final String FIELD = "sha256";

    /** Far more than any description of a training has. */
    private static final long MAX_BYTES = 16L << 20;

    private Sidecar() {}

    /**
     * Refuses a file that is not the one which the JSON beside it describes.
     *
     * @param params the file; without a {@code .json} of the same name beside it nothing is checked
     * @param content its bytes
     * @throws IllegalArgumentException if the JSON is damaged or names another checksum
     * @throws IOException if the JSON cannot be read
     */
    static void check(Path params, byte[] content) throws IOException {
        String name = params.getFileName().toString();
        Path path = params.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".json");
        if (!Files.exists(path)) {
            return;
        }
        String expected = sha256(path, BoundedFile.read(path, MAX_BYTES));
        String received = Sha256.of(content);
        if (expected != null && !expected.equals(received)) {
            throw new UserMistake(
                    "damaged: its SHA-256 is "
                            + received
                            + ", but "
                            + path.getFileName()
                            + " beside it says "
                            + expected
                            + "; restore both files, or delete the .json if this file is meant to"
                            + " be new");
        }
    }

    private static @Nullable String sha256(Path path, byte[] content) {
        try {
            return sha256(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(content))
                            .toString());
        } catch (IOException | IllegalStateException e) {
            throw new UserMistake(
                    path.getFileName()
                            + " beside it is damaged: no JSON object with at most one text '"
                            + FIELD
                            + "'; restore both files, or delete the .json if this file is meant to"
                            + " be new",
                    e);
        }
    }

    private static @Nullable String sha256(String text) throws IOException {
        JsonReader json = new JsonReader(new StringReader(text));
        json.setStrictness(Strictness.STRICT);
        String found = null;
        json.beginObject();
        while (json.hasNext()) {
            if (!json.nextName().equals(FIELD)) {
                json.skipValue();
            } else if (found == null && json.peek() == JsonToken.STRING) {
                found = json.nextString();
            } else {
                throw new IllegalStateException("no text, or twice");
            }
        }
        json.endObject();
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw new IllegalStateException("text follows the object");
        }
        return found;
    }
}
