package io.gradlab.calibration;

import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** One row for each network of a grid: what it is, what was seen, what each tool said. */
final class Traces {

    /** A column of what was seen, with what it is. */
    private record Column(String name, String meaning, ToDoubleFunction<Observations> value) {}

    private static final List<Column> COLUMNS = columns();

    private Traces() {}

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("features", "number of features", o -> o.inputs().features()));
        columns.add(
                new Column(
                        "input_std_median",
                        "median std of a feature",
                        o -> o.inputs().medianStd()));
        columns.add(
                new Column(
                        "input_std_largest",
                        "largest std of a feature",
                        o -> o.inputs().largestStd()));
        columns.add(
                new Column(
                        "input_mean_largest",
                        "largest |mean| of a feature",
                        o -> o.inputs().largestMean()));
        columns.add(
                new Column(
                        "label_rms",
                        "root mean square of the labels",
                        o -> o.labels().rootMeanSquare()));
        columns.add(
                new Column(
                        "label_rarest",
                        "share of the rarest class",
                        o ->
                                o.labels().shares().stream()
                                        .mapToDouble(s -> s)
                                        .min()
                                        .orElse(Double.NaN)));
        columns.add(
                new Column(
                        "batch_share",
                        "median share of the largest class of a batch",
                        o -> o.labels().largestShareOfBatch()));
        columns.add(
                new Column(
                        "pairing",
                        "loss of the labels as predictions over that of their mean",
                        o -> o.labels().pairing()));
        columns.add(
                new Column(
                        "loss_first",
                        "training loss of step 1",
                        o -> first(o.losses(), LossPoint::loss)));
        columns.add(
                new Column(
                        "loss_last",
                        "last training loss that was seen",
                        o -> last(o.losses(), LossPoint::loss)));
        columns.add(
                new Column(
                        "loss_constant",
                        "loss of the best constant",
                        o -> last(o.losses(), LossPoint::constant)));
        columns.add(
                new Column(
                        "judged_skill",
                        "skill on the probe set at the end",
                        o -> last(o.judged(), LossPoint::skill)));
        columns.add(
                new Column(
                        "judged_gain",
                        "gain on the probe set at the end",
                        o -> last(o.judged(), LossPoint::gain)));
        columns.add(
                new Column(
                        "validation_skill",
                        "skill on the validation set at the end",
                        o -> last(o.validation(), LossPoint::skill)));
        columns.add(
                new Column(
                        "validation_gain",
                        "gain on the validation set at the end",
                        o -> last(o.validation(), LossPoint::gain)));
        for (Quantity quantity : Quantity.values()) {
            String name = quantity.name().toLowerCase(Locale.ROOT);
            columns.add(
                    new Column(
                            name + "_first_least",
                            quantity + ", least over layers, step 1",
                            o -> extreme(o, true, quantity, false)));
            columns.add(
                    new Column(
                            name + "_first_most",
                            quantity + ", most over layers, step 1",
                            o -> extreme(o, true, quantity, true)));
            columns.add(
                    new Column(
                            name + "_last_least",
                            quantity + ", least, last reading",
                            o -> extreme(o, false, quantity, false)));
            columns.add(
                    new Column(
                            name + "_last_most",
                            quantity + ", most, last reading",
                            o -> extreme(o, false, quantity, true)));
        }
        return List.copyOf(columns);
    }

    private static double first(List<LossPoint> points, ToDoubleFunction<LossPoint> of) {
        return points.isEmpty() ? Double.NaN : of.applyAsDouble(points.get(0));
    }

    private static double last(List<LossPoint> points, ToDoubleFunction<LossPoint> of) {
        return points.isEmpty() ? Double.NaN : of.applyAsDouble(points.get(points.size() - 1));
    }

    private static double extreme(
            Observations observations, boolean start, Quantity quantity, boolean most) {
        List<Reading> readings = observations.readings();
        if (readings.isEmpty()) {
            return Double.NaN;
        }
        Reading reading = readings.get(start ? 0 : readings.size() - 1);
        return reading.of(quantity).values().stream()
                .filter(value -> !Double.isNaN(value))
                .reduce(most ? Math::max : Math::min)
                .orElse(Double.NaN);
    }

    /** The names of the columns: one line. */
    static String head(List<String> detectors) {
        StringBuilder head = new StringBuilder(AssessmentLines.head());
        COLUMNS.forEach(column -> head.append(',').append(column.name));
        detectors.forEach(detector -> head.append(',').append(columnOf(detector)));
        return head.append('\n').toString();
    }

    private static String columnOf(String detector) {
        return detector.toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    /** One network: one line. */
    static String row(TrainedNetwork network, Assessment assessment, List<String> detectors) {
        StringBuilder row = new StringBuilder(AssessmentLines.row(assessment));
        for (Column column : COLUMNS) {
            double value = column.value.applyAsDouble(network.observations());
            row.append(',').append(Double.isNaN(value) ? "" : "%.5g".formatted(value));
        }
        detectors.forEach(detector -> row.append(',').append(assessment.alarmText(detector)));
        return row.append('\n').toString();
    }

    /** What the rows are: Markdown. */
    static String dataSheet(GridDescription grid, Assessments assessments, List<String> detectors) {
        StringBuilder sheet =
                new StringBuilder(
                                """
                        # traces.csv

                        %d trained networks with known faults, one a row: a grid of %d programs (seed %d), each as
                        it is, with six faults of different kinds, and with two of these together. Made to
                        measure tools that say why a network does not learn; made again, number for number up to
                        rounding, by `scripts/calibrate-health --programs %d --seed %d`.

                        - No row holds personal data: every data set is generated. Licence: Apache-2.0, as the
                          program.
                        - `label`: `SICK` fails with its faults and learns without, `HEALTHY` learns and has no fault,
                          `HARMLESS` learns in spite of its faults, `UNLABELLED` fails without a fault, too. No label
                          comes from a rule.
                        - `half`: thresholds of Gradlab may be tuned on `tuning` alone; no combination of data set,
                          depth, function and optimizer is in both.
                        - Quantities: of the first reading, after step 1, and of the last one, each over all layers
                          or parameters; norms are L2, shares from 0 to 1, losses in the loss's own unit.
                        - Tools: alarms in order, `PATHOLOGY@step`, separated by spaces.
                        - Empty: not measured. Limits: small feed-forward networks on small generated data, at most
                          %d steps, one processor; shares of faults are drawn, not those of any practice.
                        - Trained %s by %s.

                        | column | what it is |
                        | --- | --- |
                        """
                                        .formatted(
                                                assessments.all().size(),
                                                grid.design().programs(),
                                                grid.design().seed(),
                                                grid.design().programs(),
                                                grid.design().seed(),
                                                grid.steps(),
                                                grid.date(),
                                                grid.versionText()))
                        .append(AssessmentLines.meanings());
        COLUMNS.forEach(
                column -> sheet.append("| `%s` | %s |\n".formatted(column.name, column.meaning)));
        detectors.forEach(
                detector -> sheet.append("| `%s` | alarms |\n".formatted(columnOf(detector))));
        return sheet.toString();
    }
}
