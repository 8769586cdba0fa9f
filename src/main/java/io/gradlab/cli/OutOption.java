package io.gradlab.cli;

import io.gradlab.core.UserMistake;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where files go. */
final class OutOption {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out",
            description = "Where files go (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("out");

    /**
     * The directory, which need not exist.
     *
     * @throws IllegalArgumentException if the name is empty, as from an unset variable of a shell
     */
    Path directory() {
        if (out.toString().isEmpty()) {
            throw new UserMistake(
                    "--out '' names no directory; use for example --out out, or --out . for this"
                            + " one");
        }
        return out;
    }
}
