package io.gradlab.cli;

import io.gradlab.core.Text;
import io.gradlab.data.DataSplits;
import io.gradlab.health.Preflight;
import io.gradlab.train.RunnerResult;
import java.io.IOException;
import java.util.List;
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
        Prepared prepared = prepared();
        RunnerResult result = train(prepared, null, null);
        console().line(Text.of("wrote    %s", out()));
        tellUnscaled(prepared.begun().data());
        if (result.divergence() != null) {
            return Failure.error(
                    spec.commandLine().getErr(),
                    "%s; lower --learning-rate or add --clip-norm 1; what was best is in %s"
                            .formatted(result.divergence(), out()),
                    ExitCode.DIVERGED);
        }
        return result.stopped() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }

    /** What diagnose would find of the data alone; the score may be that of a constant. */
    private void tellUnscaled(DataSplits data) {
        Preflight.unscaled(data.train().features(), data.featureNames())
                .ifPresent(
                        measured ->
                                warn(
                                        List.of(
                                                Text.of(
                                                        "the features are unscaled, %s; --standardize gives each of them mean 0 and standard deviation 1, and diagnose says what comes of it",
                                                        measured))));
    }
}
