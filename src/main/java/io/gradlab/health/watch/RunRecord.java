package io.gradlab.health.watch;

import io.gradlab.core.Text;
import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.observation.LabelStatistics;
import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.NonFinite;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.OutputKind;
import io.gradlab.health.observation.Reading;
import io.gradlab.health.quantity.ActivationSample;
import io.gradlab.health.quantity.DeadUnitFraction;
import io.gradlab.health.quantity.UnitLives;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Observations while they grow. */
public final class RunRecord {

    /** Causes of causes may be a ring. */
    private static final int MAX_CAUSES = 100;

    private final List<Reading> readings = new ArrayList<>();
    private final List<LossPoint> losses = new ArrayList<>();
    private final List<LossPoint> validation = new ArrayList<>();
    private final List<Text> notes = new ArrayList<>();
    private final UnitLives lives = new UnitLives();
    private List<Layer> layers = List.of();
    private InputStatistics inputs = InputStatistics.NONE;
    private LabelStatistics labels = LabelStatistics.NONE;
    private final List<LossPoint> judged = new ArrayList<>();
    private OutputKind output = OutputKind.UNKNOWN;
    private LossKind loss = LossKind.UNKNOWN;
    private final Map<String, List<List<Integer>>> symmetric = new LinkedHashMap<>();
    private long steps;
    private @Nullable NonFinite nonFinite;
    private @Nullable LossPoint last;
    private double validationLoss;
    private double validationSkill;
    private double validationExamples;

    /** Enters how many steps were seen: 1 or more. */
    public void steps(long number) {
        steps = number;
    }

    void inputs(InputStatistics statistics) {
        inputs = statistics;
    }

    void labels(LabelStatistics statistics) {
        labels = statistics;
    }

    /** What the probe set shows in inference mode. */
    void judged(LossPoint point) {
        judged.add(point);
    }

    /** What the validation examples that were kept show after the last step. */
    void validation(LossPoint point) {
        validation.add(beside(constant(), point));
    }

    private static LossPoint beside(double constant, LossPoint point) {
        return new LossPoint(point.step(), point.loss(), constant, point.skill(), point.examples());
    }

    /** The last step after which the probe set was judged; 0 of none. */
    long lastJudged() {
        return judged.isEmpty() ? 0 : judged.get(judged.size() - 1).step();
    }

    /** The last step whose validation was read; 0 of none. */
    long lastValidated() {
        return validation.isEmpty() ? 0 : validation.get(validation.size() - 1).step();
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

    /** Enters a reading, of a later step than those before. */
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
     *
     * @param what what was not done because of it
     * @param failure anything at all; its first line becomes part of a note
     */
    public void failure(Text what, Throwable failure) {
        note(Text.of("%s: %s", what, firstLine(failure)));
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

    void note(Text note) {
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
            validation.add(
                    new LossPoint(
                            step,
                            validationLoss / validationExamples,
                            constant(),
                            validationSkill / validationExamples,
                            (long) validationExamples));
        }
        validationLoss = 0;
        validationSkill = 0;
        validationExamples = 0;
    }

    /**
     * Of the probe set, whose labels are more than a batch's and always the same: a gain on other
     * examples can be compared with that on one's own. Without one that of the last batch.
     */
    private double constant() {
        List<LossPoint> known = judged.isEmpty() ? losses : judged;
        return known.isEmpty() ? Double.NaN : known.get(known.size() - 1).constant();
    }

    /** Layers in the order of the forward pass, with the groups of equal units of this reading. */
    public void layers(List<Layer> newLayers, Map<String, List<List<Integer>>> groups) {
        layers = newLayers;
        symmetric.putAll(groups);
    }

    void units(long step, ActivationSample sample) {
        lives.see(step, sample.layer(), DeadUnitFraction.dead(sample.after(), sample.units()));
    }

    /** A copy of what was seen, at the end of the training. */
    public Observations observations() {
        return observations(null, last, Optional.empty(), Optional.empty());
    }

    /**
     * The same in the middle of a training.
     *
     * @param open a reading that is not finished, or null
     * @param newest the loss of the last step, or null
     * @param judgedNow what the probe set shows now
     * @param validatedNow what a validation set shows now
     */
    Observations observations(
            @Nullable Reading open,
            @Nullable LossPoint newest,
            Optional<LossPoint> judgedNow,
            Optional<LossPoint> validatedNow) {
        List<Reading> read = new ArrayList<>(readings);
        if (open != null) {
            read.add(open);
        }
        List<LossPoint> all = new ArrayList<>(losses);
        if (newest != null && (all.isEmpty() || all.get(all.size() - 1).step() < newest.step())) {
            all.add(newest);
        }
        double constantNow = judgedNow.map(LossPoint::constant).orElseGet(this::constant);
        return new Observations(
                steps,
                layers,
                inputs,
                labels,
                output,
                loss,
                read,
                all,
                with(judged, judgedNow),
                with(validation, validatedNow.map(point -> beside(constantNow, point))),
                lives.histories(),
                symmetric,
                nonFinite,
                notes);
    }

    private static List<LossPoint> with(List<LossPoint> points, Optional<LossPoint> newest) {
        return Stream.concat(points.stream(), newest.stream()).toList();
    }
}
