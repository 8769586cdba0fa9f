package io.gradlab.health.diagnosis;

import io.gradlab.core.Grid;
import io.gradlab.core.Language;
import io.gradlab.core.Text;
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
import java.util.function.Function;
import java.util.stream.Stream;

/** The numbers of the last reading, a row for each layer, with those of the first beside them. */
final class NumbersText {

    /** A head, and what stands below it for each layer. */
    private record Head(Text title, Function<Layer, String> cell) {}

    private final List<Head> heads =
            List.of(
                    new Head(Text.of("layer"), Layer::name),
                    new Head(Text.of("function"), Layer::function),
                    new Head(Text.of("units"), NumbersText::units),
                    new Head(Text.of("distinct"), last(Quantity.EFFECTIVE_WIDTH)),
                    new Head(Text.of("dead"), last(Quantity.DEAD_UNIT_FRACTION)),
                    new Head(Text.of("saturated"), last(Quantity.SATURATION_FRACTION)),
                    new Head(Text.of("z std"), last(Quantity.Z_STD)),
                    new Head(
                            Text.of("|g| first"),
                            layer -> largest(layer, reading(0), Quantity.GRADIENT_NORM)),
                    new Head(Text.of("|g| last"), largestOfLast(Quantity.GRADIENT_NORM)),
                    new Head(Text.of("update ratio"), largestOfLast(Quantity.UPDATE_RATIO)));

    private final Observations observations;

    NumbersText(Observations observations) {
        this.observations = observations;
    }

    /** Nothing before the first reading. */
    void addTo(Lines lines) {
        if (observations.readings().isEmpty()) {
            return;
        }
        lines.add(2, title());
        ofTheRun().ifPresent(run -> lines.add(5, run));
        Grid all = new Grid(heads.stream().map(head -> column(head, lines.language())).toList());
        Grid fitted = all.fitted(lines.width());
        fitted.lines(false).forEach(lines::add);
        all.leftOut(fitted, "health.json").ifPresent(more -> lines.add(0, more));
    }

    /** The first two to the left, numbers to the right. */
    private Grid.Column column(Head head, Language language) {
        List<String> cells = new ArrayList<>(List.of(head.title().in(language)));
        observations.layers().forEach(layer -> cells.add(head.cell().apply(layer)));
        return new Grid.Column(cells, heads.indexOf(head) > 1);
    }

    private Text title() {
        long step = lastReading().step();
        List<LossPoint> losses = observations.losses();
        if (losses.isEmpty()) {
            return Text.of("Numbers at step %d", step);
        }
        LossPoint first = losses.get(0);
        LossPoint last = losses.get(losses.size() - 1);
        Stream<LossPoint> shown =
                last.step() == first.step() ? Stream.of(first) : Stream.of(first, last);
        return Text.of(
                "Numbers at step %d; loss %s, that of a constant %s",
                step,
                Text.join(", ", shown.map(NumbersText::atStep).toList()),
                Numbers.text(last.constant()));
    }

    private static Text atStep(LossPoint point) {
        return Text.of("%s at step %d", Numbers.text(point.loss()), point.step());
    }

    /** Nothing of a single step. */
    private Optional<Text> ofTheRun() {
        if (observations.steps() == 1) {
            return Optional.empty();
        }
        List<LossPoint> losses = observations.losses();
        double gap = GeneralizationGap.of(losses, observations.validation());
        List<Text> parts = new ArrayList<>();
        part(LossSlope.of(losses), value -> Text.of("loss slope %s", value)).ifPresent(parts::add);
        part((double) Plateau.of(losses), value -> Text.of("plateau %s steps", value))
                .ifPresent(parts::add);
        part(Oscillation.of(losses), value -> Text.of("oscillation %s", value))
                .ifPresent(parts::add);
        part(gap, value -> Text.of("generalization gap %s", value)).ifPresent(parts::add);
        return Optional.of(Text.of("run: %s", Text.join(", ", parts)));
    }

    private static Optional<Text> part(double value, Function<String, Text> said) {
        return Double.isNaN(value)
                ? Optional.empty()
                : Optional.of(said.apply(Numbers.text(value)));
    }

    private Reading reading(int number) {
        return observations.readings().get(number);
    }

    private Reading lastReading() {
        return reading(observations.readings().size() - 1);
    }

    private static String units(Layer layer) {
        return layer.units() == 0 ? "" : String.valueOf(layer.units());
    }

    private Function<Layer, String> last(Quantity quantity) {
        return layer -> text(lastReading().value(quantity, layer.name()));
    }

    private Function<Layer, String> largestOfLast(Quantity quantity) {
        return layer -> largest(layer, lastReading(), quantity);
    }

    /** Of the layer's parameters; empty where it was not measured. */
    private static String largest(Layer layer, Reading reading, Quantity quantity) {
        Map<String, Double> values = reading.of(quantity);
        return text(
                layer.parameters().stream()
                        .filter(values::containsKey)
                        .mapToDouble(values::get)
                        .max()
                        .orElse(Double.NaN));
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "" : Numbers.text(value);
    }
}
