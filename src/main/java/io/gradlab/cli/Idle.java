package io.gradlab.cli;

import io.gradlab.core.UserMistake;
import picocli.CommandLine.Model.CommandSpec;

/** Options that another one makes idle: taken in silence, somebody would believe in them. */
final class Idle {

    private Idle() {}

    /**
     * Refuses options that were given, even with their defaults, and have no effect.
     *
     * @param because what makes them idle, as the beginning of a sentence
     */
    static void refuse(CommandSpec command, String because, String... options) {
        for (String option : options) {
            if (given(command, option)) {
                throw refusal(because, option);
            }
        }
    }

    /** Whether an option was given, even with its default. */
    static boolean given(CommandSpec command, String option) {
        return command.commandLine().getParseResult().hasMatchedOption(option);
    }

    static UserMistake refusal(String because, String option) {
        return new UserMistake(
                "%s, so that %s has no effect; leave it out".formatted(because, option));
    }
}
