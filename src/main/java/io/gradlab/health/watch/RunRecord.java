package io.gradlab.health.watch;

import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.NonFinite;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.OutputKind;
import io.gradlab.health.observation.Reading;
import io.gradlab.health.quantity.ActivationSample;
import io.gradlab.health.quantity.DeadUnitFraction;
import io.gradlab.health.quantity.ReadingBuilder;
import io.gradlab.health.quantity.UnitLives;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Observations while they grow. */
public final class RunRecord {

    /** Causes of causes may be a ring. */
    private static final int MAX_CAUSES = 100;

    private final List<Reading> readings = new ArrayList<>();
    private final List<LossPoint> losses = new ArrayList<>();
    private final List<LossPoint> validation = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final UnitLives lives = new UnitLives();
    private List<Layer> layers = List.of();
    private InputStatistics inputs = new InputStatistics(0, 0, 0, 0, 0, 0);
    private OutputKind output = OutputKind.UNKNOWN;
    private LossKind loss = LossKind.UNKNOWN;
    private final Map<String, List<List<Integer>>> symmetric = new LinkedHashMap<>();
    private long steps;
    private @Nullable NonFinite nonFinite;
    private @Nullable LossPoint last;
    private double validationLoss;
    private double validationSkill;
    private double validationExamples;

    public void steps(long number) {
        steps = number;
    }

    void inputs(InputStatistics statistics) {
        inputs = statistics;
    }

    void output(OutputKind kind) {
        output = kind;
    }

    void loss(LossKind kind) {
        loss = kind;
    }

    void loss(LossPoint point) {
        losses.add(point);
    }

    void last(@Nullable LossPoint point) {
        last = point;
    }

    public void reading(Reading reading) {
        readings.add(reading);
    }

    boolean finite() {
        return nonFinite == null;
    }

    void nonFinite(NonFinite first) {
        nonFinite = first;
    }

    /**
     * A failure of the watcher's own. An interrupt that it swallowed is set again: it is meant for
     * the training.
     */
    public void failure(String what, Throwable failure) {
        note(what + ": " + firstLine(failure));
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            cause = cause.getCause();
        }
    }

    /** As much as the engine's errors say before their own stack trace. */
    private static String firstLine(Throwable failure) {
        try {
            return failure.toString().lines().findFirst().orElse("");
        } catch (Throwable unprintable) {
            return failure.getClass().getName();
        }
    }

    void note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    /** One validation batch: its loss and skill, means over its examples. */
    void validation(double meanLoss, double meanSkill, long examples) {
        validationLoss += meanLoss * examples;
        validationSkill += meanSkill * examples;
        validationExamples += examples;
    }

    void validated(long step) {
        if (validationExamples > 0) {
            double constant =
                    losses.isEmpty() ? Double.NaN : losses.get(losses.size() - 1).constant();
            validation.add(
                    new LossPoint(
                            step,
                            validationLoss / validationExamples,
                            constant,
                            validationSkill / validationExamples));
        }
        validationLoss = 0;
        validationSkill = 0;
        validationExamples = 0;
    }

    /** Layers in the order of the forward pass, then those it did not show; widths and ratios. */
    void layers(BlockTree tree, List<ActivationSample> activations, ReadingBuilder reading) {
        Map<String, ActivationSample> ofTrace = new LinkedHashMap<>();
        activations.forEach(sample -> ofTrace.putIfAbsent(sample.layer(), sample));
        List<String> order = new ArrayList<>(ofTrace.keySet());
        tree.layers().keySet().stream()
                .filter(name -> !ofTrace.containsKey(name))
                .forEach(order::add);
        layers =
                order.stream()
                        .map(
                                name ->
                                        layer(
                                                name,
                                                tree.layers().getOrDefault(name, List.of()),
                                                ofTrace.get(name)))
                        .toList();
        activations.forEach(
                sample ->
                        lives.see(
                                reading.step(),
                                sample.layer(),
                                DeadUnitFraction.dead(sample.after(), sample.units())));
        symmetric.putAll(new LayerReading(tree, order, reading).measure());
    }

    private static Layer layer(
            String name, List<BlockTree.Named> parameters, @Nullable ActivationSample sample) {
        return new Layer(
                name,
                sample == null ? Layer.LINEAR : sample.function(),
                sample == null ? 0 : sample.units(),
                parameters.stream().map(BlockTree.Named::name).toList());
    }

    public Observations observations() {
        return observations(null, last);
    }

    /**
     * The same in the middle of a training.
     *
     * @param open a reading that is not finished, or null
     * @param newest the loss of the last step, or null
     */
    public Observations observations(@Nullable Reading open, @Nullable LossPoint newest) {
        List<Reading> read = new ArrayList<>(readings);
        if (open != null) {
            read.add(open);
        }
        List<LossPoint> all = new ArrayList<>(losses);
        if (newest != null && (all.isEmpty() || all.get(all.size() - 1).step() < newest.step())) {
            all.add(newest);
        }
        return new Observations(
                steps,
                layers,
                inputs,
                output,
                loss,
                read,
                all,
                validation,
                lives.histories(),
                symmetric,
                nonFinite,
                notes);
    }
}
