package io.gradlab.cli;

import io.gradlab.experiment.Experiment;
import io.gradlab.experiment.ExperimentRegistry;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The experiments there are. */
@Command(name = "list", description = "Lists the experiments: id, section of the book, question.")
final class ListCommand implements Callable<Integer> {

    @SuppressWarnings("unused") // --quiet: everything that is printed was asked for
    @Mixin
    private StandardOptions standard = new StandardOptions();

    @Override
    public Integer call() {
        for (Experiment experiment : ExperimentRegistry.all()) {
            System.out.printf(
                    "%-20s %-18s %s%n", experiment.id(), experiment.book(), experiment.question());
        }
        return ExitCode.OK;
    }
}
