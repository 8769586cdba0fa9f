package io.gradlab.cli;

import io.gradlab.console.Console;
import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.core.UserMistake;
import io.gradlab.experiment.Experiment;
import io.gradlab.experiment.ExperimentRegistry;
import io.gradlab.experiment.Laboratory;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Named experiments. */
@Command(name = "run", description = "Runs the named experiments and writes each to --out/ID.")
final class RunCommand extends LaboratoryOptions {

    @Parameters(
            paramLabel = "ID",
            arity = "1..*",
            description = "Ids of experiments, see the list command.")
    private List<String> ids = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        List<Experiment> experiments = new LinkedHashSet<>(ids).stream().map(this::named).toList();
        return run(this, experiments);
    }

    private Experiment named(String id) {
        if (!ReportCommand.ids().contains(id)) {
            String unknown = "unknown experiment '" + id + "'; did you mean ";
            UnknownOption.ofWord(spec.commandLine(), id)
                    .map(UnknownOption::message)
                    .or(() -> Spelling.nearest(id, ReportCommand.ids()).map(m -> unknown + m + "?"))
                    .ifPresent(
                            message -> {
                                throw new UserMistake(message);
                            });
        }
        return ExperimentRegistry.named(id);
    }

    /** Runs experiments one after another, until the user stops. */
    static int run(LaboratoryOptions options, List<Experiment> experiments) throws IOException {
        options.requireUse(experiments);
        Console console = options.console();
        Language language = options.language.ofFigures(); // refused before anything is trained
        Laboratory laboratory = options.laboratory();
        laboratory.drawIn(language);
        // After every check of the arguments: a refusal leaves no empty directory.
        laboratory.open(ReportCommand.ids(), Terminal::warn);
        console.line(Text.of("data: %s", laboratory.data().name()));
        List<ExperimentResult> results = new ArrayList<>();
        for (Experiment experiment : experiments) {
            List<String> given = options.given(experiment.inputs());
            laboratory.keepCommand(CommandText.of("run " + experiment.id(), given), given);
            results.add(experiment.run(laboratory));
        }
        tellRemoved(options.out(), results);
        console.line("");
        console.table(summary(results));
        ReportCommand.render(options.out(), options.language.ofPages(), console);
        return ExitCode.OK;
    }

    private static void tellRemoved(Path out, List<ExperimentResult> results) {
        List<String> ids =
                results.stream()
                        .map(ExperimentResult::id)
                        .filter(id -> Files.notExists(out.resolve(id).resolve("result.json")))
                        .toList();
        if (!ids.isEmpty()) {
            Terminal.warn(
                    "what was written of %s to %s was removed during the run; run %1$s again"
                            .formatted(String.join(" ", ids), out));
        }
    }

    /** How many claims stood, fell or stayed open. */
    private static Table summary(List<ExperimentResult> results) {
        return new Table(
                "Claims",
                List.of("experiment", "confirmed", "corrected", "undecided", "seconds"),
                results.stream().map(RunCommand::row).toList());
    }

    private static List<Object> row(ExperimentResult result) {
        return List.of(
                result.id(),
                count(result, Verdict.Word.CONFIRMED),
                count(result, Verdict.Word.CORRECTED),
                count(result, Verdict.Word.UNDECIDED),
                Math.round(result.seconds() * 10) / 10.0);
    }

    private static int count(ExperimentResult result, Verdict.Word word) {
        return (int) result.verdicts().stream().filter(v -> v.word() == word).count();
    }
}
