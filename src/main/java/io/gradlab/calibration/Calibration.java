package io.gradlab.calibration;

import io.gradlab.calibration.published.AutoTrainer;
import io.gradlab.calibration.published.DeepDiagnosis;
import io.gradlab.calibration.published.SageMakerDebugger;
import io.gradlab.calibration.published.TheDeepChecker;
import io.gradlab.files.AtomicFiles;
import io.gradlab.health.diagnosis.Thresholds;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What our rules and published ones say of the networks of a grid. */
public final class Calibration {

    /** Ours first, then the published ones in the order of their publication. */
    private static final List<Detector> DETECTORS =
            List.of(
                    HealthRules.wholeRun(Thresholds.defaults()),
                    HealthRules.preflight(Thresholds.defaults()),
                    new PublishedRules(new SageMakerDebugger()),
                    new PublishedRules(new AutoTrainer()),
                    new PublishedRules(new DeepDiagnosis()),
                    new PublishedRules(new TheDeepChecker()));

    private final Assessments assessments;
    private final Mends mends;
    private final GridDescription grid;

    private Calibration(Assessments assessments, Mends mends, GridDescription grid) {
        this.assessments = assessments;
        this.mends = mends;
        this.grid = grid;
    }

    /**
     * Judges the networks that are there, and writes a row for each.
     *
     * @param files of a grid, whole or in part
     * @param traces where the rows go
     * @return what the detectors say of each
     * @throws IllegalArgumentException if there is no description of the grid, a file is damaged,
     *     or a program lacks its network without a fault
     * @throws IOException if a file cannot be read, or the rows not be written
     */
    public static Calibration of(GridFiles files, Path traces) throws IOException {
        List<Assessment> all = new ArrayList<>();
        AtomicFiles.write(
                traces,
                out -> {
                    Writer rows = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    rows.write(Traces.head(names()));
                    for (Path file : files.allRuns()) {
                        List<TrainedNetwork> networks = GridFiles.read(file, TrainedNetwork.class);
                        List<Assessment> judged = judge(networks);
                        for (int i = 0; i < networks.size(); i++) {
                            rows.write(Traces.row(networks.get(i), judged.get(i), names()));
                        }
                        all.addAll(judged);
                    }
                    rows.flush();
                });
        List<Mend> mends = new ArrayList<>();
        for (Path file : files.allMends()) {
            mends.addAll(GridFiles.read(file, Mend.class));
        }
        return new Calibration(new Assessments(all), new Mends(mends), files.description());
    }

    /** Of all cases of some programs. */
    static List<Assessment> judge(List<TrainedNetwork> networks) {
        Outcomes outcomes = Outcomes.of(networks);
        return networks.parallelStream()
                .map(network -> outcomes.judge(network, DETECTORS))
                .toList();
    }

    /**
     * The calibration, with the programs that nothing was tuned on apart.
     *
     * @return Markdown, lines ended by \n
     */
    public String toMarkdown() {
        return new CalibrationReport(grid, assessments, mends, names()).toMarkdown();
    }

    /**
     * How often remedies mended networks of programs that nothing was tuned on: the resource that
     * findings take their shares from.
     *
     * @return {@code finding,remedy,mended,networks}, lines ended by \n
     */
    public String mendedShares() {
        return mends.ofHalf(false).toCsv();
    }

    /**
     * What the columns of the rows are.
     *
     * @return Markdown, lines ended by \n
     */
    public String dataSheet() {
        return Traces.dataSheet(grid, assessments, names());
    }

    private static List<String> names() {
        return DETECTORS.stream().map(Detector::name).toList();
    }
}
