package io.gradlab.calibration;

import java.util.List;
import java.util.stream.Collectors;

/** Every verdict as CSV, to see which networks a detector is wrong about. */
public final class JudgementLines {

    private JudgementLines() {}

    /**
     * A header line, then a network a line. Alarms are {@code PATHOLOGY@step}, in order, separated
     * by spaces.
     *
     * @param verdicts of any networks
     * @param detectors a column each
     * @return lines ended by \n
     */
    public static String of(List<Judgement> verdicts, List<String> detectors) {
        String head =
                "case,seed,half,data,depth,width,activation,optimizer,learning_rate,fault,strength,"
                        + "trained_activation,test_accuracy,label,"
                        + String.join(",", detectors)
                        + "\n";
        return verdicts.stream()
                .map(verdict -> line(verdict, detectors))
                .collect(Collectors.joining("", head, ""));
    }

    private static String line(Judgement verdict, List<String> detectors) {
        Start start = verdict.gridCase().start();
        Fault fault = verdict.gridCase().fault();
        return "%d,%d,%s,%s,%d,%d,%s,%s,%.4g,%s,%.4g,%s,%.4f,%s,%s%n"
                .formatted(
                        verdict.gridCase().index(),
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
                        verdict.testAccuracy(),
                        verdict.label(),
                        detectors.stream()
                                .map(verdict::alarmText)
                                .collect(Collectors.joining(",")));
    }
}
