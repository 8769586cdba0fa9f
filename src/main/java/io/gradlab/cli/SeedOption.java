package io.gradlab.cli;

import picocli.CommandLine.Option;

/** From which seed initial weights are drawn. */
final class SeedOption {

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of the initial weights (default: ${DEFAULT-VALUE}).")
    private long seed;

    long seed() {
        return seed;
    }
}
