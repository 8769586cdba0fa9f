package io.gradlab.cli;

import io.gradlab.console.Console;
import io.gradlab.console.TaskProgress;
import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.data.DataSplits;
import io.gradlab.figure.CurvesFigure;
import io.gradlab.figure.FigureFiles;
import io.gradlab.files.OutputFolder;
import io.gradlab.files.RunFolder;
import io.gradlab.health.HealthListener;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.result.Columns;
import io.gradlab.result.Table;
import io.gradlab.study.CureReport;
import io.gradlab.study.MlpTraining;
import io.gradlab.train.Epoch;
import io.gradlab.train.Evaluation;
import io.gradlab.train.GradientNorms;
import io.gradlab.train.History;
import io.gradlab.train.RunDescription;
import io.gradlab.train.RunFiles;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import io.gradlab.train.RunnerResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of one free run, and the run: for {@code train} and {@code diagnose}. */
abstract class FreeRun extends StartOptions {

    private static final String CURVES = "curves";

    @Mixin private EpochsOption epochs = new EpochsOption();
    @Mixin private DescentOptions descent = new DescentOptions();

    @Option(
            names = "--log-every",
            paramLabel = "N",
            defaultValue = "50",
            description =
                    "Epochs between two log lines and two readings of the gradient norms (default:"
                            + " ${DEFAULT-VALUE}).")
    private int logEvery;

    /** What is to be trained, and how. */
    record Prepared(Language figures, GradientNorms gradients, RunnerConfig config, Start begun) {}

    /** Something more that a run writes, behind its own files. */
    interface Sequel {

        /** Does it, after a training that was not stopped. */
        void write(RunFolder files) throws IOException;
    }

    static HealthListener listener(Prepared prepared) {
        return HealthListener.builder()
                .optFeatureNames(prepared.begun().data().featureNames())
                .build();
    }

    /** What a population of the run trains. */
    final MlpTraining training(Start begun) {
        return new MlpTraining(
                configuration(begun, descent),
                epochs.orDefault(),
                begun.read().description().standardisation() != null,
                begun.file() == null ? null : begun.file().parameters());
    }

    /** Checks every option before the data is read. */
    Prepared prepared() throws IOException {
        return new Prepared(language.ofFigures(), new GradientNorms(logEvery), config(), read());
    }

    /**
     * Trains and writes the files of the run, in the place of those of an earlier one.
     *
     * @param prepared what is trained
     * @param health looks on and is published with them; null without a diagnosis
     * @param sequel what else is written; null for nothing
     */
    RunnerResult train(Prepared prepared, @Nullable HealthListener health, @Nullable Sequel sequel)
            throws IOException {
        Start begun = prepared.begun();
        GradientNorms gradients = prepared.gradients();
        try (Runner runner = runner(begun, gradients, health)) {
            OutputFolder folder = open(begun);
            try (RunFolder files = new RunFolder(out(), names())) {
                RunnerResult result = train(runner, begun.data(), prepared.config());
                runner.load(result.best());
                Evaluation test = runner.evaluate(begun.data().test());
                console().line(test.testLine());
                console().table(table(gradients), "gradients.csv");
                folder.wasRemoved();
                new RunFiles(files, description(begun)).write(result, test, gradients.rows());
                if (health != null) {
                    HealthFiles.publish(files, health.report(), language());
                }
                FigureFiles.write(
                        files, CURVES, curves(begun, result.history()), prepared.figures());
                if (sequel != null && !result.stopped()) {
                    sequel.write(files);
                }
                return result;
            }
        }
    }

    private Runner runner(Start begun, GradientNorms gradients, @Nullable HealthListener health) {
        MlpConfiguration setup = configuration(begun, descent);
        String name = device.name();
        return begun.loaded(
                new Runner(
                        begun.network(),
                        health == null
                                ? Runner.config(setup, name, gradients)
                                : Runner.config(setup, name, health, gradients)));
    }

    private static List<String> names() {
        return Stream.of(
                        RunFiles.NAMES,
                        HealthFiles.NAMES,
                        CureReport.names(),
                        FigureFiles.names(CURVES))
                .flatMap(List::stream)
                .toList();
    }

    private RunnerConfig config() {
        return RunnerConfig.epochs(epochs.orDefault()).withClipping(descent.clipping());
    }

    private RunnerResult train(Runner runner, DataSplits data, RunnerConfig config) {
        Console console = console();
        try (TaskProgress progress = console.progress("train", config.epochs())) {
            return runner.train(
                    data,
                    config.withStop(Interruption::requested)
                            .withObserver(
                                    epoch -> {
                                        print(epoch, console);
                                        progress.step();
                                    }));
        }
    }

    private void print(Epoch epoch, Console console) {
        epoch.evaluateLine().ifPresent(console::line);
        if (epoch.epoch() % logEvery == 0) {
            console.line(epoch.trainLine());
        }
    }

    /** Gradient norms of the first and the last step that was read, which may be the same. */
    private static Table table(GradientNorms gradients) {
        List<GradientNorms.Row> rows = gradients.rows();
        int parameters = (int) rows.stream().filter(row -> row.step() == 1).count();
        int last = rows.size() - parameters;
        Columns<Integer> columns =
                new Columns<Integer>()
                        .add("parameter", i -> rows.get(i).parameter())
                        .add(Text.of("step %d", 1), i -> rows.get(i).l2());
        if (last > 0) {
            columns.add(Text.of("step %d", rows.get(last).step()), i -> rows.get(last + i).l2());
        }
        return columns.table("Gradient norms", IntStream.range(0, parameters).boxed().toList());
    }

    private RunDescription description(Start begun) {
        Map<String, Object> configuration = new LinkedHashMap<>(begun.configuration());
        configuration.put("learning_rate", descent.learningRate());
        configuration.put("epochs", epochs.orDefault());
        configuration.put("clipping", descent.clipping().toString());
        configuration.put("optimizer", descent.updateRule().toString());
        configuration.put("data", begun.data().name());
        configuration.put("command", CommandText.of(spec));
        return new RunDescription(
                begun.architecture(),
                seed.seed(),
                device.name(),
                begun.read().description(),
                configuration);
    }

    private static CurvesFigure curves(Start begun, History history) {
        return new CurvesFigure(
                Text.NOTHING,
                List.of(
                        new CurvesFigure.Curve(
                                Text.of(begun.architecture().toString()),
                                history.trainLoss(),
                                history.trainAccuracy(),
                                history.validationLoss(),
                                history.validationAccuracy())));
    }
}
