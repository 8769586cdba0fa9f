package io.gradlab.cli;

import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.data.Examples;
import io.gradlab.files.OutputFolder;
import io.gradlab.files.RunFolder;
import io.gradlab.health.HealthReport;
import io.gradlab.health.Preflight;
import io.gradlab.train.Runner;
import java.io.IOException;
import picocli.CommandLine.Command;

/** The diagnosis of a */
@Command(
        name = "preflight",
        description = {
            "Diagnoses the start of what train would train: one forward and one backward pass over the"
                    + " training set, no update.",
            "Writes diagnosis.txt and health.json."
        },
        footer = {"", "Exit codes: 0 no alarm; 4 an alarm; else as train."})
final class PreflightCommand extends StartOptions {
    @Override
    public Integer call() throws IOException {
        Language printed = language(); // refused before anything is read
        Start begun = read();
        try (Runner runner = runner(begun)) {
            OutputFolder folder = open(begun);
            try (RunFolder files = new RunFolder(out(), HealthFiles.NAMES)) {
                Examples examples = begun.data().train();
                HealthReport report =
                        Preflight.builder()
                                .optFeatureNames(begun.data().featureNames())
                                .check(runner.trainer(), examples.features(), examples.labels());
                folder.wasRemoved();
                HealthFiles.publish(files, report, printed);
                console().line(Text.of("wrote    %s", out()));
                return HealthFiles.exitCode(report);
            }
        }
    }

    private Runner runner(Start begun) {
        float rate = ParametersOptions.UNUSED_LEARNING_RATE;
        return begun.loaded(new Runner(begun.network(), Runner.sgd(rate, device.name())));
    }
}
