package io.gradlab.params;

import io.gradlab.core.Json;
import io.gradlab.core.Require;
import io.gradlab.core.Sha256;
import io.gradlab.core.UserMistake;
import io.gradlab.files.BoundedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The {@code .json} beside a {@code .params}, as far as it speaks of that file. */
final class Sidecar {

    private static final String FIELD = "sha256";

    /** Far more than any description of a training has. */
    private static final long MAX_BYTES = 16L << 20;

    /** The same of its names. */
    private static final int MAX_NAMES = 100_000;

    private Sidecar() {}

    /**
     * Refuses a file that is not the one which a {@code .json} of the same name beside it
     * describes, and a damaged {@code .json}; without one nothing is checked.
     */
    static void check(Path params, byte[] content) throws IOException {
        String name = params.getFileName().toString();
        Path path = params.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".json");
        if (!Files.exists(path)) {
            return;
        }
        String received = Sha256.of(content);
        String expected = sha256(path, received);
        Require.that(
                received.equals(expected),
                "damaged: its SHA-256 is %s, but %s beside it says %s; restore both files, or"
                        + " delete the .json if this file is meant to be new",
                received,
                path.getFileName(),
                expected);
    }

    private static String sha256(Path path, String otherwise) throws IOException {
        try {
            ByteBuffer content = ByteBuffer.wrap(BoundedFile.read(path, MAX_BYTES));
            String text = StandardCharsets.UTF_8.newDecoder().decode(content).toString();
            if (Json.object(text, MAX_NAMES).getOrDefault(FIELD, otherwise) instanceof String sum) {
                return sum;
            }
            throw damaged(path, null);
        } catch (CharacterCodingException | Json.Malformed e) {
            throw damaged(path, e);
        }
    }

    private static UserMistake damaged(Path path, @Nullable Exception cause) {
        return new UserMistake(
                "%s beside it is damaged: no JSON object with at most one text '%s'; restore both files, or delete the .json if this file is meant to be new"
                        .formatted(path.getFileName(), FIELD),
                cause);
    }
}
