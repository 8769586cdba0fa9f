package io.gradlab.cli;

import io.gradlab.console.Console;
import io.gradlab.core.Language;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command takes, whether it prints more than it was asked for or not. */
abstract class StandardOptions implements Callable<Integer> {

    @Spec CommandSpec spec = CommandSpec.create();

    @Option(names = "--quiet", description = "Print nothing but errors and asked-for results.")
    boolean quiet;

    @SuppressWarnings("unused") // picocli acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    Console console() {
        return new Console(System.out, quiet, Terminal.screen(), language());
    }

    /** What is printed is in the language of {@code --lang}; in English where there is no such. */
    Language language() {
        OptionSpec option = spec.findOption("--lang");
        return option == null ? Language.EN : Language.of(option.getValue());
    }
}
