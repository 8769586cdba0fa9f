package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
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
import io.gradlab.health.observation.UnitHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Observations of a made-up run that nothing is wrong with: 2-8-8-1 with ReLU, ten readings and
 * more, a loss that has fallen to a tenth. Each test changes what it is about.
 */
public final class MadeUpRun {

    static final List<String> LAYERS = List.of("fc1", "fc2", "fc3");

    private final List<String> layers = new ArrayList<>(LAYERS);
    private final Map<Quantity, Map<String, Double>> values = new LinkedHashMap<>();
    private final Map<Long, Map<Quantity, Map<String, Double>>> atStep = new LinkedHashMap<>();
    private final List<LossPoint> losses = new ArrayList<>();
    private final List<LossPoint> validation = new ArrayList<>();
    private final Map<String, List<List<Integer>>> symmetric = new LinkedHashMap<>();
    private final List<UnitHistory> units = new ArrayList<>();
    private final List<Text> notes = new ArrayList<>();
    private final Map<String, Integer> widths = new LinkedHashMap<>(Map.of("fc3", 1));
    private final Map<String, String> functions = new LinkedHashMap<>(Map.of("fc3", "linear"));
    private final Set<String> frozen = new LinkedHashSet<>();
    private final Set<String> normed = new LinkedHashSet<>();
    private InputStatistics inputs = new InputStatistics(2, 0, 1, 1, 1, 3, 0, 1, 1);
    private LabelStatistics labels = LabelStatistics.NONE;
    private final List<LossPoint> judged = new ArrayList<>();
    private OutputKind output = OutputKind.LOGITS;
    private LossKind loss = LossKind.LOGITS;
    private @Nullable NonFinite nonFinite;
    private long steps = 200;
    private double skill;

    MadeUpRun(double skill) {
        this.skill = skill;
        for (String layer : LAYERS) {
            everywhere(Quantity.Z_STD, layer, 1);
            everywhere(Quantity.ACTIVATION_STD, layer, Math.sqrt(0.5));
            everywhere(Quantity.Z_OFFSET, layer, 0.2);
            everywhere(Quantity.DEAD_UNIT_FRACTION, layer, 0);
            everywhere(Quantity.SATURATION_FRACTION, layer, 0);
            everywhere(Quantity.EFFECTIVE_WIDTH_SHARE, layer, 1);
            everywhere(Quantity.GRADIENT_NORM, layer + ".weight", 0.1);
            everywhere(Quantity.GRADIENT_NORM, layer + ".bias", 0.1);
            everywhere(Quantity.PARAMETER_NORM, layer + ".weight", 1);
            everywhere(Quantity.UPDATE_RATIO, layer + ".weight", 0.01);
        }
        everywhere(Quantity.GRADIENT_NORM_RATIO, Reading.RUN, 0.5);
        for (long step : new long[] {1, 2, 3, 13, 14, 15, 16, 150, 151, 152, 153, 200}) {
            loss(step, 0.7 / Math.sqrt(step));
        }
    }

    /** A run that has learned. */
    public static MadeUpRun learned() {
        return new MadeUpRun(0.95);
    }

    /**
     * A run that has not, and whose loss has stopped falling: any sign is an alarm, and without one
     * there is no finding, since it knows more than nothing and has units enough.
     */
    public static MadeUpRun failing() {
        MadeUpRun run = new MadeUpRun(0.4);
        for (long step : run.losses.stream().map(LossPoint::step).toList()) {
            run.loss(step, 0.42 + 0.28 / step);
        }
        return run;
    }

    /** A run that has not learned, but for what its losses say. */
    static MadeUpRun losses(LossPoint... points) {
        MadeUpRun run = failing();
        run.losses.clear();
        run.losses.addAll(List.of(points));
        return run;
    }

    public MadeUpRun note(String note) {
        notes.add(Text.of(note));
        return this;
    }

    /** A third hidden layer, of which nothing was measured. */
    MadeUpRun deeper() {
        layers.add(2, "deep");
        return this;
    }

    /** The number of units of a layer instead of 8. */
    MadeUpRun width(String layer, int number) {
        widths.put(layer, number);
        return this;
    }

    /** The same at every reading. */
    public MadeUpRun everywhere(Quantity quantity, String where, double value) {
        values.computeIfAbsent(quantity, q -> new LinkedHashMap<>()).put(where, value);
        return this;
    }

    /** Another value from a step on. */
    MadeUpRun from(long step, Quantity quantity, String where, double value) {
        atStep.computeIfAbsent(step, s -> new LinkedHashMap<>())
                .computeIfAbsent(quantity, q -> new LinkedHashMap<>())
                .put(where, value);
        return this;
    }

    MadeUpRun loss(long step, double value) {
        losses.removeIf(point -> point.step() == step);
        losses.add(new LossPoint(step, value, 0.7, skill, 256));
        return this;
    }

    MadeUpRun labels(LabelStatistics statistics) {
        labels = statistics;
        return this;
    }

    MadeUpRun labels(MadeUpLabels made) {
        return labels(made.statistics());
    }

    /** A function instead of ReLU, or after the last layer. */
    MadeUpRun function(String layer, String function) {
        functions.put(layer, function);
        return this;
    }

    /** Layers none of whose parameters may change. */
    MadeUpRun frozen(String... layers) {
        frozen.addAll(List.of(layers));
        return this;
    }

    /** A layer with a batch norm. */
    MadeUpRun normed(String layer) {
        normed.add(layer);
        return this;
    }

    /** What the probe set showed in inference mode. */
    MadeUpRun judged(LossPoint... points) {
        judged.clear();
        judged.addAll(List.of(points));
        return this;
    }

    /** What it knows of the probe set from the middle of the run on, where a constant has 0.7. */
    MadeUpRun knows(double ofSkill, double ofGain) {
        return judged(
                new LossPoint(100, 0.7 * (1 - ofGain), 0.7, ofSkill, 256),
                new LossPoint(200, 0.7 * (1 - ofGain), 0.7, ofSkill, 256));
    }

    /** The same of a validation set. */
    MadeUpRun others(double ofSkill, double ofGain) {
        return others(new LossPoint(200, 0.7 * (1 - ofGain), 0.7, ofSkill, 256));
    }

    /** What a validation set showed. */
    MadeUpRun others(LossPoint... points) {
        validation.clear();
        validation.addAll(List.of(points));
        return this;
    }

    MadeUpRun inputs(InputStatistics statistics) {
        inputs = statistics;
        return this;
    }

    MadeUpRun kinds(OutputKind outputKind, LossKind lossKind) {
        output = outputKind;
        loss = lossKind;
        return this;
    }

    public MadeUpRun nonFinite(long step, String layer, String tensor) {
        nonFinite = new NonFinite(step, layer, tensor, Double.NaN);
        return this;
    }

    MadeUpRun symmetric(String layer, List<List<Integer>> groups) {
        symmetric.put(layer, groups);
        return this;
    }

    /** Whether each unit of a layer is dead, from the first step on. */
    MadeUpRun units(String layer, boolean... dead) {
        List<UnitHistory.Life> lives = new ArrayList<>();
        for (boolean each : dead) {
            lives.add(new UnitHistory.Life(each, each ? 1 : 0, 0));
        }
        units.add(new UnitHistory(layer, lives));
        return this;
    }

    public MadeUpRun steps(long number) {
        steps = number;
        return this;
    }

    public Observations observations() {
        losses.sort((a, b) -> Long.compare(a.step(), b.step()));
        return new Observations(
                steps,
                layers.stream()
                        .map(
                                name ->
                                        new Layer(
                                                name,
                                                functions.getOrDefault(name, "relu"),
                                                widths.getOrDefault(name, 8),
                                                parameters(name),
                                                frozen.contains(name)
                                                        ? parameters(name).subList(0, 2)
                                                        : List.of()))
                        .toList(),
                inputs,
                labels,
                output,
                loss,
                readings(),
                losses.stream().filter(point -> point.step() <= steps).toList(),
                judged,
                validation,
                units,
                symmetric,
                nonFinite,
                notes);
    }

    private List<String> parameters(String layer) {
        return normed.contains(layer)
                ? List.of(layer + ".gamma", layer + ".beta", layer + ".runningMean")
                : List.of(layer + ".weight", layer + ".bias");
    }

    private List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        for (long step : new long[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 17, 150}) {
            if (step > steps) {
                break;
            }
            Map<Quantity, Map<String, Double>> now = new LinkedHashMap<>();
            values.forEach((quantity, map) -> now.put(quantity, new LinkedHashMap<>(map)));
            atStep.forEach(
                    (from, changes) -> {
                        if (from <= step) {
                            changes.forEach((quantity, map) -> now.get(quantity).putAll(map));
                        }
                    });
            readings.add(new Reading(step, now));
        }
        return readings;
    }

    Diagnosis diagnosis() {
        return Rules.diagnose(observations(), Thresholds.defaults());
    }

    List<Pathology> pathologies() {
        return diagnosis().findings().stream().map(Finding::pathology).toList();
    }
}
