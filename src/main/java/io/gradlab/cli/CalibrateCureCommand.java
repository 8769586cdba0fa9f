package io.gradlab.cli;

import io.gradlab.calibration.CureCalibration;
import io.gradlab.calibration.CureCalibrationReport;
import io.gradlab.calibration.Design;
import io.gradlab.core.Require;
import io.gradlab.files.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what mends MLPs with known faults, for {@code scripts/calibrate-cure}. */
@Command(
        name = "calibrate-cure",
        hidden = true,
        description = "Tries mends on networks with known faults, and says what share each mends.")
final class CalibrateCureCommand extends StandardOptions {

    @Mixin private OutOption out = new OutOption();
    @Mixin private SeedOption seed = new SeedOption();

    @Option(
            names = "--networks",
            paramLabel = "N",
            defaultValue = "200",
            description = "Number of networks (default: ${DEFAULT-VALUE}).")
    private int networks;

    @Override
    public Integer call() throws IOException {
        Require.that(networks >= 1, "--networks %d is below 1; use for example 200", networks);
        Path folder = out.open().path();
        CureCalibration calibration =
                new CureCalibration(
                        new Design(seed.seed(), Design.MAX_PROGRAMS),
                        networks,
                        folder.resolve("cure-networks.csv"));
        boolean whole =
                calibration.run(
                        line -> {
                            if (!quiet) {
                                System.err.println(line);
                            }
                        },
                        Interruption::requested);
        if (!whole) {
            return ExitCode.INTERRUPTED;
        }
        String report =
                CureCalibrationReport.of(
                                calibration, String.valueOf(LocalDate.now(ZoneId.systemDefault())))
                        .toMarkdown();
        AtomicFiles.write(folder.resolve("cure-calibration.md"), report);
        System.out.print(report);
        return ExitCode.OK;
    }
}
