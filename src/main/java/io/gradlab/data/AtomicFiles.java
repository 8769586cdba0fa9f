package io.gradlab.data;

import io.gradlab.core.UserMistake;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files that appear whole or not at all.
 *
 * <p>The content goes to a temporary file in the target's directory, is forced to the disk, and is
 * then moved over the target in one step. A reader sees the old content or the new, never a part.
 * If anything fails, the temporary file is deleted and the target stays as it was. Only a process
 * that is killed meanwhile can leave a temporary file ({@code .gradlab-*.tmp}) behind. A symbolic
 * link is replaced by the file, not followed. An interrupted thread still writes.
 */
public final class AtomicFiles {

    private AtomicFiles() {}

    /** What to write. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes everything.
         *
         * @param out buffered; closed by the caller
         * @throws IOException if writing fails
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes bytes.
     *
     * @param target the file; missing parent directories are created
     * @param content all of it
     * @throws IllegalArgumentException if the target cannot be a file that may be written
     * @throws IOException if the disk is full or fails
     */
    public static void write(Path target, byte[] content) throws IOException {
        write(target, out -> out.write(content));
    }

    /**
     * Writes text in UTF-8.
     *
     * @param target the file; missing parent directories are created
     * @param content all of it
     * @throws IllegalArgumentException if the target cannot be a file that may be written
     * @throws IOException if the disk is full or fails
     */
    public static void write(Path target, String content) throws IOException {
        write(target, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes what a function writes. Its own runtime exceptions pass through.
     *
     * @param target the file; missing parent directories are created
     * @param content writes all of it
     * @throws IllegalArgumentException if the target is a directory, a parent is a file, or writing
     *     there is not permitted
     * @throws IOException if the disk is full or fails
     */
    public static void write(Path target, Content content) throws IOException {
        requireWritable(target);
        try {
            writeWhole(target.toAbsolutePath(), content);
        } catch (AccessDeniedException e) {
            throw refusal(target, "permission denied: " + e.getFile(), e);
        } catch (IOException e) {
            throw new IOException(
                    "cannot write "
                            + target
                            + ": "
                            + reason(e)
                            + "; free some space or choose another --out",
                    e);
        }
    }

    /**
     * Finds out whether files can be written to a directory, before work is spent on them.
     *
     * @param directory created with its parents if it is missing
     * @throws IllegalArgumentException if it cannot be created or written to
     */
    public static void requireDirectory(Path directory) {
        Path probe = directory.resolve(".gradlab-" + UUID.randomUUID() + ".tmp");
        requireWritable(probe);
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
            }
            Files.createFile(probe);
            Files.delete(probe);
        } catch (IOException e) {
            throw refusal(directory, reason(e), e);
        }
    }

    private static void requireWritable(Path target) {
        if (Files.isDirectory(target)) {
            throw refusal(target, "it is a directory", null);
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw refusal(target, "it is write-protected", null);
        }
        Path parent = target.toAbsolutePath().getParent();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        if (parent != null && !Files.isDirectory(parent)) {
            throw refusal(target, parent + " is a file, not a directory", null);
        }
        if (parent != null && !Files.isWritable(parent)) {
            throw refusal(target, "the directory " + parent + " is write-protected", null);
        }
    }

    private static void writeWhole(Path target, Content content) throws IOException {
        Path directory = target.resolveSibling("");
        if (!Files.isDirectory(directory)) { // Java 17 refuses a link to a directory here
            Files.createDirectories(directory);
        }
        Path temporary = directory.resolve(".gradlab-" + UUID.randomUUID() + ".tmp");
        try {
            // Created this way and not as Java's temporary file, which nobody else may read.
            Files.createFile(temporary);
            fill(temporary, content);
            replace(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    // A FileOutputStream, because an interrupt closes a FileChannel: the best parameters of a run
    // that is being stopped would be lost.
    private static void fill(Path temporary, Content content) throws IOException {
        try (FileOutputStream file = new FileOutputStream(temporary.toFile());
                OutputStream out = new BufferedOutputStream(file)) {
            content.writeTo(out);
            out.flush();
            file.getFD().sync();
        }
    }

    static void replace(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException problem && problem.getReason() != null) {
            return problem.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static UserMistake refusal(Path target, String why, @Nullable Exception cause) {
        return new UserMistake(
                "cannot write " + target + ": " + why + "; choose another --out", cause);
    }
}
