package io.gradlab.cli;

import io.gradlab.train.RunnerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long training goes on. */
final class EpochsOption {

    @Option(names = "--epochs", paramLabel = "N", description = "Number of epochs (default: 1000).")
    private @Nullable Integer epochs;

    /**
     * The number of epochs that the user chose, or null.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    @Nullable Integer chosen() {
        return epochs == null ? null : RunnerConfig.epochs(epochs).epochs();
    }

    int or(int otherwise) {
        return epochs == null ? otherwise : epochs;
    }
}
