package io.gradlab.cli;

import io.gradlab.console.Console;
import io.gradlab.files.RunFolder;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.UpdateRule;
import io.gradlab.study.Cure;
import io.gradlab.study.CureConfig;
import io.gradlab.study.CureReport;
import io.gradlab.study.CureResult;
import io.gradlab.study.MlpTraining;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The search for the change that helps, behind a diagnosis. */
final class CureRun {

    private final FreeRun options;
    private final CureConfig config;
    private @Nullable CureResult result;

    /** Refuses numbers that are out of range. */
    CureRun(FreeRun options, CureOptions cure) {
        this.options = options;
        config = cure.config(options);
    }

    /** Looks for it, prints and writes. */
    FreeRun.Sequel sequel(FreeRun.Prepared prepared) {
        MlpTraining training = options.training(prepared.begun());
        return files -> write(files, prepared, training);
    }

    private void write(RunFolder files, FreeRun.Prepared prepared, MlpTraining training)
            throws IOException {
        CureResult found = Cure.of(prepared.begun().read().raw(), training, config);
        result = found;
        new CureReport(found, training, prepared.begun().data().name(), config)
                .write(
                        // Quiet or not, since it was asked for.
                        new Console(System.out, false, Terminal.screen(), options.language()),
                        files,
                        prepared.figures(),
                        CommandText.of(options.spec),
                        this::command);
    }

    boolean stopped() {
        return result != null && result.outcome() == CureResult.Outcome.STOPPED;
    }

    int exitCode() {
        return result == null
                ? ExitCode.INTERRUPTED
                : switch (result.outcome()) {
                    case NOTHING_TO_MEND, PROVEN -> ExitCode.OK;
                    case NONE_PROVEN, CHECK_LABELS -> ExitCode.UNPROVEN;
                    case STOPPED -> ExitCode.INTERRUPTED;
                };
    }

    /** The command that trains with a change. */
    private String command(MlpTraining training) {
        List<String> words = new ArrayList<>();
        Stream.concat(TrainingDataOptions.NAMES.stream(), Stream.of("--device"))
                .filter(name -> !name.equals("--standardize") && Idle.given(options.spec, name))
                .flatMap(name -> CommandText.words(options.spec.findOption(name)))
                .forEach(words::add);
        MlpConfiguration setup = training.configuration();
        ActivationFunction function = setup.architecture().activation();
        add(
                words,
                "--hidden",
                setup.architecture().hidden().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(",")));
        add(words, "--activation", function.id());
        if (function.kind() == ActivationFunction.Kind.LEAKY_RELU) {
            add(words, "--slope", function.slope());
        }
        if (training.start() == null) {
            add(words, "--weights", setup.weights());
            add(words, "--bias", setup.bias());
            add(words, "--seed", config.seed());
            add(words, "--members", config.members());
        } else {
            add(words, "--init", options.init());
            if (Idle.given(options.spec, "--transpose")) {
                CommandText.words(options.spec.findOption("--transpose")).forEach(words::add);
            }
        }
        add(words, "--learning-rate", setup.learningRate());
        if (setup.updateRule().kind() == UpdateRule.Kind.ADAM) {
            add(words, "--optimizer", "adam");
        }
        switch (setup.clipping().kind()) {
            case NONE -> {}
            case VALUE -> add(words, "--clip-value", setup.clipping().limit());
            case NORM -> add(words, "--clip-norm", setup.clipping().limit());
        }
        add(words, "--epochs", training.epochs());
        if (training.standardised()) {
            words.add("--standardize");
        }
        return CommandText.of(training.start() == null ? "population" : "train", words);
    }

    private static void add(List<String> words, String option, @Nullable Object value) {
        words.add(option);
        words.add(String.valueOf(value));
    }
}
