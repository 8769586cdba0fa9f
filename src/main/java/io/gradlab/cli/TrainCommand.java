package io.gradlab.cli;

import io.gradlab.core.Text;
import io.gradlab.train.RunnerResult;
import java.io.IOException;
import picocli.CommandLine.Command;

/** One free run. */
@Command(
        name = "train",
        description = {
            "Trains one network; writes history.csv, gradients.csv, best and last parameters and the"
                    + " curves to --out."
        })
final class TrainCommand extends FreeRun {

    @Override
    public Integer call() throws IOException {
        RunnerResult result = train(prepared(), null, null);
        console().line(Text.of("wrote    %s", out()));
        if (result.divergence() != null) {
            return Failure.error(
                    spec.commandLine().getErr(),
                    "%s; lower --learning-rate or add --clip-norm 1; what was best is in %s"
                            .formatted(result.divergence(), out()),
                    ExitCode.DIVERGED);
        }
        return result.stopped() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }
}
