package io.gradlab.cli;

import io.gradlab.console.Console;
import io.gradlab.core.Language;
import io.gradlab.core.Require;
import io.gradlab.core.Text;
import io.gradlab.data.DataSplits;
import io.gradlab.files.OutputFolder;
import io.gradlab.files.RunFolder;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.population.Member;
import io.gradlab.population.PopulationResult;
import io.gradlab.study.PopulationReport;
import io.gradlab.study.PopulationStudy;
import java.io.IOException;
import java.nio.file.Files;
import picocli.CommandLine.Command;

/** One configuration from many starts. */
@Command(
        name = "population",
        description = {
            "Trains one configuration from many starts at once; says the success probability, the"
                    + " distribution of scores and losses, and what became of the members.",
            "Writes members.csv, result.json and the figure test-accuracy to --out."
        })
final class PopulationCommand extends PopulationOptions {

    private static final int DEFAULT_MEMBERS = 1000;

    @Override
    public Integer call() throws IOException {
        requireUse(ActivationFunction.SIGMOID);
        Language figures = language.ofFigures();
        String deviceName = device.name();
        Console console = console();
        DataSplits examples = data.dataset(this);
        Member member = member(examples.width(), ActivationFunction.SIGMOID);
        int number = members(DEFAULT_MEMBERS);
        PopulationStudy study =
                new PopulationStudy(
                        examples, member, number, seed.seed(), success, epochs.orDefault());
        Require.that(
                !Files.exists(out().resolve("map.json")),
                "--out '%s' holds a map; choose another folder",
                out());
        OutputFolder folder = out.open();
        console.line(Text.of("data     %s", examples.name()));
        console.line(Text.of("network  %s, %d members", member.architecture(), number));
        PopulationResult result;
        try (RunFolder files = new RunFolder(folder.path(), PopulationReport.names())) {
            result = study.train(deviceName, console, Interruption::requested);
            if (result.members().isEmpty()) {
                console.line(
                        Text.of(
                                "stopped: 0 of %d members are finished, and nothing was written",
                                number));
                return ExitCode.INTERRUPTED;
            }
            folder.wasRemoved();
            new PopulationReport(study, result, deviceName, CommandText.of(spec))
                    .write(console, files, figures);
        }
        console.line(
                result.stopped()
                        ? Text.of(
                                "stopped: %d of %d members are finished, see %s (the numbers are theirs)",
                                result.members().size(),
                                number,
                                folder.path().resolve("result.json"))
                        : Text.of("wrote    %s", folder.path()));
        return result.stopped() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }
}
