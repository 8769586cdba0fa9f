package io.gradlab.calibration;

import io.gradlab.calibration.published.AutoTrainer;
import io.gradlab.calibration.published.DeepDiagnosis;
import io.gradlab.calibration.published.SageMakerDebugger;
import io.gradlab.health.diagnosis.Thresholds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
                    new PublishedRules(new DeepDiagnosis()));

    private final Assessments assessments;
    private final GridDescription grid;

    private Calibration(Assessments assessments, GridDescription grid) {
        this.assessments = assessments;
        this.grid = grid;
    }

    /**
     * Judges the networks that are there.
     *
     * @param files of a grid, whole or in part
     * @return what the detectors say of each
     * @throws IllegalArgumentException if there is no description of the grid, a file is damaged,
     *     or a start lacks its network without a fault
     * @throws IOException if a file cannot be read
     */
    public static Calibration of(GridFiles files) throws IOException {
        List<Assessment> all =
                files.all().parallelStream().flatMap(file -> judge(file).stream()).toList();
        return new Calibration(new Assessments(all), files.description());
    }

    private static List<Assessment> judge(Path file) {
        try {
            return judge(GridFiles.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of all cases of some starts. */
    static List<Assessment> judge(List<TrainedNetwork> networks) {
        Outcomes outcomes = Outcomes.of(networks);
        return networks.stream().map(network -> outcomes.judge(network, DETECTORS)).toList();
    }

    /**
     * The calibration of one half.
     *
     * @param tuning whether of the half of the seeds that thresholds were tuned on
     * @return Markdown, lines ended by \n
     */
    public String toMarkdown(boolean tuning) {
        Assessments half = assessments.where(each -> each.gridCase().program().tuning() == tuning);
        return new CalibrationReport(grid, tuning, half, names()).toMarkdown();
    }

    /**
     * Every assessment as CSV, to see which networks a detector is wrong about.
     *
     * @return a header line, then a network a line, ended by \n
     */
    public String toCsv() {
        return AssessmentLines.of(assessments.all(), names());
    }

    private static List<String> names() {
        return DETECTORS.stream().map(Detector::name).toList();
    }
}
