package io.gradlab.cli;

import io.gradlab.core.Require;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A data set in a file. */
final class DataFileOption {

    private static final String DEFAULT = "notebooks-data/moon1000.csv";

    @Option(
            names = "--data",
            paramLabel = "FILE.csv",
            description =
                    "Data set; label 0/1, optional split, numeric features (default: Moon1000).")
    private @Nullable Path file;

    /** The given file, or null. */
    @Nullable Path given() {
        return file;
    }

    /** The file that is read: the given one or the committed Moon1000. */
    Path file() {
        if (file != null) {
            return file;
        }
        Path home = Path.of(System.getProperty("gradlab.home", ""));
        Path committed = home.resolve(DEFAULT);
        Require.that(
                Files.exists(committed),
                "the default data set %s is not there; run in the project's folder, or give --data FILE.csv",
                committed);
        return committed;
    }
}
