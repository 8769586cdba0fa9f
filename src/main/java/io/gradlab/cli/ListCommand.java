package io.gradlab.cli;

import io.gradlab.experiment.Experiment;
import io.gradlab.experiment.ExperimentRegistry;
import picocli.CommandLine.Command;

/** The experiments there are. */
@Command(name = "list", description = "Lists the experiments: id, section of the book, question.")
final class ListCommand extends StandardOptions {

    @Override
    public Integer call() {
        for (Experiment experiment : ExperimentRegistry.all()) {
            System.out.printf(
                    "%-20s %-18s %s%n", experiment.id(), experiment.book(), experiment.question());
        }
        return ExitCode.OK;
    }
}
