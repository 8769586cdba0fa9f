package io.gradlab.calibration.published;

import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.observation.LabelStatistics;
import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.NonFinite;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.OutputKind;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A made-up run of a 2-3-3-1 network: 6 + 3, 9 + 3, 3 + 1 elements in its parameters. Only what a
 * test puts in is there.
 */
final class MadeUp {

    /** Steps planned for runs with fewer. */
    static final int PLANNED = 20;

    private final String function;
    private final Map<Long, Map<Quantity, Map<String, Double>>> readings = new TreeMap<>();
    private final List<LossPoint> validation = new ArrayList<>();
    private final List<LossPoint> losses = new ArrayList<>();
    private double[] loss = {};
    private double[] accuracy = {};
    private @Nullable NonFinite nonFinite;
    private OutputKind output = OutputKind.LOGITS;
    private LossKind lossKind = LossKind.LOGITS;

    private MadeUp(String function) {
        this.function = function;
    }

    static MadeUp of(String function) {
        return new MadeUp(function);
    }

    /** Adds a value to the reading of a step. */
    MadeUp read(long step, Quantity quantity, String where, double value) {
        readings.computeIfAbsent(step, s -> new LinkedHashMap<>())
                .computeIfAbsent(quantity, q -> new LinkedHashMap<>())
                .put(where, value);
        return this;
    }

    /** The loss of each step; the accuracies are 0.5 where none were given. */
    MadeUp loss(double... values) {
        loss = values;
        if (accuracy.length != values.length) {
            accuracy = new double[values.length];
            Arrays.fill(accuracy, 0.5);
        }
        return this;
    }

    /** The accuracy of each step, under a loss that falls all the time. */
    MadeUp accuracy(double... values) {
        accuracy = values;
        return loss(falling(values.length));
    }

    MadeUp validation(long step, double value) {
        validation.add(new LossPoint(step, value, 1, Double.NaN, 256));
        return this;
    }

    /** How many examples the first batch has. */
    MadeUp batches(long examples) {
        losses.add(new LossPoint(1, 1, 1, Double.NaN, examples));
        return this;
    }

    MadeUp nonFinite(long step) {
        nonFinite = new NonFinite(step, "fc1", "fc1.weight", Double.NaN);
        return this;
    }

    MadeUp kinds(OutputKind ofOutput, LossKind ofLoss) {
        output = ofOutput;
        lossKind = ofLoss;
        return this;
    }

    /** A loss that falls at every step, and never below 0. */
    static double[] falling(int steps) {
        double[] values = new double[steps];
        for (int i = 0; i < steps; i++) {
            values[i] = 1.0 / (i + 2);
        }
        return values;
    }

    Map<Pathology, Long> alarms(PublishedTool tool) {
        int planned = Math.max(PLANNED, loss.length);
        return tool.alarms(new PublishedInput(observations(), loss, accuracy, planned));
    }

    private Observations observations() {
        return new Observations(
                loss.length,
                List.of(layer("fc1", function, 3), layer("fc2", function, 3), layer("fc3", "", 1)),
                new InputStatistics(2, 0, 1, 1, 1, 3, 0, 1, 1),
                LabelStatistics.NONE,
                output,
                lossKind,
                readings.entrySet().stream()
                        .map(entry -> new Reading(entry.getKey(), entry.getValue()))
                        .toList(),
                losses,
                List.of(),
                validation,
                List.of(),
                Map.of(),
                nonFinite,
                List.of());
    }

    private static Layer layer(String name, String function, int units) {
        return new Layer(
                name, function, units, List.of(name + ".weight", name + ".bias"), List.of());
    }
}
