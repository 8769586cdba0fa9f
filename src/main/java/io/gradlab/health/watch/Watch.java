package io.gradlab.health.watch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListener.BatchData;
import io.gradlab.core.Text;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.NonFinite;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import io.gradlab.health.quantity.ParameterSample;
import io.gradlab.health.quantity.ReadingBuilder;
import io.gradlab.health.quantity.UpdateRatio;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Watches one trainer: decides when to examine what. */
public final class Watch implements AutoCloseable {

    /** Losses in a row that are taken from each reading on, to see them go up and down. */
    private static final int BURST = 4;

    /** An output this many times larger than at the last reading calls for a reading now. */
    private static final double GROWTH = 10;

    /** Outputs below this are no sign of anything. */
    private static final double LARGE_OUTPUT = 100;

    /** Most readings that growth may call for. */
    private static final int MOST_URGENT = 20;

    /** Parameters of a network whose outputs are not looked at in every step. */
    private static final long LARGE = 10_000;

    /**
     * Steps between two looks at the outputs of a large network: a look takes 50 microseconds, a
     * step of 784-256-256-10 2.4 ms.
     */
    private static final long STRIDE = 8;

    /** Steps at which the gradient of the batch alone is taken: twice the work of a step each. */
    private static final Set<Long> OWN_GRADIENT_STEPS = Set.of(2L, 3L, 10L);

    private final Trainer trainer;
    private final Schedule schedule;
    private final long stride;
    private final NDManager manager;
    private final Examiner examiner;
    private final RunRecord record;
    private final @Nullable NDList probe;
    private @Nullable Probe kept;
    private boolean probed;
    private @Nullable ReadingBuilder open;
    private @Nullable Outputs last;
    private long lastStep;
    private long step;
    private long next = 1;
    private long burstEnd;
    private double lastOutput;
    private int urgent;
    private boolean validating;
    private boolean news;

    /**
     * Begins.
     *
     * @param trainer to be watched
     * @param schedule when to read
     * @param probe inputs on which activations are read; null takes them from the first batch
     */
    public Watch(Trainer trainer, Schedule schedule, @Nullable NDList probe) {
        this.trainer = trainer;
        this.schedule = schedule;
        this.probe = probe;
        // The manager comes last: a block that fails before leaves nothing open.
        BlockTree tree = new BlockTree(trainer.getModel().getBlock());
        stride = tree.elements() > LARGE ? STRIDE : 1;
        manager = trainer.getManager().newSubManager();
        examiner = new Examiner(tree, trainer.getLoss(), manager);
        record = examiner.record();
    }

    /** Whether this is the trainer that it watches. */
    public boolean watches(Trainer other) {
        return trainer == other;
    }

    /** Where everything is entered; it grows. */
    public RunRecord record() {
        return record;
    }

    /** After the backward pass of a training batch, before its update. */
    public void batch(BatchData data) {
        step++;
        record.steps(step);
        finishUpdate();
        grow(data);
        boolean scheduled = step >= next;
        if (!scheduled && step > burstEnd && step % stride != 0) {
            return;
        }
        NDList predictions = first(data.getPredictions());
        if (predictions.head().isEmpty()) {
            record.note(Text.of("a batch without examples was passed over"));
            return;
        }
        Outputs outputs = Outputs.of(predictions.head());
        NDList labels = first(data.getLabels());
        if (scheduled || callsForReading(outputs)) {
            // Before the reading: one that fails is not tried again at every step.
            next = scheduled ? schedule.after(step) : next;
            read(new Examiner.SeenStep(step, inputs(data), labels, outputs));
        } else if (step <= burstEnd) {
            try (NDManager scratch = manager.newSubManager()) {
                examiner.loss(new Examiner.SeenStep(step, new NDList(), labels, outputs), scratch);
            }
        }
        last = examiner.knows(labels) ? outputs : null;
        lastStep = step;
    }

    /** Takes examples of this batch for the probe, while it has few. */
    private void grow(BatchData data) {
        if (step > 1 && examiner.growing() && data.getBatch() != null) {
            examiner.grow(data.getBatch().getData(), first(data.getLabels()));
        }
    }

    /** Of several devices the first one is watched. */
    private static NDList first(Map<?, NDList> byDevice) {
        return byDevice.values().iterator().next();
    }

    private NDList inputs(BatchData data) {
        NDList inputs = data.getBatch() == null ? new NDList() : data.getBatch().getData();
        NDList given = probe;
        if (!probed && given == null && inputs.isEmpty()) {
            record.note(
                    Text.of(
                            "activations were not read: the batch came without its data; give a"
                                    + " probe"));
        } else if (!probed) {
            probed = true;
            examiner.probe(
                    () ->
                            given == null
                                    ? Probe.ofBatch(inputs, first(data.getLabels()), manager)
                                    : Probe.of(given, new NDList(), manager));
        }
        return inputs;
    }

    private boolean callsForReading(Outputs outputs) {
        double largest = outputs.largest();
        if (!Double.isFinite(largest)) {
            return record.finite();
        }
        boolean grown = largest > Math.max(LARGE_OUTPUT, GROWTH * lastOutput);
        if (grown && urgent < MOST_URGENT) {
            urgent++;
            return true;
        }
        return false;
    }

    private void read(Examiner.SeenStep now) {
        burstEnd = step + BURST - 1;
        lastOutput = now.outputs().largest();
        validating = true;
        try (NDManager scratch = manager.newSubManager()) {
            ReadingBuilder reading =
                    examiner.read(now, ParameterReader.samples(examiner.tree(), scratch), scratch);
            open = reading;
            if (OWN_GRADIENT_STEPS.contains(step)) {
                ownGradient(now, reading, scratch);
            }
        }
        news = true;
    }

    /**
     * The gradient that is there over that of this batch alone. Taken in inference mode, and only
     * where that is the training's: what draws random numbers or keeps statistics is left alone.
     */
    private void ownGradient(Examiner.SeenStep now, ReadingBuilder reading, NDManager scratch) {
        if (now.inputs().isEmpty() || !examiner.tree().sameInTraining()) {
            return;
        }
        OwnGradient own = new OwnGradient(examiner.tree(), trainer.getLoss(), scratch);
        try {
            own.backward(now.inputs(), now.labels(), false);
        } catch (Throwable e) {
            return; // a loop of its own may hold DJL's one collector; a block may throw anything
        }
        double ratio = OwnGradient.norm(reading.parameters()) / OwnGradient.norm(own.samples());
        if (Double.isFinite(ratio)) {
            reading.put(Quantity.OWN_GRADIENT_RATIO, Reading.RUN, ratio);
        }
    }

    /** After an update: what the optimizer made of the gradients of the last reading. */
    private void finishUpdate() {
        ReadingBuilder reading = open;
        if (reading == null) {
            return;
        }
        open = null;
        for (ParameterSample before : reading.parameters()) {
            float[] after = ParameterReader.values(examiner.tree().named(before.name()));
            double ratio = UpdateRatio.of(before.value(), after);
            reading.put(Quantity.UPDATE_RATIO, before.name(), ratio);
            // Infinite too for a parameter of zeros that moved.
            float bad = Double.isFinite(ratio) ? 0 : Host.firstNonFinite(after);
            if (bad != 0 && record.finite()) {
                record.nonFinite(new NonFinite(reading.step(), before.layer(), before.name(), bad));
            }
        }
        record.reading(reading.build());
        news = true;
    }

    /** Whether any parameter has moved since the open reading: then its update has been made. */
    private boolean updated() {
        return open != null
                && open.parameters().stream()
                        .anyMatch(
                                before ->
                                        !Arrays.equals(
                                                before.value(),
                                                ParameterReader.values(
                                                        examiner.tree().named(before.name()))));
    }

    /**
     * After a validation batch; looked at in an epoch in which there was a reading.
     *
     * @param data of the validation batch
     */
    public void validation(BatchData data) {
        if (!validating) {
            return;
        }
        keepValidation(data);
        try (NDManager scratch = manager.newSubManager()) {
            NDList predictions = Probe.copy(first(data.getPredictions()), scratch);
            NDList labels = Probe.copy(first(data.getLabels()), scratch);
            NDArray value = trainer.getLoss().evaluate(labels, predictions);
            Outputs outputs = Outputs.of(predictions.head());
            record.validation(
                    Host.floats(value)[0],
                    examiner.skill(Host.floats(labels.head()), outputs),
                    predictions.head().getShape().get(0));
        }
    }

    /** The first examples of the first validation that is read, for the end. */
    private void keepValidation(BatchData data) {
        NDList inputs = data.getBatch() == null ? new NDList() : data.getBatch().getData();
        if (kept == null && !inputs.isEmpty()) {
            kept = Probe.ofBatch(inputs, first(data.getLabels()), manager);
        } else if (kept != null && kept.growing() && record.lastValidated() == 0) {
            kept.add(inputs, first(data.getLabels()));
        }
    }

    /** After an epoch's validation. */
    public void epoch() {
        finishUpdate();
        if (validating) {
            record.validated(step);
            validating = false;
            news = true;
        }
    }

    /** After the last step. */
    public void finish() {
        finishUpdate();
        record.last(lastLoss());
        judgedNow().ifPresent(record::judged);
        validatedNow().ifPresent(record::validation);
        news = true;
    }

    /** What the network knows of the probe set now, which may be long after the last reading. */
    private Optional<LossPoint> judgedNow() {
        if (!manager.isOpen() || step <= record.lastJudged()) {
            return Optional.empty();
        }
        try (NDManager scratch = manager.newSubManager()) {
            return examiner.judged(step, scratch);
        }
    }

    /** The same of the validation examples that were kept. */
    private Optional<LossPoint> validatedNow() {
        Probe examples = kept;
        long before = record.lastValidated();
        if (!manager.isOpen() || examples == null || before == 0 || step <= before) {
            return Optional.empty();
        }
        try (NDManager scratch = manager.newSubManager()) {
            return examiner.validated(step, examples, scratch);
        }
    }

    /** The loss of the last step, whose labels are known when every batch is the whole set. */
    private @Nullable LossPoint lastLoss() {
        Outputs outputs = last;
        if (outputs == null || lastStep <= burstEnd || !manager.isOpen()) {
            return null;
        }
        try (NDManager scratch = manager.newSubManager()) {
            return examiner.lossAgain(lastStep, outputs, scratch);
        }
    }

    /**
     * What was seen so far, in the middle of a training. A reading whose update has not been made
     * stays open, and is shown without its update ratios: those of now would be 0. What the network
     * knows now is shown and not kept: whoever asks changes nothing.
     *
     * @return a copy
     */
    public Observations observations() {
        if (updated()) {
            finishUpdate();
        }
        return record.observations(
                open == null ? null : open.build(), lastLoss(), judgedNow(), validatedNow());
    }

    /**
     * Whether there is anything that was not there at the last call.
     *
     * @return false until there is something again
     */
    public boolean news() {
        boolean any = news;
        news = false;
        return any;
    }

    @Override
    public void close() {
        manager.close();
    }
}
