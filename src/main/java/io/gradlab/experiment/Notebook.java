package io.gradlab.experiment;

import io.gradlab.core.Json;
import io.gradlab.core.Text;
import io.gradlab.engine.Torch;
import io.gradlab.engine.Versions;
import io.gradlab.figure.CurvesFigure.Curve;
import io.gradlab.figure.Figure;
import io.gradlab.figure.FigureFiles;
import io.gradlab.files.RunFolder;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.ResultFile;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import io.gradlab.train.History;
import io.gradlab.train.RunDescription;
import io.gradlab.train.RunFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The laboratory notebook of one experiment: prints what is entered, keeps it, and closes with
 * {@code result.json}. So nothing is printed that is not in the result.
 */
final class Notebook {

    private static final String RESULT = "result.json";

    private final Laboratory lab;
    private final Experiment experiment;
    private final Path directory;
    private final long start = System.nanoTime();
    private final Map<String, Object> configuration = new LinkedHashMap<>();
    private final List<Table> tables = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private final RunFolder files;
    private @Nullable Run trained;

    /**
     * Opens the notebook and prints the question.
     *
     * @param seeds that the experiment takes, in a row
     */
    Notebook(Laboratory lab, Experiment experiment, long[] seeds) {
        this.lab = lab;
        this.experiment = experiment;
        directory = lab.out().resolve(experiment.id());
        files =
                new RunFolder(
                        directory,
                        Stream.concat(RunFiles.NAMES.stream(), Stream.of(RESULT)).toList());
        line("");
        line(Text.of("== %s (book %s)", experiment.id(), Text.of(experiment.book())));
        line(Text.of(experiment.question()));
        if (experiment.inputs().contains(Experiment.Factor.DATA)) {
            enter("data", lab.data().name());
        }
        enter("seeds", range(seeds));
    }

    /** For example {@code 0 to 4}; {@code 0} of a single one. */
    static Text range(long[] seeds) {
        return seeds.length == 1
                ? Text.of(String.valueOf(seeds[0]))
                : Text.of("%d to %d", seeds[0], seeds[seeds.length - 1]);
    }

    /** One line of the set-up, printed and kept. */
    void enter(String name, Object value) {
        configuration.put(name, value);
        line(Text.of("  %s: %s", Text.of(name), value));
    }

    void line(String line) {
        lab.console().line(line);
    }

    private void line(Text line) {
        lab.console().line(line);
    }

    void table(Table table) {
        tables.add(table);
        line("");
        lab.console().table(table);
    }

    /** Diagnoses, and what mends the first cause of each. */
    void diagnoses(Diagnoses diagnoses) {
        table(diagnoses.table());
        diagnoses.remedies().ifPresent(this::table);
    }

    /** A table too long for the console; it stands in the result alone. */
    void longTable(Table table) {
        tables.add(table);
        line("");
        line(
                Text.of(
                        "%s: %d rows, in %s",
                        table.title(), table.rows().size(), directory.resolve(RESULT)));
    }

    /** Printed behind all tables. */
    void verdict(Verdict verdict) {
        verdicts.add(verdict);
    }

    void figure(String name, Figure figure) {
        figures.put(name, figure);
    }

    /** The same where there is one: not every data set can be drawn. */
    void figure(String name, Optional<? extends Figure> figure) {
        figure.ifPresent(drawn -> figure(name, drawn));
    }

    /** The run whose history, gradient norms, best and last parameters are kept as files. */
    void runFiles(Run run) {
        trained = run;
    }

    private void writeRun(Run run) throws IOException {
        Map<String, Object> described = Networks.described(run.setup());
        described.put("epochs", run.result().history().epochs());
        described.put("data", lab.data().name());
        described.put("training", "Runner: automatic differentiation, float32");
        RunDescription description =
                new RunDescription(
                        run.setup().architecture(),
                        run.seed(),
                        device(),
                        lab.description(),
                        described);
        new RunFiles(files, description).write(run.result(), run.test(), run.gradientNorms());
    }

    static Curve curve(Text name, Run run) {
        History history = run.result().history();
        return new Curve(
                name,
                history.trainLoss(),
                history.trainAccuracy(),
                history.validationLoss(),
                history.validationAccuracy());
    }

    private String device() {
        return lab.device();
    }

    /**
     * Writes everything and says where. Not before, so that an experiment that is stopped leaves an
     * earlier result whole, with its figures.
     */
    ExperimentResult close() throws IOException {
        if (lab.looksForCures()) {
            Cures cures = Cures.of(lab, experiment.failing(lab));
            cures.tables().forEach(this::table);
            cures.figures().forEach(this::figure);
        }
        line("");
        verdicts.forEach(lab.console()::verdict);
        configuration.put("seed", lab.seed());
        configuration.put("options", lab.options());
        configuration.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        configuration.put("device", device());
        configuration.put("threads", Torch.threads());
        configuration.put("versions", Versions.current());
        ExperimentResult result =
                new ExperimentResult(
                        experiment.id(),
                        experiment.book(),
                        experiment.question(),
                        lab.command(),
                        configuration,
                        tables,
                        verdicts,
                        List.copyOf(figures.keySet()),
                        labels(),
                        (System.nanoTime() - start) * 1e-9);
        lab.tellIfRemoved();
        figures.keySet().forEach(name -> files.replaces(FigureFiles.names(name)));
        earlierFigures().forEach(name -> files.replaces(FigureFiles.names(name)));
        try (files) {
            files.describe(RESULT, () -> Json.object(ResultFile.json(result)));
            if (trained != null) {
                writeRun(trained);
            }
            for (Map.Entry<String, Figure> figure : figures.entrySet()) {
                write(figure.getKey(), figure.getValue());
            }
        }
        line(Text.of("written to %s in %.1f s", directory, result.seconds()));
        return result;
    }

    private List<Text> labels() {
        return figures.values().stream().flatMap(one -> one.texts().stream()).distinct().toList();
    }

    private void write(String name, Figure figure) throws IOException {
        if (lab.isQuick()) {
            FigureFiles.writeSvg(files, name, figure, lab.language());
        } else {
            FigureFiles.write(files, name, figure, lab.language());
        }
    }

    /** Another data set may have had more of them. */
    private List<String> earlierFigures() {
        try {
            return ResultFile.read(directory.resolve(RESULT)).figures();
        } catch (IllegalArgumentException | IOException none) { // or damaged
            return List.of();
        }
    }
}
