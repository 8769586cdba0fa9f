package io.gradlab.calibration;

import java.util.List;
import java.util.stream.Collectors;

/** Every assessment as CSV, to see which networks a detector is wrong about. */
final class AssessmentLines {

    private AssessmentLines() {}

    /**
     * A header line, then a network a line. Alarms are {@code PATHOLOGY@step}, in order, separated
     * by spaces.
     *
     * @param assessments of any networks
     * @param detectors a column each
     * @return lines ended by \n
     */
    static String of(List<Assessment> assessments, List<String> detectors) {
        String head =
                "case,seed,half,data,depth,width,activation,optimizer,learning_rate,fault,strength,"
                        + "trained_activation,test_accuracy,label,"
                        + String.join(",", detectors)
                        + "\n";
        return assessments.stream()
                .map(assessment -> line(assessment, detectors))
                .collect(Collectors.joining("", head, ""));
    }

    private static String line(Assessment assessment, List<String> detectors) {
        Start start = assessment.gridCase().start();
        Fault fault = assessment.gridCase().fault();
        return "%d,%d,%s,%s,%d,%d,%s,%s,%.4g,%s,%.4g,%s,%.4f,%s,%s%n"
                .formatted(
                        assessment.gridCase().index(),
                        start.seed(),
                        start.tuning() ? "tuning" : "report",
                        start.data(),
                        start.depth(),
                        start.width(),
                        start.activation(),
                        start.optimizer(),
                        start.learningRate(),
                        fault.kind(),
                        fault.strength(),
                        fault.activation(),
                        assessment.testAccuracy(),
                        assessment.label(),
                        detectors.stream()
                                .map(assessment::alarmText)
                                .collect(Collectors.joining(",")));
    }
}
