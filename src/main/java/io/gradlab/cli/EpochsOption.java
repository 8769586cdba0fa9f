package io.gradlab.cli;

import io.gradlab.train.RunnerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long training goes on. */
final class EpochsOption {

    private static final int DEFAULT = 1000;

    @Option(names = "--epochs", paramLabel = "N", description = "Number of epochs (default: 1000).")
    private @Nullable Integer epochs;

    /** What the user chose, within the range, or null. */
    @Nullable Integer chosen() {
        return epochs == null ? null : RunnerConfig.epochs(epochs).epochs();
    }

    int orDefault() {
        return epochs == null ? DEFAULT : epochs;
    }
}
