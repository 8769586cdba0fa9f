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
                "case,program,half,data,depth,width,activation,dropout,batch_norm,optimizer,"
                        + "learning_rate,batch_size,steps,fault,strength,second_fault,"
                        + "second_strength,score,label,"
                        + String.join(",", detectors)
                        + "\n";
        return assessments.stream()
                .map(assessment -> line(assessment, detectors))
                .collect(Collectors.joining("", head, ""));
    }

    private static String line(Assessment assessment, List<String> detectors) {
        Program program = assessment.gridCase().program();
        List<Fault> faults = assessment.gridCase().faults();
        return "%d,%d,%s,%s,%d,%d,%s,%.4g,%s,%s,%.4g,%d,%d,%s,%s,%.4f,%s,%s%n"
                .formatted(
                        assessment.gridCase().index(),
                        program.number(),
                        program.tuning() ? "tuning" : "report",
                        program.data(),
                        program.depth(),
                        program.width(),
                        program.activation(),
                        program.dropout(),
                        program.batchNorm(),
                        program.optimizer(),
                        program.learningRate(),
                        program.batchSize(),
                        program.steps(),
                        fault(faults, 0),
                        fault(faults, 1),
                        assessment.score(),
                        assessment.label(),
                        detectors.stream()
                                .map(assessment::alarmText)
                                .collect(Collectors.joining(",")));
    }

    private static String fault(List<Fault> faults, int number) {
        return number < faults.size()
                ? "%s,%.4g".formatted(faults.get(number).kind(), faults.get(number).strength())
                : ",";
    }
}
