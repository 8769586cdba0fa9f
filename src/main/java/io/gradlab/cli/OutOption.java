package io.gradlab.cli;

import io.gradlab.core.Require;
import io.gradlab.files.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Where files go. */
final class OutOption {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out",
            description = "Where files go (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("out");

    /** The directory, which need not exist; an unset variable of a shell would name none. */
    Path directory() {
        Require.that(
                !out.toString().isEmpty(),
                "--out '' names no directory; use for example --out out, or --out . for this one");
        return out;
    }

    /** Opens the directory, when everything else has been checked, and folders in it. */
    OutputFolder open(String... parts) throws IOException {
        return OutputFolder.open(directory(), List.of(parts), Terminal::warn);
    }
}
