package io.gradlab.cli;

import io.gradlab.data.CsvDataset;
import io.gradlab.data.CsvRows;
import io.gradlab.train.Runner;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Probabilities for the rows of a file. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = {
            "Prints row,probability as CSV for every row of --data, rows counted from 0.",
            "The file needs no label column."
        })
final class PredictCommand implements Callable<Integer> {

    @ParentCommand private GradlabCommand parent = new GradlabCommand();
    @Mixin private ParametersOptions parameters = new ParametersOptions();

    @Override
    public Integer call() throws IOException {
        CommonOptions common = parent.common();
        CsvRows rows = CsvDataset.readRows(common.dataFile());
        try (Runner runner = parameters.runner(common.device())) {
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
