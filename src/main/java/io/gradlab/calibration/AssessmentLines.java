package io.gradlab.calibration;

import java.util.List;
import java.util.stream.Collectors;

/** What a network of the grid is, as the first cells of a row of CSV. */
final class AssessmentLines {

    /** Name and meaning of each cell. */
    private static final List<String[]> COLUMNS =
            """
            case|number of the network in the grid, from 0
            program|number of its program, from 0; also the seed of its data and weights
            half|`tuning` or `report`
            data|data set
            depth|hidden layers
            width|units of each hidden layer
            activation|function of the hidden layers
            dropout|share of the units dropped behind each hidden layer
            batch_norm|whether each hidden layer is normalised
            optimizer|gradient descent, with momentum, or Adam
            learning_rate|of each step
            batch_size|examples of a step
            steps|of the training
            fault|the first fault
            strength|of the first fault: a factor, value, share or number, else which variant
            second_fault|the second fault
            second_strength|likewise
            score|on the test set at the end, in inference mode: mean recall of the classes, or R2
            label|SICK, HEALTHY, HARMLESS or UNLABELLED
            """
                    .lines()
                    .map(line -> line.split("\\|", -1))
                    .toList();

    private AssessmentLines() {}

    /** The names, between commas. */
    static String head() {
        return COLUMNS.stream().map(column -> column[0]).collect(Collectors.joining(","));
    }

    /** Rows of a Markdown table: name and meaning. */
    static String meanings() {
        return COLUMNS.stream()
                .map(column -> "| `%s` | %s |\n".formatted(column[0], column[1]))
                .collect(Collectors.joining());
    }

    /** The cells, between commas; those of a fault that is not there are empty. */
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
