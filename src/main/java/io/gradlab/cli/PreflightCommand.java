package io.gradlab.cli;

import io.gradlab.files.RunFolder;
import io.gradlab.health.HealthReport;
import io.gradlab.health.Preflight;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The diagnosis of a start. */
@Command(
        name = "preflight",
        description = {
            "Diagnoses the start of what train would train: one forward and one backward pass over the"
                    + " training set, no update.",
            "Writes diagnosis.txt and health.json."
        },
        footer = {"", "Exit codes: 0 no alarm; 4 an alarm; else as train."})
final class PreflightCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private StartOptions start = new StartOptions();

    @Override
    public Integer call() throws IOException {
        try (StartOptions.Ready ready =
                        start.ready(spec, ParametersOptions.UNUSED_LEARNING_RATE, List.of());
                RunFolder files = new RunFolder(start.out(), HealthFiles.NAMES)) {
            HealthReport report =
                    Preflight.check(
                            ready.runner().trainer(),
                            ready.data().train().features(),
                            ready.data().train().labels());
            ready.folder().wasRemoved();
            HealthFiles.publish(files, report);
            start.console().line("wrote    " + start.out());
            return HealthFiles.exitCode(report);
        }
    }
}
