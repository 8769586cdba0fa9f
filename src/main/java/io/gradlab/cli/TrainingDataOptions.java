package io.gradlab.cli;

import io.gradlab.data.CsvDataset;
import io.gradlab.data.CsvOptions;
import io.gradlab.data.CsvRows;
import io.gradlab.data.DataSplits;
import io.gradlab.data.MoonsConfig;
import io.gradlab.data.TrainingData;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a network is trained on. */
final class TrainingDataOptions {

    /** All options of data, those of the mixed-in ones among them. */
    static final List<String> NAMES =
            List.of(
                    "--data",
                    "--label",
                    "--positive",
                    "--drop",
                    "--sep",
                    "--standardize",
                    "--noise",
                    "--data-seed");

    private static final String STANDARDIZE = "--standardize";

    @Mixin private DataOptions data = new DataOptions();

    @Option(
            names = STANDARDIZE,
            description =
                    "Standardise every feature: mean 0 and standard deviation 1 on the training"
                            + " examples.")
    private boolean standardize;

    /** Reads or generates the data, while the engine loads, and tells what is odd about them. */
    TrainingData read(StandardOptions command) throws IOException {
        MoonsConfig moons = data.generated(command);
        CsvOptions columns = data.columns();
        TrainingData read =
                WhileEngineLoads.get(
                        () -> moons == null ? ofFile(columns) : TrainingData.of(moons));
        command.note(read.notes());
        command.warn(read.warnings());
        return standardize ? read.standardised() : read;
    }

    /** The same, where nothing has to be known of it. */
    DataSplits dataset(StandardOptions command) throws IOException {
        return read(command).splits();
    }

    private TrainingData ofFile(CsvOptions columns) throws IOException {
        CsvRows rows = CsvDataset.readLabelled(data.input(), columns);
        Long seed = data.seed();
        return seed == null ? TrainingData.of(rows, 0) : TrainingData.bySeed(rows, seed);
    }

    /** Moons whose noise is chosen elsewhere; refuses other data. */
    MoonsConfig moonsOfAnyNoise(StandardOptions command) {
        MoonsConfig moons = data.moonsOfAnyNoise();
        Idle.refuse(command.spec, "axis noise generates two moons", STANDARDIZE);
        data.refuseColumns(command, "axis noise generates two moons");
        return moons;
    }
}
