package io.gradlab.cli;

import io.gradlab.console.Console;
import io.gradlab.core.Language;
import io.gradlab.core.Require;
import io.gradlab.core.Text;
import io.gradlab.core.UserMistake;
import io.gradlab.experiment.Experiment;
import io.gradlab.experiment.ExperimentRegistry;
import io.gradlab.experiment.Laboratory;
import io.gradlab.report.HtmlReport;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Table;
import io.gradlab.result.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Named experiments. */
@Command(name = "run", description = "Runs experiments and writes each to --out/ID.")
final class RunCommand extends LaboratoryOptions {

    /**
     * Nanoseconds: a page of ten experiments took 0.8 s of processor time in a JVM just started.
     */
    private static final long PAGE_EVERY = 10_000_000_000L;

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "Ids of experiments, see the list command (default: all).")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--cure",
            description =
                    "Look for the change that helps, as cure does, where something fails: in two-layer,"
                            + " zero-init, vanishing-gradient, dead-relu and exploding-gradient.")
    private boolean cure;

    @Override
    public Integer call() throws IOException {
        List<Experiment> experiments = new LinkedHashSet<>(ids).stream().map(this::named).toList();
        return run(this, experiments.isEmpty() ? ExperimentRegistry.all() : experiments);
    }

    @Override
    Laboratory laboratory(List<Experiment> experiments) throws IOException {
        Laboratory laboratory = super.laboratory(experiments);
        if (cure) {
            Require.that(
                    experiments.stream().anyMatch(one -> one.fails(laboratory)),
                    "%s: nothing fails there, so that --cure has no effect; leave it out",
                    experiments.stream().map(Experiment::id).collect(Collectors.joining(", ")));
            laboratory.lookForCures();
        }
        return laboratory;
    }

    @Override
    List<String> given(Experiment experiment, Laboratory laboratory) {
        List<String> others = super.given(experiment, laboratory);
        return cure && experiment.fails(laboratory)
                ? Stream.concat(Stream.of("--cure"), others.stream()).toList()
                : others;
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
        Laboratory laboratory = options.laboratory(experiments);
        laboratory.drawIn(language);
        // After every check of the arguments: a refusal leaves no empty directory.
        laboratory.open(ReportCommand.ids(), Terminal::warn);
        console.line(Text.of("data: %s", laboratory.data().name()));
        List<ExperimentResult> results = new ArrayList<>();
        try {
            runAll(options, laboratory, experiments, results);
        } catch (CancellationException stop) {
            if (!results.isEmpty()) {
                writePage(options);
            }
            console.line(stopped(options.out(), results.size(), experiments.size()));
            return ExitCode.INTERRUPTED;
        }
        tellRemoved(options.out(), results);
        console.line("");
        console.table(summary(results));
        if (options.quick()) {
            console.line(leftOut());
        }
        ReportCommand.render(options.out(), options.language.ofPages(), console);
        return ExitCode.OK;
    }

    private static void runAll(
            LaboratoryOptions options,
            Laboratory laboratory,
            List<Experiment> experiments,
            List<ExperimentResult> results)
            throws IOException {
        long page = System.nanoTime();
        for (Experiment experiment : experiments) {
            List<String> given = options.given(experiment, laboratory);
            laboratory.keepCommand(CommandText.of("run " + experiment.id(), given), given);
            results.add(experiment.run(laboratory));
            if (System.nanoTime() - page > PAGE_EVERY) {
                writePage(options);
                page = System.nanoTime();
            }
        }
    }

    /** What is finished, for whoever looks before the end, or if something ends the run. */
    private static void writePage(LaboratoryOptions options) throws IOException {
        HtmlReport.write(
                options.out(),
                ReportCommand.ids(),
                options.language.ofPages(),
                warning -> {}); // told at the end
    }

    private static Text stopped(Path out, int finished, int all) {
        return finished == 0
                ? Text.of("stopped: 0 of %d experiments are finished, and nothing was written", all)
                : Text.of(
                        "stopped: %d of %d experiments are finished; %s shows them, %s renders it again",
                        finished,
                        all,
                        out.resolve(HtmlReport.FILE),
                        CommandText.of("report", List.of("--out", out.toString())));
    }

    private static Text leftOut() {
        return Text.of(
                "quick: %d starts stand behind a share of 1000 epochs instead of %d, %d behind one of step 1 or 100 epochs instead of %d, one training one after another instead of %d, a tenth of the networks of born-dead; figures are SVG alone; without --quick all",
                Laboratory.QUICK_SEEDS,
                Laboratory.SEEDS,
                Laboratory.QUICK_MANY_SEEDS,
                Laboratory.MAX_SEEDS,
                Laboratory.FEW_SEEDS);
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
                count(result, Word.CONFIRMED),
                count(result, Word.CORRECTED),
                count(result, Word.UNDECIDED),
                Math.round(result.seconds() * 10) / 10.0);
    }

    private static int count(ExperimentResult result, Word word) {
        return (int) result.verdicts().stream().filter(v -> v.word() == word).count();
    }
}
