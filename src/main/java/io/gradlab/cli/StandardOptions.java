package io.gradlab.cli;

import io.gradlab.console.Console;
import io.gradlab.core.Language;
import io.gradlab.core.OneLine;
import io.gradlab.core.Text;
import java.util.List;
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

    /** How a file was read, one line each on the error stream; nothing if quiet. */
    void note(List<Text> notes) {
        if (!quiet) {
            tell("note: %s", notes);
        }
    }

    /** What may be wrong with a file that was read: one line each on the error stream, always. */
    void warn(List<Text> warnings) {
        tell("warning: %s", warnings);
    }

    private void tell(String template, List<Text> texts) {
        for (Text text : texts) {
            System.err.println(OneLine.of(Text.of(template, text).in(language())));
        }
    }

    /** What is printed is in the language of {@code --lang}; in English where there is no such. */
    Language language() {
        OptionSpec option = spec.findOption("--lang");
        return option == null ? Language.EN : Language.of(option.getValue());
    }
}
