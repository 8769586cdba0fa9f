package io.gradlab.cli;

import io.gradlab.core.Text;
import io.gradlab.health.HealthListener;
import io.gradlab.train.RunnerResult;
import java.io.IOException;
import picocli.CommandLine.Command;

/** One free run with a diagnosis at its end. */
@Command(
        name = "diagnose",
        description = {
            "Trains one network as train does, and says why it does not learn: what is wrong, since"
                    + " which step, the evidence, the remedy.",
            "Writes diagnosis.txt and health.json beside the files of train."
        },
        footer = {
            "",
            "Exit codes: 0 no alarm, warnings aside; 4 an alarm, divergence among them; else as train."
        })
final class DiagnoseCommand extends FreeRun {

    @Override
    public Integer call() throws IOException {
        Prepared prepared = prepared();
        HealthListener health =
                HealthListener.builder()
                        .optFeatureNames(prepared.begun().data().featureNames())
                        .build();
        RunnerResult result = train(prepared, health);
        console().line(Text.of("wrote    %s", out()));
        return result.stopped() ? ExitCode.INTERRUPTED : HealthFiles.exitCode(health.report());
    }
}
