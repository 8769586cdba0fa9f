package io.gradlab.cli;

import io.gradlab.data.AtomicFiles;
import io.gradlab.data.Dataset;
import io.gradlab.experiment.Experiment;
import io.gradlab.experiment.ExperimentRegistry;
import io.gradlab.experiment.Laboratory;
import io.gradlab.report.Console;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Named experiments. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs the named experiments and writes each to --out/ID.")
final class RunCommand implements Callable<Integer> {

    @ParentCommand private GradlabCommand parent = new GradlabCommand();

    @Parameters(
            paramLabel = "ID",
            arity = "1..*",
            description = "Ids of experiments, see the list command.")
    private List<String> ids = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        List<Experiment> experiments =
                new LinkedHashSet<>(ids).stream().map(ExperimentRegistry::named).toList();
        return run(parent.common(), experiments);
    }

    /** Runs experiments one after another, until the user stops. */
    static int run(CommonOptions common, List<Experiment> experiments) throws IOException {
        Console console = common.console();
        Dataset data = common.dataset();
        AtomicFiles.requireDirectory(common.out());
        console.line("data: " + data.name());
        Laboratory laboratory =
                new Laboratory(
                        common.out(),
                        common.seed(),
                        common.seeds(),
                        data,
                        common.epochs(),
                        common.device(),
                        console,
                        common.stop());
        for (Experiment experiment : experiments) {
            experiment.run(laboratory);
        }
        return ExitCode.OK;
    }
}
