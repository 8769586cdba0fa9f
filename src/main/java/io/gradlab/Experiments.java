package io.gradlab;

import io.gradlab.cli.GradlabCommand;

/** The command line's main class; {@code Experiments --help} tells what it takes. */
public final class Experiments {

    private Experiments() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param arguments none for every experiment
     */
    public static void main(String[] arguments) {
        int exitCode = GradlabCommand.runProcess(arguments);
        // Under mvn exec:java a normal return lets Maven end; only a failure must end it.
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
