package io.gradlab.cli;

import io.gradlab.calibration.Calibration;
import io.gradlab.calibration.Design;
import io.gradlab.calibration.Grid;
import io.gradlab.calibration.GridDescription;
import io.gradlab.calibration.GridFiles;
import io.gradlab.calibration.Shard;
import io.gradlab.core.Require;
import io.gradlab.files.AtomicFiles;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the grid of the calibration and evaluates it, for {@code scripts/calibrate-health}. */
@Command(
        name = "calibrate-health",
        hidden = true,
        description =
                "Trains networks with known faults to --out, or says how well rules find them.")
final class CalibrateHealthCommand extends StandardOptions {

    @Mixin private OutOption out = new OutOption();
    @Mixin private SeedOption seed = new SeedOption();

    @Option(
            names = "--programs",
            paramLabel = "N",
            defaultValue = "660",
            description = "Number of programs, of 8 networks each (default: ${DEFAULT-VALUE}).")
    private int programs;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            defaultValue = "0/1",
            description = "Which part this process trains (default: ${DEFAULT-VALUE}).")
    private String shard = "0/1";

    @Option(
            names = "--date",
            paramLabel = "YYYY-MM-DD",
            description = "Date that the grid carries (default: today).")
    private @Nullable LocalDate date;

    @Option(names = "--describe", description = "Write grid.json and train nothing.")
    private boolean describe;

    @Option(names = "--mend", description = "Try remedies on networks that were trained.")
    private boolean mend;

    @Option(
            names = "--mends",
            paramLabel = "N",
            defaultValue = "600",
            description = "Networks that remedies are tried on (default: ${DEFAULT-VALUE}).")
    private int mends;

    @Option(
            names = "--evaluate",
            description = "Train nothing; judge the networks that are there and write the report.")
    private boolean evaluate;

    @Override
    public Integer call() throws IOException {
        if (evaluate) {
            Idle.refuse(
                    spec,
                    "--evaluate judges the networks that are there",
                    "--seed",
                    "--programs",
                    "--shard",
                    "--date",
                    "--describe",
                    "--mend",
                    "--mends");
        } else if (!mend) {
            Idle.refuse(spec, "without --mend no remedy is tried", "--mends");
        }
        if (describe) {
            Idle.refuse(spec, "--describe trains nothing", "--shard", "--mend");
        }
        Require.that(mends >= 1, "--mends %d is below 1; use for example 600", mends);
        GridFiles files = new GridFiles(out.directory());
        return evaluate ? evaluate(files) : train(files);
    }

    private int train(GridFiles files) throws IOException {
        Shard part = Shard.parse(shard);
        Design design = new Design(seed.seed(), programs);
        String day = String.valueOf(date == null ? LocalDate.now(ZoneId.systemDefault()) : date);
        files.describe(GridDescription.of(design, day));
        if (describe) {
            return ExitCode.OK;
        }
        Grid.Onlooker watch =
                new Grid.Onlooker(
                        file -> {
                            if (!quiet) {
                                System.err.println("shard " + shard + ": " + file.getFileName());
                            }
                        },
                        Interruption::requested);
        boolean whole =
                mend
                        ? Grid.mend(design, part, files, mends, watch)
                        : Grid.train(design, part, files, watch);
        return whole ? ExitCode.OK : ExitCode.INTERRUPTED;
    }

    private int evaluate(GridFiles files) throws IOException {
        Calibration calibration = Calibration.of(files, files.directory().resolve("traces.csv"));
        String report = calibration.toMarkdown();
        write(files, "traces.md", calibration.dataSheet());
        write(files, "mended.csv", calibration.mendedShares());
        write(files, "health-calibration.md", report);
        System.out.print(report);
        return ExitCode.OK;
    }

    private static void write(GridFiles files, String name, String text) throws IOException {
        AtomicFiles.write(files.directory().resolve(name), text);
    }
}
