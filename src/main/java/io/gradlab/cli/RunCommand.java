package io.gradlab.cli;

import io.gradlab.data.Dataset;
import io.gradlab.experiment.Experiment;
import io.gradlab.experiment.ExperimentRegistry;
import io.gradlab.experiment.Laboratory;
import io.gradlab.report.Console;
import io.gradlab.report.ExperimentResult;
import io.gradlab.report.Language;
import io.gradlab.report.Table;
import io.gradlab.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Language language = common.figureLanguage(); // refused before anything is trained
        Dataset data = common.dataset();
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
        laboratory.drawIn(language);
        laboratory.keepOptions(common.options());
        // After every check of the arguments: a refusal leaves no empty directory.
        laboratory.open(ReportCommand::warn);
        console.line("data: " + data.name());
        List<ExperimentResult> results = new ArrayList<>();
        for (Experiment experiment : experiments) {
            results.add(experiment.run(laboratory));
        }
        tellRemoved(common.out(), results);
        console.line("");
        console.table(summary(results));
        ReportCommand.render(common);
        return ExitCode.OK;
    }

    private static void tellRemoved(Path out, List<ExperimentResult> results) {
        List<String> ids =
                results.stream()
                        .map(ExperimentResult::id)
                        .filter(id -> Files.notExists(out.resolve(id).resolve("result.json")))
                        .toList();
        if (!ids.isEmpty()) {
            ReportCommand.warn(
                    "what was written of %s to %s was removed during the run; run %1$s again"
                            .formatted(String.join(" ", ids), out));
        }
    }

    /** How many claims stood, fell or stayed open. */
    private static Table summary(List<ExperimentResult> results) {
        List<List<Object>> rows = new ArrayList<>();
        for (ExperimentResult result : results) {
            rows.add(
                    List.of(
                            result.id(),
                            count(result, Verdict.Word.CONFIRMED),
                            count(result, Verdict.Word.CORRECTED),
                            count(result, Verdict.Word.UNDECIDED),
                            Math.round(result.seconds() * 10) / 10.0));
        }
        return new Table(
                "Claims",
                List.of("experiment", "confirmed", "corrected", "undecided", "seconds"),
                rows);
    }

    private static int count(ExperimentResult result, Verdict.Word word) {
        return (int) result.verdicts().stream().filter(v -> v.word() == word).count();
    }
}
