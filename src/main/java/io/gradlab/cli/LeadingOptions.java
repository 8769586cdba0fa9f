package io.gradlab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Options before the name of a command are the command's. */
final class LeadingOptions {

    static final List<String> VERSION = List.of("-V", "--version");

    private LeadingOptions() {}

    /**
     * Moves what stands before the name of a command behind it: {@code --seed 3 train --epochs 10}
     * becomes {@code train --seed 3 --epochs 10}. Not where the version is asked for.
     */
    static String[] behindTheCommand(CommandLine program, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        int at = commandAt(program, all);
        if (at == all.size()
                || !program.getSubcommands().containsKey(all.get(at))
                || all.subList(0, at).stream().anyMatch(VERSION::contains)) {
            return arguments;
        }
        all.add(0, all.remove(at));
        return all.toArray(String[]::new);
    }

    /**
     * Where the name of a command stands, or what somebody took for one: the first word that is
     * neither an option nor the value of one; at the end if there is none.
     */
    static int commandAt(CommandLine program, List<String> arguments) {
        int at = 0;
        while (at < arguments.size() && arguments.get(at).startsWith("-")) {
            String option = arguments.get(at);
            at++;
            if (at < arguments.size() && takesNext(program, option, arguments.get(at))) {
                at++;
            }
        }
        return at;
    }

    /** Of an option that no command knows, a word that is no command is taken for its value. */
    private static boolean takesNext(CommandLine program, String option, String next) {
        List<OptionSpec> known =
                Stream.concat(Stream.of(program), program.getSubcommands().values().stream())
                        .map(command -> command.getCommandSpec().optionsMap())
                        .map(options -> options.get(option))
                        .filter(Objects::nonNull)
                        .toList();
        return known.isEmpty()
                ? !option.contains("=")
                        && !next.startsWith("-")
                        && !program.getSubcommands().containsKey(next)
                : known.stream().anyMatch(one -> one.arity().max() > 0);
    }
}
