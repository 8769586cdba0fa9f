package io.gradlab.cli;

import ai.djl.Device;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.listener.TrainingListener;
import io.gradlab.data.Dataset;
import io.gradlab.data.OutputFolder;
import io.gradlab.data.RunFolder;
import io.gradlab.engine.Torch;
import io.gradlab.health.HealthReport;
import io.gradlab.health.Preflight;
import io.gradlab.report.Console;
import io.gradlab.report.CurvesFigure;
import io.gradlab.report.FigureFiles;
import io.gradlab.report.Language;
import io.gradlab.report.Progress;
import io.gradlab.report.Table;
import io.gradlab.train.Clipping;
import io.gradlab.train.Epoch;
import io.gradlab.train.Evaluation;
import io.gradlab.train.GradientNorms;
import io.gradlab.train.History;
import io.gradlab.train.RunDescription;
import io.gradlab.train.RunFiles;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import io.gradlab.train.TrainingResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of one free run, and the run: for {@code train}, {@code diagnose}, {@code preflight}.
 */
final class FreeRun {

    private static final int DEFAULT_EPOCHS = 1000;

    private static final String CURVES = "curves";

    @Mixin private NetworkOptions networkOptions = new NetworkOptions();
    @ArgGroup private @Nullable ClippingOptions clippingOptions;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "0.2",
            description = "Learning rate (default: ${DEFAULT-VALUE}).")
    private float learningRate;

    @Option(
            names = "--log-every",
            paramLabel = "N",
            defaultValue = "50",
            description =
                    "Epochs between two log lines and two readings of the gradient norms (default:"
                            + " ${DEFAULT-VALUE}).")
    private int logEvery;

    /**
     * The network on its data, ready to go.
     *
     * @param data the data set
     * @param start the network, and the file it starts from if any
     * @param runner with the initial parameters
     * @param folder where files go
     */
    private record Ready(
            Dataset data, NetworkOptions.Start start, Runner runner, OutputFolder folder)
            implements AutoCloseable {
        @Override
        public void close() {
            runner.close();
        }
    }

    /** What else a command writes of its run. */
    @FunctionalInterface
    interface Addition {
        void write(RunFolder files) throws IOException;
    }

    /**
     * Trains and writes the files of the run, in the place of those of an earlier one.
     *
     * @param common data, seed, epochs, where files go
     * @param addition to these files
     * @param listeners that look on
     */
    TrainingResult train(CommonOptions common, Addition addition, TrainingListener... listeners)
            throws IOException {
        Console console = common.console();
        Language language = common.figureLanguage();
        GradientNorms gradients = new GradientNorms(logEvery);
        List<TrainingListener> all = new ArrayList<>(List.of(listeners));
        all.add(gradients);
        try (Ready ready = ready(common, all);
                RunFolder files = new RunFolder(common.out(), names())) {
            Runner runner = ready.runner();
            TrainingResult result = train(common, ready);
            runner.load(result.best());
            Evaluation test = runner.evaluate(ready.data().test());
            console.line(test.testLine());
            console.table(table(gradients));
            ready.folder().wasRemoved();
            new RunFiles(files, description(common, ready)).write(result, test, gradients.rows());
            addition.write(files);
            FigureFiles.write(
                    files,
                    CURVES,
                    curves(ready.start().network().architecture().toString(), result.history()),
                    language);
            return result;
        }
    }

    private static List<String> names() {
        return Stream.of(RunFiles.NAMES, HealthFiles.NAMES, FigureFiles.names(CURVES))
                .flatMap(List::stream)
                .toList();
    }

    /** Looks at the start alone, and leaves the files of a training as they are. */
    HealthReport preflight(CommonOptions common) throws IOException {
        try (Ready ready = ready(common, List.of(new GradientNorms(logEvery)));
                RunFolder files = new RunFolder(common.out(), HealthFiles.NAMES)) {
            HealthReport report =
                    Preflight.check(
                            ready.runner().trainer(),
                            ready.data().train().features(),
                            ready.data().train().labels());
            ready.folder().wasRemoved();
            HealthFiles.publish(files, report);
            return report;
        }
    }

    /** After every check of the arguments, so that a refusal leaves no empty directory. */
    private Ready ready(CommonOptions common, List<TrainingListener> listeners) throws IOException {
        RunnerConfig.epochs(common.epochs(DEFAULT_EPOCHS)).withClipping(clipping());
        Dataset data = common.dataset();
        NetworkOptions.Start start = networkOptions.start(data.width(), common.seed());
        DefaultTrainingConfig sgd =
                Runner.sgd(learningRate)
                        .optDevices(new Device[] {common.device()})
                        .addTrainingListeners(listeners.toArray(TrainingListener[]::new));
        OutputFolder folder = common.open();
        common.console().line("data     " + data.name());
        common.console().line("network  " + start.network().architecture());
        Runner runner = new Runner(start.network(), sgd);
        if (start.file() != null) {
            runner.load(start.file().parameters());
        }
        return new Ready(data, start, runner, folder);
    }

    private TrainingResult train(CommonOptions common, Ready ready) {
        Console console = common.console();
        RunnerConfig config =
                RunnerConfig.epochs(common.epochs(DEFAULT_EPOCHS)).withClipping(clipping());
        try (Progress progress = console.progress("train", config.epochs())) {
            return ready.runner()
                    .train(
                            ready.data(),
                            config.withStop(common.stop())
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

    private Clipping clipping() {
        return clippingOptions == null ? Clipping.NONE : clippingOptions.clipping();
    }

    /** Gradient norms of the first and the last step that was read. */
    private static Table table(GradientNorms gradients) {
        List<GradientNorms.Row> rows = gradients.rows();
        int parameters = (int) rows.stream().filter(row -> row.step() == 1).count();
        int last = rows.size() - parameters;
        List<List<Object>> cells = new ArrayList<>();
        for (int i = 0; i < parameters; i++) {
            cells.add(List.of(rows.get(i).parameter(), rows.get(i).l2(), rows.get(last + i).l2()));
        }
        return new Table(
                "Gradient norms",
                List.of("parameter", "step 1", "step " + rows.get(last).step()),
                cells);
    }

    private RunDescription description(CommonOptions common, Ready ready) {
        NetworkOptions.Start start = ready.start();
        Map<String, Object> configuration = new LinkedHashMap<>(start.configuration());
        configuration.put("learning_rate", learningRate);
        configuration.put("epochs", common.epochs(DEFAULT_EPOCHS));
        configuration.put("clipping", clipping().toString());
        configuration.put("data", ready.data().name());
        return new RunDescription(
                start.network().architecture(),
                common.seed(),
                Torch.name(common.device()),
                configuration);
    }

    private static CurvesFigure curves(String name, History history) {
        return new CurvesFigure(
                "",
                List.of(
                        new CurvesFigure.Curve(
                                name,
                                history.trainLoss(),
                                history.trainAccuracy(),
                                history.validationLoss(),
                                history.validationAccuracy())));
    }
}
