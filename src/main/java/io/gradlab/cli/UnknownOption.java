package io.gradlab.cli;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option that a command does not take: another command's, one spelt otherwise, one of another
 * program, or nothing known.
 *
 * @param command that does not take it
 * @param name as it was given, without a value
 */
record UnknownOption(CommandLine command, String name) {

    private static final Pattern OPTION = Pattern.compile("--?[A-Za-z].*", Pattern.DOTALL);

    /**
     * The first option that a command, or the program before its name, was given and does not know.
     */
    static Optional<UnknownOption> in(CommandLine command) {
        return Stream.of(command, program(command))
                .flatMap(given -> given.getUnmatchedArguments().stream())
                .filter(argument -> OPTION.matcher(argument).matches())
                .map(argument -> argument.replaceFirst("(?s)=.*", ""))
                .map(name -> new UnknownOption(command, name))
                .findFirst();
    }

    /** What is wrong and how to mend it; ends in a mend or a question. */
    String message() {
        String own = meant(command).orElse(null);
        String others = commandsWith(name);
        if (!others.isEmpty()) {
            return own == null ? foreign(name, others, "") : foreign(name, others, own);
        }
        if (own != null) {
            return "unknown option " + name + "; did you mean " + own + "?";
        }
        String reason = OptionNames.absent(plain(name));
        if (reason != null) {
            return "there is no option " + name + ": " + reason + "; leave it out";
        }
        return commands()
                .flatMap(other -> meant(other).stream())
                .findFirst()
                .map(meant -> foreign(meant, commandsWith(meant), ""))
                .orElseGet(() -> "unknown option " + name + suggestion());
    }

    private String foreign(String option, String others, String own) {
        CommandSpec spec = command.getCommandSpec();
        String who = spec.parent() == null ? "gradlab without a command" : spec.name();
        String given = option.equals(name) ? option : option + " (" + name + ")";
        return who
                + " does not use "
                + given
                + ", but "
                + others
                + "; "
                + (own.isEmpty() ? "leave it out" : "did you mean " + own + "?");
    }

    private String suggestion() {
        List<String> like =
                new CommandLine.UnmatchedArgumentException(command, List.of(name)).getSuggestions();
        return like.isEmpty()
                ? "; leave it out"
                : "; did you mean " + String.join(", ", like) + "?";
    }

    /** The option of a command that the name means there. */
    private Optional<String> meant(CommandLine other) {
        List<String> options =
                other.getCommandSpec().options().stream()
                        .map(OptionSpec::longestName)
                        .filter(option -> !option.equals(name))
                        .toList();
        String plain = plain(name);
        Stream<String> spelt = options.stream().filter(option -> plain(option).equals(plain));
        Stream<String> named = OptionNames.of(plain).stream().filter(options::contains);
        return Stream.concat(spelt, named).findFirst();
    }

    /** Those of the help; the program without a command takes what run takes. */
    private Stream<CommandLine> commands() {
        return program(command).getSubcommands().values().stream()
                .filter(other -> !other.getCommandSpec().usageMessage().hidden());
    }

    private static CommandLine program(CommandLine command) {
        return Objects.requireNonNullElse(command.getParent(), command);
    }

    private String commandsWith(String option) {
        return does(
                commands()
                        .filter(other -> other != command)
                        .filter(other -> other.getCommandSpec().optionsMap().containsKey(option))
                        .map(other -> other.getCommandSpec().name())
                        .toList());
    }

    /** Who does: empty, or for example {@code train and diagnose do}. */
    static String does(List<String> names) {
        int last = names.size() - 1;
        return switch (names.size()) {
            case 0 -> "";
            case 1 -> names.get(0) + " does";
            default ->
                    String.join(", ", names.subList(0, last)) + " and " + names.get(last) + " do";
        };
    }

    private static String plain(String name) {
        return name.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
    }
}
