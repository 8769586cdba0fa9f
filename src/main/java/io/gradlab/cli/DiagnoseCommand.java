package io.gradlab.cli;

import io.gradlab.core.Text;
import io.gradlab.health.HealthListener;
import io.gradlab.train.RunnerResult;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin private CureOptions cure = new CureOptions();

    @Option(names = "--cure", description = "Look for the change that helps, as cure does.")
    private boolean mend;

    @Override
    public Integer call() throws IOException {
        if (!mend) {
            Idle.refuse(spec, "without --cure nothing is changed", CureOptions.NAMES);
        }
        CureRun study = mend ? new CureRun(this, cure) : null;
        Prepared prepared = prepared();
        HealthListener health = listener(prepared);
        RunnerResult result =
                train(prepared, health, study == null ? null : study.sequel(prepared));
        console().line(Text.of("wrote    %s", out()));
        return result.stopped() || (study != null && study.stopped())
                ? ExitCode.INTERRUPTED
                : HealthFiles.exitCode(health.report());
    }
}
