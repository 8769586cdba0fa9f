package io.gradlab.cli;

import ai.djl.Device;
import io.gradlab.core.UserMistake;
import io.gradlab.data.Dataset;
import io.gradlab.data.OutputFolder;
import io.gradlab.data.RunFolder;
import io.gradlab.experiment.PopulationStudy;
import io.gradlab.population.Member;
import io.gradlab.population.PopulationResult;
import io.gradlab.report.Console;
import io.gradlab.report.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** One configuration from many starts. */
@Command(
        name = "population",
        mixinStandardHelpOptions = true,
        description = {
            "Trains one configuration from many starts at once; says the success probability, the"
                    + " distribution of scores and losses, and what became of the members.",
            "Writes members.csv, result.json and the figure test-accuracy to --out."
        })
final class PopulationCommand implements Callable<Integer> {

    private static final int DEFAULT_MEMBERS = 1000;

    @ParentCommand private GradlabCommand parent = new GradlabCommand();
    @Mixin private PopulationOptions options = new PopulationOptions();

    @Override
    public Integer call() throws IOException {
        CommonOptions common = parent.common();
        Language language = common.figureLanguage();
        Device device = common.device();
        Console console = common.console();
        Dataset data = common.dataset();
        Member member = options.member(data.width());
        int members = options.members(DEFAULT_MEMBERS);
        PopulationStudy study =
                new PopulationStudy(
                        data,
                        member,
                        members,
                        common.seed(),
                        options.success(),
                        common.epochs(PopulationOptions.DEFAULT_EPOCHS));
        if (Files.exists(common.out().resolve("map.json"))) {
            throw new UserMistake(
                    "--out '" + common.out() + "' holds a map; choose another folder");
        }
        OutputFolder folder = common.open();
        console.line("data     " + data.name());
        console.line("network  " + member.architecture() + ", " + members + " members");
        PopulationResult result;
        try (RunFolder files = new RunFolder(folder.path(), PopulationStudy.names())) {
            result = study.train(device, console, common.stop());
            if (result.members().isEmpty()) {
                console.line("stopped before a member was finished; nothing was written");
                return ExitCode.INTERRUPTED;
            }
            folder.wasRemoved();
            study.report(result, device, console, files, language);
        }
        console.line("wrote    " + folder.path());
        return result.stopped() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }
}
