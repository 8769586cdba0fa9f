package io.gradlab.calibration;

import java.util.List;

/** What a network of the grid is, as the first cells of a row of CSV. */
final class AssessmentLines {

    private AssessmentLines() {}

    static String head() {
        return "case,program,half,data,depth,width,activation,dropout,batch_norm,optimizer,"
                + "learning_rate,batch_size,steps,fault,strength,second_fault,second_strength,"
                + "score,label";
    }

    static String row(Assessment assessment) {
        Program program = assessment.gridCase().program();
        List<Fault> faults = assessment.gridCase().faults();
        return "%d,%d,%s,%s,%d,%d,%s,%.4g,%s,%s,%.4g,%d,%d,%s,%s,%.4f,%s"
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
                        assessment.label());
    }

    private static String fault(List<Fault> faults, int number) {
        return number < faults.size()
                ? "%s,%.4g".formatted(faults.get(number).kind(), faults.get(number).strength())
                : ",";
    }
}
