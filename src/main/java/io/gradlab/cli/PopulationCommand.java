package io.gradlab.cli;

import io.gradlab.console.Console;
import io.gradlab.core.Require;
import io.gradlab.data.DataSplits;
import io.gradlab.files.OutputFolder;
import io.gradlab.files.RunFolder;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.population.Member;
import io.gradlab.population.PopulationResult;
import io.gradlab.result.Language;
import io.gradlab.study.PopulationReport;
import io.gradlab.study.PopulationStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One configuration from many starts. */
@Command(
        name = "population",
        description = {
            "Trains one configuration from many starts at once; says the success probability, the"
                    + " distribution of scores and losses, and what became of the members.",
            "Writes members.csv, result.json and the figure test-accuracy to --out."
        })
final class PopulationCommand implements Callable<Integer> {

    private static final int DEFAULT_MEMBERS = 1000;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private PopulationOptions options = new PopulationOptions();

    @Override
    public Integer call() throws IOException {
        options.requireUse(ActivationFunction.SIGMOID);
        Language language = options.language().ofFigures();
        String device = options.device();
        Console console = options.console();
        DataSplits data = options.data().dataset();
        Member member = options.member(data.width(), ActivationFunction.SIGMOID);
        int members = options.members(DEFAULT_MEMBERS);
        PopulationStudy study =
                new PopulationStudy(
                        data, member, members, options.seed(), options.success(), options.epochs());
        Require.that(
                !Files.exists(options.out().resolve("map.json")),
                "--out '%s' holds a map; choose another folder",
                options.out());
        OutputFolder folder = options.open();
        console.line("data     " + data.name());
        console.line("network  " + member.architecture() + ", " + members + " members");
        PopulationResult result;
        try (RunFolder files = new RunFolder(folder.path(), PopulationReport.names())) {
            result = study.train(device, console, Interruption::requested);
            if (result.members().isEmpty()) {
                console.line("stopped before a member was finished; nothing was written");
                return ExitCode.INTERRUPTED;
            }
            folder.wasRemoved();
            new PopulationReport(study, result, device, CommandText.of(spec))
                    .write(console, files, language);
        }
        console.line("wrote    " + folder.path());
        return result.stopped() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }
}
