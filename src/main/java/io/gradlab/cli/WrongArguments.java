package io.gradlab.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What is wrong with words that a command cannot parse, and how to mend it. */
record WrongArguments(CommandLine command, List<String> given) {

    private static final String DELIMITER = "--";

    /** What somebody may take for the name of a command: no number, no option, no setting. */
    private static final Pattern NAME = Pattern.compile("\\p{L}[^=]*");

    /** Numbers of a list that a shell has parted. */
    private static final Pattern PARTED = Pattern.compile(" (--hidden)[= ](\\d[\\d, ]*\\d)(?= |$)");

    /** One line; ends in a mend or a question. */
    static String message(ParameterException e, String... arguments) {
        WrongArguments wrong = new WrongArguments(e.getCommandLine(), List.of(arguments));
        return WrongValue.message(e)
                .or(wrong::unknownCommand)
                .or(wrong::delimiter)
                .or(() -> UnknownOption.in(wrong.command).map(UnknownOption::message))
                .or(wrong::strayWord)
                .orElseGet(() -> String.valueOf(e.getMessage()).replaceFirst("^Error: ", ""));
    }

    private Stream<String> unmatched() {
        return command.getUnmatchedArguments().stream();
    }

    /** Behind {@code --} everything is a word, and only run and compare take words. */
    private Optional<String> delimiter() {
        return given.contains(DELIMITER) && unmatched().findAny().isPresent()
                ? Optional.of("behind -- nothing is an option; leave -- out")
                : Optional.empty();
    }

    private Optional<String> unknownCommand() {
        int at = LeadingOptions.commandAt(command, given);
        if (command.getParent() != null || at == given.size()) {
            return Optional.empty();
        }
        String word = given.get(at);
        if (!NAME.matcher(word).matches()) {
            return Optional.empty();
        }
        String next = at + 1 < given.size() ? given.get(at + 1) : "";
        return Optional.of(unknownCommand(word, next));
    }

    private String unknownCommand(String word, String next) {
        Map<String, String> mends = new LinkedHashMap<>();
        command.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(spec -> !spec.usageMessage().hidden())
                .map(CommandSpec::name)
                .forEach(name -> mends.put(name, name));
        String commands = String.join(", ", mends.keySet());
        if (word.equals("help")) {
            String of = mends.containsKey(next) ? next + " " : "";
            return "there is no command help; use gradlab " + of + "--help";
        }
        mends.put("version", "--version");
        ReportCommand.ids().forEach(id -> mends.put(id, "run " + id));
        return "unknown command '%s'; %s"
                .formatted(
                        word,
                        Spelling.nearest(word, mends.keySet())
                                .map(name -> "did you mean " + mends.get(name) + "?")
                                .orElse("use one of " + commands));
    }

    private Optional<String> strayWord() {
        return unmatched().findFirst().map(this::stray);
    }

    private String stray(String word) {
        return UnknownOption.ofWord(command, word)
                .map(UnknownOption::message)
                .or(this::partedList)
                .or(() -> misplaced(word))
                .orElse("%s takes no word '%s'; leave it out".formatted(name(), word));
    }

    private Optional<String> partedList() {
        Matcher list = PARTED.matcher(" " + String.join(" ", given));
        return list.find()
                ? Optional.of(
                        "a list has commas and no spaces; did you mean %s %s?"
                                .formatted(list.group(1), list.group(2).replaceAll("[, ]+", ",")))
                : Optional.empty();
    }

    /** A file or folder without its option, or an experiment of run. */
    private Optional<String> misplaced(String word) {
        if (ReportCommand.ids().contains(word)) {
            return Optional.of("did you mean run " + word + "?");
        }
        String file = String.valueOf(Path.of(word).getFileName());
        Stream<String> options =
                file.endsWith(".csv")
                        ? Stream.of("--data")
                        : file.matches(".*\\.(params|npz|safetensors)")
                                ? Stream.of("--params", "--init")
                                : Stream.of("--out").filter(out -> name().equals("report"));
        return options.filter(command.getCommandSpec().optionsMap()::containsKey)
                .findFirst()
                .map(option -> "did you mean " + option + " " + word + "?");
    }

    private String name() {
        return command.getCommandSpec().name();
    }
}
