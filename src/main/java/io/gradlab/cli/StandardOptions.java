package io.gradlab.cli;

import io.gradlab.console.Console;
import picocli.CommandLine.Option;

/** What every command takes, whether it prints more than it was asked for or not. */
final class StandardOptions {

    @Option(names = "--quiet", description = "Print nothing but errors and asked-for results.")
    private boolean quiet;

    @SuppressWarnings("unused") // picocli acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    boolean quiet() {
        return quiet;
    }

    Console console() {
        return new Console(System.out, quiet, Terminal.present());
    }
}
