package io.gradlab.cli;

import io.gradlab.core.Require;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.params.SavedParameters;
import io.gradlab.train.Evaluation;
import io.gradlab.train.Runner;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Accuracy and loss of saved parameters. */
@Command(
        name = "evaluate",
        description = "Prints accuracy and loss of saved parameters on a part of a data set.")
final class EvaluateCommand extends StandardOptions {

    private static final Set<String> PARTS = Set.of("train", "validation", "test", "all");

    @Mixin private DataOptions dataOptions = new DataOptions();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private ParametersOptions parameters = new ParametersOptions();

    @Option(
            names = "--split",
            paramLabel = "PART",
            defaultValue = "test",
            description = "train, validation, test or all (default: ${DEFAULT-VALUE}).")
    private String split = "test";

    @Override
    public Integer call() throws IOException {
        Require.that(
                PARTS.contains(split),
                "--split '%s' is unknown; %suse train, validation, test or all",
                split,
                Spelling.nearest(split, PARTS).map("did you mean %s? "::formatted).orElse(""));
        SavedParameters saved = parameters.readNetwork(this);
        if (split.equals("all")) {
            dataOptions.requireNoSplitSeed("--split all takes every row");
        }
        Examples examples = examples();
        try (Runner runner = ParametersOptions.runner(saved, device.name())) {
            Evaluation evaluation = runner.evaluate(examples);
            String name = split.substring(0, 1).toUpperCase(Locale.ROOT) + split.substring(1);
            System.out.println(evaluation.line(name));
            console()
                    .line(
                            "accuracy %s, loss %s over %d examples"
                                    .formatted(
                                            evaluation.accuracy(),
                                            evaluation.loss(),
                                            examples.size()));
            return ExitCode.OK;
        }
    }

    private Examples examples() throws IOException {
        DataSplits data = dataOptions.dataset();
        console().line("data     " + data.name());
        return switch (split) {
            case "train" -> data.train();
            case "validation" -> data.validation();
            case "test" -> data.test();
            default -> data.all();
        };
    }
}
