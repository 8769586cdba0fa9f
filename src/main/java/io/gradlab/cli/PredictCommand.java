package io.gradlab.cli;

import io.gradlab.data.CsvDataset;
import io.gradlab.data.CsvOptions;
import io.gradlab.data.CsvRows;
import io.gradlab.data.DataDescription;
import io.gradlab.data.Standardisation;
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
            "Columns are found by the names that the parameter file holds, in any order; the file needs no"
                    + " label column."
        })
final class PredictCommand extends StandardOptions {

    @Mixin private DataFileOption data = new DataFileOption();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private ParametersOptions parameters = new ParametersOptions();

    @Override
    public Integer call() throws IOException {
        SavedParameters saved = parameters.readNetwork(this);
        DataDescription known = DataDescription.of(saved.properties());
        CsvOptions columns = data.options(known, this);
        CsvRows rows = WhileEngineLoads.get(() -> CsvDataset.readFeatures(data.input(), columns));
        note(rows.notes());
        if (known == null) {
            note(ParametersOptions.columnsInOrder(rows.featureNames()));
        }
        Standardisation own = known == null ? null : known.standardisation();
        float[] features = own == null ? rows.features() : own.apply(rows.width(), rows.features());
        try (Runner runner = ParametersOptions.runner(saved, device.name())) {
            float[] probabilities = runner.predict(rows.width(), features);
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
