package io.gradlab.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a command writes to: there from its start, without the temporary files of killed
 * processes, and missed when somebody removes it meanwhile. Not safe for several threads.
 */
public final class OutputFolder {

    private final Path path;
    private final Consumer<String> warning;
    private @Nullable Object identity;

    private OutputFolder(Path path, Consumer<String> warning) {
        this.path = path;
        this.warning = warning;
        identity = identity();
    }

    /**
     * Opens the folder; the last thing before work begins, so that a refusal of something else
     * leaves no empty folder.
     *
     * @param path created with its parents if it is missing
     * @param parts names of folders in it that the command writes to, swept as well where they are
     *     folders themselves and not links
     * @param warning told one line if the folder has been removed
     * @return the folder
     * @throws IllegalArgumentException if it cannot be created or written to
     * @throws IOException if it cannot be listed
     */
    public static OutputFolder open(Path path, Collection<String> parts, Consumer<String> warning)
            throws IOException {
        AtomicFiles.requireDirectory(path);
        AtomicFiles.sweep(path);
        for (String part : parts) {
            if (Files.isDirectory(path.resolve(part), LinkOption.NOFOLLOW_LINKS)) {
                AtomicFiles.sweep(path.resolve(part));
            }
        }
        return new OutputFolder(path, warning);
    }

    /**
     * Where it is.
     *
     * @return as it was opened
     */
    public Path path() {
        return path;
    }

    /**
     * Whether the folder has been removed since it was opened or last asked about, which is told;
     * what is written next makes it again. To be asked before that: a folder made again cannot be
     * told from the first one on every file system.
     *
     * @return true once for each removal
     */
    public boolean wasRemoved() {
        Object before = identity;
        identity = identity();
        boolean removed = before != null && !before.equals(identity);
        if (removed) {
            warn(
                    path
                            + " was removed during the run; it is made again, without what else was there");
        }
        return removed;
    }

    /**
     * Tells something about what is in the folder.
     *
     * @param line one line
     */
    public void warn(String line) {
        warning.accept(line);
    }

    /** Null if there is no such folder; its path where the file system has no better. */
    private @Nullable Object identity() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isDirectory()
                    ? Objects.requireNonNullElse(attributes.fileKey(), path)
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
