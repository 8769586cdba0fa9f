package io.gradlab.files;

import io.gradlab.core.FileTrouble;
import io.gradlab.core.UserMistake;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files that appear whole or not at all.
 *
 * <p>The content goes to a temporary file in the target's directory, is forced to the disk, and is
 * then moved over the target in one step. A reader sees the old content or the new, never a part.
 * If anything fails, the temporary file is deleted and the target stays as it was. Only a process
 * that is killed meanwhile can leave a temporary file behind, whose name says which process it was:
 * see {@link #sweep}. A symbolic link is replaced by the file, not followed, and so is a pipe. An
 * interrupted thread still writes.
 */
public final class AtomicFiles {

    /** Ours, since they carry a process id. */
    private static final Pattern TEMPORARY = Pattern.compile("\\.gradlab-(\\d{1,18})-.+\\.tmp");

    /** Ours from before they did: no process is told. */
    private static final Pattern NAMELESS =
            Pattern.compile("\\.gradlab-\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\.tmp");

    /** No process writes one file for longer. */
    private static final Duration LONGEST_WRITE = Duration.ofDays(1);

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
        write(target, content, () -> {});
    }

    /** What has to happen when the new content is safe and the target still the old one. */
    interface Preparation {
        void run() throws IOException;
    }

    /** The same, with something to do just before the file appears. */
    static void write(Path target, Content content, Preparation preparation) throws IOException {
        requireWritable(target);
        try {
            writeWhole(target.toAbsolutePath(), content, preparation);
        } catch (AccessDeniedException e) {
            throw refusal(target, "permission denied: " + e.getFile(), e);
        } catch (IOException e) {
            String why = FileTrouble.reason(e);
            throw new IOException(
                    "cannot write %s: %s; free some space or choose another path"
                            .formatted(target, why),
                    trouble(target, why, e));
        }
    }

    /**
     * Finds out whether files can be written to a directory, before work is spent on them.
     *
     * @param directory created with its parents if it is missing
     * @throws IllegalArgumentException if it cannot be created or written to
     */
    static void requireDirectory(Path directory) {
        require(
                !Files.exists(directory) || Files.isDirectory(directory),
                directory,
                "it is no directory");
        Path probe = temporary(directory);
        requireWritable(probe);
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
            }
            Files.createFile(probe);
            Files.delete(probe);
        } catch (IOException e) {
            throw refusal(directory, FileTrouble.reason(e), e);
        }
    }

    /**
     * Deletes the temporary files that killed processes have left in one directory, not in those
     * below it, and only regular files: no link is followed.
     *
     * <p>A file stays as long as a process of its id runs here, be it another one that has got the
     * id again; then a later sweep takes it. Process ids of another host or container that shares
     * the directory mean nothing here: a file that is just being written there may be deleted,
     * which its writer notices and mends by writing it once more. Files of versions that wrote no
     * process id go when they are a day old. What cannot be deleted stays.
     *
     * @param directory where to look; nothing happens if it is missing
     * @throws IOException if it cannot be listed
     */
    public static void sweep(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (isLeft(file)) {
                    file.toFile().delete(); // false if another run was faster, or may not
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isLeft(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (NAMELESS.matcher(name).matches()) {
            Instant written =
                    Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
            return written.plus(LONGEST_WRITE).isBefore(Instant.now());
        }
        Matcher ours = TEMPORARY.matcher(name);
        return ours.matches() && ProcessHandle.of(Long.parseLong(ours.group(1))).isEmpty();
    }

    private static Path temporary(Path directory) {
        return directory.resolve(
                ".gradlab-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID() + ".tmp");
    }

    /** Refuses what no file can be moved to. */
    static void requireWritable(Path target) {
        require(!Files.isDirectory(target), target, "it is a directory");
        require(!Files.exists(target) || Files.isWritable(target), target, "it is write-protected");
        Path parent = target.toAbsolutePath().getParent();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        if (parent != null) {
            require(Files.isDirectory(parent), target, parent + " is a file, not a directory");
            require(
                    Files.isWritable(parent),
                    target,
                    "the directory " + parent + " is write-protected");
        }
    }

    private static void writeWhole(Path target, Content content, Preparation preparation)
            throws IOException {
        try {
            writeOnce(target, content, preparation);
        } catch (NoSuchFileException e) { // the directory was removed, or a sweep elsewhere
            writeOnce(target, content, preparation);
        }
    }

    private static void writeOnce(Path target, Content content, Preparation preparation)
            throws IOException {
        Path directory = target.resolveSibling("");
        if (!Files.isDirectory(directory)) { // Java 17 refuses a link to a directory here
            Files.createDirectories(directory);
        }
        Path temporary = temporary(directory);
        try {
            // Created this way and not as Java's temporary file, which nobody else may read.
            Files.createFile(temporary);
            fill(temporary, content);
            preparation.run();
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

    private static void require(boolean holds, Path target, String why) {
        if (!holds) {
            throw refusal(target, why, null);
        }
    }

    private static UserMistake refusal(Path target, String why, @Nullable Exception cause) {
        return new UserMistake(
                "cannot write %s: %s; choose another path".formatted(target, why),
                trouble(target, why, cause));
    }

    /** Names the file for whoever knows where its name came from. */
    private static FileSystemException trouble(Path target, String why, @Nullable Exception cause) {
        FileSystemException trouble = new FileSystemException(target.toString(), null, why);
        trouble.initCause(cause);
        return trouble;
    }
}
