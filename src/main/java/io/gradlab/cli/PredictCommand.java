package io.gradlab.cli;

import io.gradlab.data.CsvDataset;
import io.gradlab.data.CsvRows;
import io.gradlab.params.SavedParameters;
import io.gradlab.train.Runner;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Probabilities for the rows of a file. */
@Command(
        name = "predict",
        description = {
            "Prints row,probability as CSV for every row of --data, rows counted from 0.",
            "The file needs no label column."
        })
final class PredictCommand extends StandardOptions {

    @Mixin private DataFileOption data = new DataFileOption();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private ParametersOptions parameters = new ParametersOptions();

    @Override
    public Integer call() throws IOException {
        SavedParameters saved = parameters.readNetwork(this);
        CsvRows rows = WhileEngineLoads.get(() -> CsvDataset.readRows(data.file()));
        try (Runner runner = ParametersOptions.runner(saved, device.name())) {
            float[] probabilities = runner.predict(rows.width(), rows.features());
            StringBuilder csv = new StringBuilder("row,probability\n");
            for (int row = 0; row < probabilities.length; row++) {
                csv.append(row).append(',').append(probabilities[row]).append('\n');
            }
            System.out.print(csv);
            System.out.flush();
            return ExitCode.OK;
        }
    }
}
