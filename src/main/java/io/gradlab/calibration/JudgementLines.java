package io.gradlab.calibration;

import java.util.List;
import java.util.stream.Collectors;

/** Every judgement as CSV, to see which networks a detector is wrong about. */
final class JudgementLines {

    private JudgementLines() {}

    /**
     * A header line, then a network a line. Alarms are {@code PATHOLOGY@step}, in order, separated
     * by spaces.
     *
     * @param judgements of any networks
     * @param detectors a column each
     * @return lines ended by \n
     */
    static String of(List<Judgement> judgements, List<String> detectors) {
        String head =
                "case,seed,half,data,depth,width,activation,optimizer,learning_rate,fault,strength,"
                        + "trained_activation,test_accuracy,label,"
                        + String.join(",", detectors)
                        + "\n";
        return judgements.stream()
                .map(judgement -> line(judgement, detectors))
                .collect(Collectors.joining("", head, ""));
    }

    private static String line(Judgement judgement, List<String> detectors) {
        Start start = judgement.gridCase().start();
        Fault fault = judgement.gridCase().fault();
        return "%d,%d,%s,%s,%d,%d,%s,%s,%.4g,%s,%.4g,%s,%.4f,%s,%s%n"
                .formatted(
                        judgement.gridCase().index(),
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
                        judgement.testAccuracy(),
                        judgement.label(),
                        detectors.stream()
                                .map(judgement::alarmText)
                                .collect(Collectors.joining(",")));
    }
}
