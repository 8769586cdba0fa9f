package io.gradlab.cli;

import ai.djl.Device;
import ai.djl.training.DefaultTrainingConfig;
import io.gradlab.data.AtomicFiles;
import io.gradlab.data.Dataset;
import io.gradlab.report.Console;
import io.gradlab.report.CurvesFigure;
import io.gradlab.report.FigureFiles;
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
import io.gradlab.train.Torch;
import io.gradlab.train.TrainingResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** One free run. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains one network; writes history.csv, gradients.csv, best and last parameters and the"
                    + " curves to --out."
        })
final class TrainCommand implements Callable<Integer> {

    private static final int DEFAULT_EPOCHS = 1000;

    @ParentCommand private GradlabCommand parent = new GradlabCommand();
    @Spec private CommandSpec spec = CommandSpec.create();
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

    @Override
    public Integer call() throws IOException {
        CommonOptions common = parent.common();
        Console console = common.console();
        GradientNorms gradients = new GradientNorms(logEvery);
        RunnerConfig config =
                RunnerConfig.epochs(common.epochs(DEFAULT_EPOCHS)).withClipping(clipping());
        Dataset data = common.dataset();
        NetworkOptions.Start start = networkOptions.start(data.width(), common.seed());
        DefaultTrainingConfig sgd =
                Runner.sgd(learningRate)
                        .optDevices(new Device[] {common.device()})
                        .addTrainingListeners(gradients);
        // After every check of the arguments: a refusal leaves no empty directory.
        AtomicFiles.requireDirectory(common.out());
        console.line("data     " + data.name());
        console.line("network  " + start.network().architecture());
        try (Runner runner = new Runner(start.network(), sgd)) {
            if (start.file() != null) {
                runner.load(start.file().parameters());
            }
            TrainingResult result = train(runner, data, config);
            runner.load(result.best());
            Evaluation test = runner.evaluate(data.test());
            console.line(test.testLine());
            console.table(table(gradients));
            new RunFiles(common.out(), description(start, data))
                    .write(result, test, gradients.rows());
            FigureFiles.write(
                    common.out(),
                    "curves",
                    curves(start.network().architecture().toString(), result.history()));
            console.line("wrote    " + common.out());
            return exitCode(result);
        }
    }

    private TrainingResult train(Runner runner, Dataset data, RunnerConfig config) {
        Console console = parent.common().console();
        try (Progress progress = console.progress("train", config.epochs())) {
            return runner.train(
                    data,
                    config.withStop(parent.common().stop())
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

    private RunDescription description(NetworkOptions.Start start, Dataset data) {
        CommonOptions common = parent.common();
        Map<String, Object> configuration = new LinkedHashMap<>(start.configuration());
        configuration.put("learning_rate", learningRate);
        configuration.put("epochs", common.epochs(DEFAULT_EPOCHS));
        configuration.put("clipping", clipping().toString());
        configuration.put("data", data.name());
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

    private int exitCode(TrainingResult result) {
        if (result.divergence() != null) {
            return GradlabCommand.error(
                    spec.commandLine(),
                    result.divergence()
                            + "; lower --learning-rate or add --clip-norm 1; what was best is in "
                            + parent.common().out(),
                    ExitCode.DIVERGED);
        }
        return result.stopped() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }
}
