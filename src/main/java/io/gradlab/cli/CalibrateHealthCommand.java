package io.gradlab.cli;

import io.gradlab.calibration.Calibration;
import io.gradlab.calibration.Design;
import io.gradlab.calibration.Grid;
import io.gradlab.calibration.GridDescription;
import io.gradlab.calibration.GridFiles;
import io.gradlab.calibration.Shard;
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

    @Option(
            names = "--evaluate",
            description = "Train nothing; judge the networks that are there and write the report.")
    private boolean evaluate;

    @Option(
            names = "--tuning",
            description = "Report on the half of the seeds that thresholds are tuned on.")
    private boolean tuning;

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
                    "--describe");
        } else {
            Idle.refuse(spec, "without --evaluate there is no report", "--tuning");
        }
        if (describe) {
            Idle.refuse(spec, "--describe trains nothing", "--shard");
        }
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
        return Grid.train(design, part, files, watch) ? ExitCode.OK : ExitCode.INTERRUPTED;
    }

    private int evaluate(GridFiles files) throws IOException {
        Calibration calibration = Calibration.of(files);
        String report = calibration.toMarkdown(tuning);
        write(files, "verdicts.csv", calibration.toCsv());
        write(files, "health-calibration.md", report);
        System.out.print(report);
        return ExitCode.OK;
    }

    private static void write(GridFiles files, String name, String text) throws IOException {
        AtomicFiles.write(files.directory().resolve(name), text);
    }
}
