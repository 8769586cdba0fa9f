package io.gradlab.data;

import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a CSV file comes from: a file, or a stream such as standard input. */
public final class CsvInput {

    private final String name;
    private final String shown;
    private final @Nullable Path file;
    private final @Nullable InputStream stream;

    private CsvInput(String name, String shown, @Nullable Path file, @Nullable InputStream stream) {
        this.name = name;
        this.shown = shown;
        this.file = file;
        this.stream = stream;
    }

    /** A regular file; whether it is one is seen when it is read. */
    public static CsvInput of(Path file) {
        String name = Objects.requireNonNullElse(file.getFileName(), file).toString();
        return new CsvInput(name, "data file " + file, file, null);
    }

    /**
     * A stream, which is read once and closed.
     *
     * @param name in the name of the data set and in messages, for example {@code standard input}
     */
    public static CsvInput of(InputStream stream, String name) {
        return new CsvInput(name, name, null, stream);
    }

    /** For the name of the data set: that of the file, without its folder. */
    String name() {
        return name;
    }

    /** In messages. */
    @Override
    public String toString() {
        return shown;
    }

    InputStream open() throws IOException {
        return stream != null ? stream : open(Objects.requireNonNull(file));
    }

    private InputStream open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw CsvErrors.in(this, "this is a directory; name a CSV file");
        }
        Require.that(Files.exists(path), "%s does not exist; name a CSV file", shown);
        if (!Files.isRegularFile(path)) { // opening a pipe waits for a writer, perhaps for ever
            throw CsvErrors.in(
                    this,
                    "this is no regular file, but a pipe or a device; save what it gives as a CSV file, or pass it to standard input and name -");
        }
        try {
            return Files.newInputStream(path);
        } catch (AccessDeniedException e) {
            throw new UserMistake(
                    shown + " may not be read: permission denied; make it readable", e);
        }
    }
}
