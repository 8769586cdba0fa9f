package io.gradlab.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command that runs something again, as a result carries it and a shell takes it. */
final class CommandText {

    /** What no shell changes. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,+-]+");

    /** No number depends on these. */
    private static final List<String> WHERE_TO = List.of("--out", "--quiet", "--lang");

    private CommandText() {}

    /** A command with every option that was given and that its numbers can depend on. */
    static String of(CommandSpec command) {
        Stream<String> options =
                command.commandLine().getParseResult().matchedOptions().stream()
                        .filter(option -> !WHERE_TO.contains(option.longestName()))
                        .flatMap(CommandText::words);
        return of(command.name(), options.toList());
    }

    /** An option as it was given; a flag by its name. */
    static Stream<String> words(OptionSpec option) {
        return option.getValue() instanceof Boolean flag
                ? Stream.of(option.longestName() + (flag ? "" : "=false"))
                : Stream.of(option.longestName(), value(option));
    }

    private static String value(OptionSpec option) {
        String given = String.join("", option.originalStringValues());
        return given.isEmpty() ? option.getValue().toString() : given;
    }

    /** A command with words behind it. */
    static String of(String command, List<String> words) {
        return Stream.concat(
                        Stream.of("scripts/gradlab " + command),
                        words.stream().map(CommandText::shell))
                .collect(Collectors.joining(" "));
    }

    static String shell(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
