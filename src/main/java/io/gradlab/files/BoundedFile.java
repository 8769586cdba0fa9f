package io.gradlab.files;

import io.gradlab.core.OneLine;
import io.gradlab.core.UserMistake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads files of a bounded size; devices, pipes and directories are never opened. */
public final class BoundedFile {

    private BoundedFile() {}

    /**
     * Reads a whole file.
     *
     * @param path the file
     * @param most most bytes
     * @return its bytes
     * @throws IllegalArgumentException if it is missing, unreadable, special, empty or too large
     * @throws IOException if the disk fails
     */
    public static byte[] read(Path path, long most) throws IOException {
        requireRegular(path);
        long size = Files.size(path);
        if (size == 0 || size > most) {
            throw refused(
                    path,
                    "%d bytes are not within 1 to %d; give a whole file".formatted(size, most));
        }
        // Into one array: readNBytes(most) joins pieces, and takes the largest file twice.
        byte[] content = new byte[(int) size];
        try (InputStream in = Files.newInputStream(path)) {
            int length = in.readNBytes(content, 0, content.length);
            return length == content.length ? content : Arrays.copyOf(content, length);
        }
    }

    /**
     * Reads the beginning of a file, which may be of any size.
     *
     * @param path the file
     * @param length most bytes
     * @return so many bytes, or all there are
     * @throws IllegalArgumentException if it is missing, unreadable or special
     * @throws IOException if the disk fails
     */
    public static byte[] head(Path path, int length) throws IOException {
        requireRegular(path);
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(length);
        }
    }

    private static void requireRegular(Path path) {
        if (!Files.exists(path)) {
            throw refused(path, "there is no such file; check the name");
        }
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw refused(path, "it is no regular, readable file; give a file");
        }
    }

    /**
     * The error for a caller's mistake with a file: one line that starts with its name.
     *
     * @param path the file
     * @param why what is wrong; control characters, which may come from the file, become blanks
     * @return the error to throw
     */
    public static UserMistake refused(Path path, String why) {
        return new UserMistake(OneLine.of(path + ": " + why));
    }

    /** The same for an error that does not know the file's name. */
    public static UserMistake refused(Path path, UserMistake cause) {
        return new UserMistake(OneLine.of(path + ": " + cause.getMessage()), cause);
    }
}
