package io.gradlab.files;

import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A text that this program wrote, in a place where by now anything may lie. */
public final class TextFile {

    /** The largest of ours, a result of {@code search-by-hand --seeds 1000}, has 1.6 MB. */
    static final int MOST_BYTES = 1 << 24;

    private TextFile() {}

    /**
     * Whether anything may lie there: a link that leads nowhere, and what nobody lets us see, too.
     */
    public static boolean exists(Path file) {
        return !Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * All of it. What is no regular file is never opened: a pipe would wait for ever.
     *
     * @throws UserMistake if it is missing, no regular file, longer than {@link #MOST_BYTES} or not
     *     UTF-8; the message is a clause about the file, without its name
     * @throws IOException if it cannot be read
     */
    public static String read(Path file) throws IOException {
        Require.that(exists(file), "there is no such file");
        Require.that(
                Files.readAttributes(file, BasicFileAttributes.class).isRegularFile(),
                "it is no regular file");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            Require.that(bytes.length <= MOST_BYTES, "it has more than %d bytes", MOST_BYTES);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new UserMistake("it is not UTF-8", e);
        }
    }

    /** What is told of a file that the page does without. */
    public static String warning(String kind, Path file, String reason) {
        return "%s '%s' is missing or damaged (%s); run the experiment again"
                .formatted(kind, file, reason);
    }

    /**
     * Why a file cannot be used, as a clause; inner words of a library would tell a user nothing.
     */
    public static String reason(Exception error, String otherwise) {
        Throwable root = error;
        while (root.getCause() != null && !(root instanceof UserMistake)) {
            root = root.getCause();
        }
        if (root instanceof IOException) {
            return "it cannot be read";
        }
        // Records refuse with exactly this class; its subclasses come from libraries.
        boolean ours =
                root instanceof UserMistake || root.getClass() == IllegalArgumentException.class;
        String message = root.getMessage();
        return ours && message != null ? message.lines().findFirst().orElse("") : otherwise;
    }
}
