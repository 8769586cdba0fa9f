package io.gradlab.cli;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import io.gradlab.data.CsvDataset;
import io.gradlab.data.CsvOptions;
import io.gradlab.data.CsvRows;
import io.gradlab.data.DataDescription;
import io.gradlab.data.DataDigest;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import io.gradlab.params.SavedParameters;
import io.gradlab.train.Evaluation;
import io.gradlab.train.Runner;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Accuracy and loss of saved parameters. */
@Command(
        name = "evaluate",
        description = {
            "Prints accuracy and loss of saved parameters on a part of a data set.",
            "Columns, label, standardisation and split are those of the training, where the parameter file"
                    + " names them."
        })
final class EvaluateCommand extends StandardOptions {

    private static final Set<String> PARTS = Set.of("train", "validation", "test", "all");

    private static final Text SAME = Text.of("the split is that of the training");

    private static final Text ALL_OF_TRAINING =
            Text.of("these are the data of the training, of which a part was trained on");

    private static final Text OTHER_DATA =
            Text.of(
                    "these are not the data of the training row by row; whether rows of it are among them is not known");

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
        DataDescription known = DataDescription.of(saved.properties());
        Examples examples = examples(known);
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

    /** The part that is scored, as the network was given such. */
    private Examples examples(@Nullable DataDescription known) throws IOException {
        MoonsConfig moons = dataOptions.generated(this);
        Examples raw;
        if (moons == null) {
            raw = ofFile(known);
        } else {
            DataSplits data = WhileEngineLoads.get(() -> Moons.generate(moons));
            Require.that(
                    known == null || known.features().equals(data.featureNames()),
                    "moons have the features %s, but the parameters are those of %s; give --data FILE.csv",
                    data.featureNames(),
                    known == null ? "" : known.features());
            console().line("data     " + data.name());
            if (known != null && known.sha256().equals(DataDigest.of(data))) {
                note(List.of(SAME));
            }
            raw = part(data);
        }
        return known == null ? raw : known.prepared(raw);
    }

    private Examples ofFile(@Nullable DataDescription known) throws IOException {
        CsvOptions columns = dataOptions.columns(known, this);
        CsvRows rows =
                WhileEngineLoads.get(() -> CsvDataset.readLabelled(dataOptions.input(), columns));
        note(rows.notes());
        if (known == null) {
            note(ParametersOptions.columnsInOrder(rows.featureNames()));
        }
        Long seed = dataOptions.seed();
        boolean same =
                known != null && known.isOf(rows) && (seed == null || seed.equals(known.seed()));
        if (split.equals("all")) {
            console().line("data     " + rows.name());
            note(List.of(same ? ALL_OF_TRAINING : OTHER_DATA));
            return rows.examples();
        }
        if (same) {
            note(List.of(SAME));
        } else if (!split.equals("train")) {
            warn(List.of(doubt(known)));
        }
        if (seed == null && rows.split() != null) {
            console().line("data     " + rows.name());
            return rows.part(split);
        }
        Long ofTraining = known == null ? null : known.seed();
        DataSplits data =
                seed != null
                        ? rows.splitsBySeed(seed)
                        : rows.splits(ofTraining == null ? 0 : ofTraining);
        console().line("data     " + data.name());
        return part(data);
    }

    /** Why the rows may have been trained on. */
    private Text doubt(@Nullable DataDescription known) {
        return known == null
                ? Text.of(
                        "the parameter file does not name the data of the training: rows of the part '%s' may have been trained on",
                        split)
                : Text.of(
                        "these are not the data, or not the split, of the training (%s): rows of the part '%s' may have been trained on; of a file that was not trained on, --split all scores every row",
                        known.name(), split);
    }

    private Examples part(DataSplits data) {
        return switch (split) {
            case "train" -> data.train();
            case "validation" -> data.validation();
            case "test" -> data.test();
            default -> data.all();
        };
    }
}
