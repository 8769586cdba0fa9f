package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import io.gradlab.health.quantity.GeneralizationGap;
import io.gradlab.health.quantity.LossSlope;
import io.gradlab.health.quantity.Oscillation;
import io.gradlab.health.quantity.Plateau;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The numbers of the last reading, a row for each layer, with those of the first beside them. */
final class NumbersText {

    private static final List<String> HEADS =
            List.of(
                    "layer",
                    "function",
                    "units",
                    "distinct",
                    "dead",
                    "saturated",
                    "z std",
                    "|g| first",
                    "|g| last",
                    "update ratio");

    private final Observations observations;

    NumbersText(Observations observations) {
        this.observations = observations;
    }

    String toText() {
        if (observations.readings().isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>(List.of(HEADS));
        observations.layers().forEach(layer -> rows.add(row(layer)));
        StringBuilder text = new StringBuilder(title());
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < HEADS.size(); column++) {
                line.append(padded(rows, row, column));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private String title() {
        List<Reading> readings = observations.readings();
        return "Numbers at step %s%s\n%s"
                .formatted(readings.get(readings.size() - 1).step(), losses(), ofTheRun());
    }

    private String losses() {
        List<LossPoint> losses = observations.losses();
        if (losses.isEmpty()) {
            return "";
        }
        LossPoint first = losses.get(0);
        LossPoint last = losses.get(losses.size() - 1);
        return "; loss %s%s, that of a constant %s"
                .formatted(
                        atStep(first),
                        last.step() == first.step() ? "" : ", " + atStep(last),
                        Numbers.text(last.constant()));
    }

    private static String atStep(LossPoint point) {
        return "%s at step %s".formatted(Numbers.text(point.loss()), point.step());
    }

    /** Nothing of a single step. */
    private String ofTheRun() {
        List<LossPoint> losses = observations.losses();
        if (observations.steps() == 1) {
            return "";
        }
        double gap = GeneralizationGap.of(losses, observations.validation());
        return Stream.of(
                        part("loss slope", LossSlope.of(losses), ""),
                        part("plateau", (double) Plateau.of(losses), " steps"),
                        part("oscillation", Oscillation.of(losses), ""),
                        part("generalization gap", gap, ""))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", ", "run: ", "\n"));
    }

    private static Optional<String> part(String name, double value, String unit) {
        return Double.isNaN(value)
                ? Optional.empty()
                : Optional.of(name + " " + Numbers.text(value) + unit);
    }

    private List<String> row(Layer layer) {
        Reading first = observations.readings().get(0);
        Reading last = observations.readings().get(observations.readings().size() - 1);
        String name = layer.name();
        return List.of(
                name,
                layer.function(),
                layer.units() == 0 ? "" : String.valueOf(layer.units()),
                text(last.value(Quantity.EFFECTIVE_WIDTH, name)),
                text(last.value(Quantity.DEAD_UNIT_FRACTION, name)),
                text(last.value(Quantity.SATURATION_FRACTION, name)),
                text(last.value(Quantity.Z_STD, name)),
                text(largest(layer, first, Quantity.GRADIENT_NORM)),
                text(largest(layer, last, Quantity.GRADIENT_NORM)),
                text(largest(layer, last, Quantity.UPDATE_RATIO)));
    }

    /** Of the layer's parameters; NaN where it was not measured. */
    private static double largest(Layer layer, Reading reading, Quantity quantity) {
        Map<String, Double> values = reading.of(quantity);
        return layer.parameters().stream()
                .filter(values::containsKey)
                .mapToDouble(values::get)
                .max()
                .orElse(Double.NaN);
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "" : Numbers.text(value);
    }

    /** Two spaces between columns; the first two to the left, numbers to the right. */
    private static String padded(List<List<String>> rows, List<String> row, int column) {
        int width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
        String blanks = " ".repeat(width - row.get(column).length());
        return column < 2 ? row.get(column) + blanks + "  " : blanks + row.get(column) + "  ";
    }
}
