package io.gradlab.cli;

import io.gradlab.train.RunnerResult;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One free run. */
@Command(
        name = "train",
        description = {
            "Trains one network; writes history.csv, gradients.csv, best and last parameters and the"
                    + " curves to --out."
        })
final class TrainCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private FreeRun run = new FreeRun();

    @Override
    public Integer call() throws IOException {
        RunnerResult result = run.train(null);
        run.console().line("wrote    " + run.out());
        if (result.divergence() != null) {
            return Failure.error(
                    spec.commandLine().getErr(),
                    "%s; lower --learning-rate or add --clip-norm 1; what was best is in %s"
                            .formatted(result.divergence(), run.out()),
                    ExitCode.DIVERGED);
        }
        return result.stopped() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }
}
