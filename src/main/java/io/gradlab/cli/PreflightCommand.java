package io.gradlab.cli;

import io.gradlab.health.HealthReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** The diagnosis of a start. */
@Command(
        name = "preflight",
        mixinStandardHelpOptions = true,
        description = {
            "Diagnoses the start of what train would train: one forward and one backward pass over the"
                    + " training set, no update.",
            "Writes diagnosis.txt and health.json."
        },
        footer = {"", "Exit codes: 0 no alarm; 4 an alarm; else as train."})
final class PreflightCommand implements Callable<Integer> {

    @ParentCommand private GradlabCommand parent = new GradlabCommand();
    @Mixin private FreeRun run = new FreeRun();

    @Override
    public Integer call() throws IOException {
        HealthReport report = run.preflight(parent.common());
        parent.common().console().line("wrote    " + parent.common().out());
        return HealthFiles.exitCode(report);
    }
}
