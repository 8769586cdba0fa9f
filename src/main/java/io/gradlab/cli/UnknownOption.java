package io.gradlab.cli;

import static io.gradlab.cli.Spelling.plain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option that a command does not take: another command's, one spelt otherwise, one of another
 * program, or nothing known. Its name is as it was given, without a value.
 */
record UnknownOption(CommandLine command, String name) {

    private static final Pattern OPTION =
            Pattern.compile("[-" + Spelling.DASHES + "]{1,3}[A-Za-z].*", Pattern.DOTALL);

    /**
     * The first option that a command, or the program before its name, was given and does not know.
     */
    static Optional<UnknownOption> in(CommandLine command) {
        return Stream.of(command, program(command))
                .flatMap(given -> given.getUnmatchedArguments().stream())
                .filter(UnknownOption::isOption)
                .map(argument -> new UnknownOption(command, name(argument)))
                .findFirst();
    }

    /** A word that is an option but for its hyphens, as {@code lr=0.1}. */
    static Optional<UnknownOption> ofWord(CommandLine command, String word) {
        UnknownOption option = new UnknownOption(command, name(word));
        return isOption(word) || word.contains("=") || option.meant(command).isPresent()
                ? Optional.of(option)
                : Optional.empty();
    }

    /** Whether an argument begins with a hyphen, or what an editor makes of one. */
    static boolean isOption(String argument) {
        return OPTION.matcher(argument).matches();
    }

    private static String name(String argument) {
        return argument.replaceFirst("(?s)=.*", "");
    }

    /** What is wrong and how to mend it; ends in a mend or a question. */
    String message() {
        if (LeadingOptions.VERSION.contains(name)) {
            return "the version is that of the program; use gradlab --version";
        }
        String special = OptionNames.absent(command.getCommandName() + "/" + plain(name));
        if (special != null) {
            return absent(special);
        }
        String own = meant(command).orElse("");
        String others = commandsWith(name);
        if (!others.isEmpty()) {
            return foreign(name, others, own);
        }
        if (!own.isEmpty()) {
            return "unknown option " + name + "; did you mean " + own + "?";
        }
        String reason = OptionNames.absent(plain(name));
        if (reason != null) {
            return absent(reason);
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
        String mend = own.isEmpty() ? "leave it out" : "did you mean " + own + "?";
        return "%s does not use %s, but %s; %s".formatted(who, given, others, mend);
    }

    private String absent(String reason) {
        return "there is no option %s: %s; leave it out".formatted(name, reason);
    }

    private String suggestion() {
        return Spelling.nearest(name, longNames(command))
                .map(like -> "; did you mean " + like + "?")
                .orElse("; leave it out");
    }

    private static List<String> longNames(CommandLine command) {
        return command.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
    }

    /** The option of a command that the name means there. */
    private Optional<String> meant(CommandLine other) {
        List<String> options =
                longNames(other).stream().filter(option -> !option.equals(name)).toList();
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
}
