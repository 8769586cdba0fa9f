package io.gradlab.cli;

import io.gradlab.data.AtomicFiles;
import io.gradlab.data.Dataset;
import io.gradlab.experiment.PopulationStudy;
import io.gradlab.population.Member;
import io.gradlab.population.PopulationResult;
import io.gradlab.report.Console;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    private static final int DEFAULT_EPOCHS = 1000;

    @ParentCommand private GradlabCommand parent = new GradlabCommand();
    @Mixin private NetworkOptions networkOptions = new NetworkOptions();

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "0.2",
            description = "Learning rate (default: ${DEFAULT-VALUE}).")
    private float learningRate;

    @Option(
            names = "--clip-norm",
            paramLabel = "C",
            description = "Scale all gradients so that their common L2 norm is at most C.")
    private @Nullable Double clipNorm;

    @Option(
            names = "--members",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Number of starts (default: ${DEFAULT-VALUE}).")
    private int members;

    @Option(
            names = "--success",
            paramLabel = "A",
            defaultValue = "0.95",
            description =
                    "Test accuracy from which a member has succeeded (default: ${DEFAULT-VALUE}).")
    private double success;

    @Override
    public Integer call() throws IOException {
        CommonOptions common = parent.common();
        Console console = common.console();
        Dataset data = common.dataset();
        Member member = networkOptions.member(data.width(), learningRate);
        PopulationStudy study =
                new PopulationStudy(
                        data,
                        clipNorm == null ? member : member.withClipNorm(clipNorm),
                        members,
                        common.seed(),
                        success,
                        common.epochs(DEFAULT_EPOCHS));
        AtomicFiles.requireDirectory(common.out());
        console.line("data     " + data.name());
        console.line("network  " + member.architecture() + ", " + members + " members");
        PopulationResult result = study.train(common.device(), console, common.stop());
        if (!result.members().isEmpty()) {
            study.report(result, common.device(), console, common.out());
        }
        return result.stopped() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }
}
