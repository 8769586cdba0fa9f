package io.gradlab.health.watch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import io.gradlab.core.Text;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.OutputKind;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import io.gradlab.health.quantity.ActivationSample;
import io.gradlab.health.quantity.ParameterSample;
import io.gradlab.health.quantity.ReadingBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Examines a block: parameters with gradients, activations, loss. What it creates on the engine for
 * one examination goes to a scratch manager; the probe and one copy of the labels stay.
 */
public final class Examiner {

    private final BlockTree tree;
    private final BatchLabels labels;
    private final LossMeter meter;
    private final RunRecord record = new RunRecord();
    private @Nullable Probe probe;
    private boolean traceable = true;
    private boolean first = true;

    /**
     * Begins.
     *
     * @param tree the block
     * @param loss what it is trained with
     * @param manager of what stays open between two examinations
     */
    public Examiner(BlockTree tree, Loss loss, NDManager manager) {
        this.tree = tree;
        labels = new BatchLabels(manager);
        meter = new LossMeter(loss);
    }

    /** The block: its layers and parameters. */
    public BlockTree tree() {
        return tree;
    }

    /** Where everything is entered; it grows. */
    public RunRecord record() {
        return record;
    }

    /**
     * Takes the probe; one that cannot be read becomes a note.
     *
     * @param inputs gives the probe, and may throw anything
     */
    public void probe(Supplier<Probe> inputs) {
        try {
            Probe copied = inputs.get();
            probe = copied;
            record.inputs(copied.statistics());
        } catch (Throwable e) {
            record.failure(Text.of("activations were not read: the probe cannot be read"), e);
        }
    }

    /**
     * What a step shows.
     *
     * @param number 1-based
     * @param inputs of the batch; empty where they are not known
     * @param labels of the batch
     * @param outputs of the block for it
     */
    public record SeenStep(long number, NDList inputs, NDList labels, Outputs outputs) {}

    /**
     * Reads everything and enters all of it but the reading, whose update is still to come.
     *
     * @param step which
     * @param samples parameters with their gradients
     * @param scratch owner of everything that is made on the way
     * @return the reading without its update ratios
     */
    public ReadingBuilder read(SeenStep step, List<ParameterSample> samples, NDManager scratch) {
        ReadingBuilder reading = new ReadingBuilder(step.number, samples);
        ForwardTrace.@Nullable Seen seen = forward(scratch);
        List<ActivationSample> activations = seen == null ? List.of() : seen.layers();
        if (seen != null) {
            reading.put(Quantity.PROBE_EXAMPLES, Reading.RUN, examples());
        }
        for (ActivationSample sample : activations) {
            reading.activations(sample);
            record.units(step.number, sample);
        }
        LayerReading layers = new LayerReading(tree, activations, reading);
        record.layers(layers.layers(), layers.measure());
        if (first) {
            OutputKind output = step.outputs.kind(lastFunction(activations));
            record.output(output);
            meter.output(output);
        }
        LossPoint loss = loss(step, scratch);
        if (seen != null && probe != null) {
            judge(step.number, seen.outputs(), scratch);
            double neighbours = probe.neighbours(meter.statistics().kind());
            if (!Double.isNaN(neighbours)) {
                reading.put(Quantity.NEIGHBOUR_SKILL, Reading.RUN, neighbours);
            }
        }
        if (record.finite()) {
            new FirstNonFinite(step.number, tree, reading, activations)
                    .find(step.inputs, step.outputs, loss)
                    .ifPresent(record::nonFinite);
        }
        first = false;
        return reading;
    }

    private static String lastFunction(List<ActivationSample> activations) {
        return activations.isEmpty() ? "" : activations.get(activations.size() - 1).function();
    }

    private double examples() {
        return probe == null ? 0 : probe.examples();
    }

    /** Whether examples of later batches would do the probe good. */
    boolean growing() {
        return probe != null && traceable && probe.growing();
    }

    /** Examples of a later batch for the probe. */
    void grow(NDList inputs, NDList batchLabels) {
        if (probe != null) {
            probe.add(inputs, batchLabels);
        }
    }

    /** The forward pass of inference over the probe; null where it cannot be watched. */
    private ForwardTrace.@Nullable Seen forward(NDManager scratch) {
        Probe inputs = probe;
        if (inputs == null || !traceable) {
            return null;
        }
        try {
            if (inputs.settle()) {
                record.inputs(inputs.statistics());
            }
            return ForwardTrace.run(tree, inputs.inputs(scratch), scratch);
        } catch (Throwable e) { // a block may throw anything, see HealthListener
            traceable = false;
            record.failure(
                    Text.of("activations were not read: the forward pass cannot be watched"), e);
            return null;
        }
    }

    /** Judges the network as it is now, in inference mode, on the probe. */
    Optional<LossPoint> judged(long step, NDManager scratch) {
        ForwardTrace.Seen seen = forward(scratch);
        return seen == null ? Optional.empty() : point(step, probe, seen.outputs(), scratch);
    }

    private void judge(long step, Outputs outputs, NDManager scratch) {
        point(step, probe, outputs, scratch).ifPresent(record::judged);
    }

    /** The same on validation examples; empty where its forward pass failed before. */
    Optional<LossPoint> validated(long step, Probe examples, NDManager scratch) {
        if (!traceable) {
            return Optional.empty();
        }
        examples.settle();
        NDList outputs =
                tree.root()
                        .forward(
                                new ParameterStore(scratch, false),
                                examples.inputs(scratch),
                                false);
        return point(step, examples, Outputs.of(outputs.head()), scratch);
    }

    /** Empty where labels are not known or nothing was learned about the loss. */
    private Optional<LossPoint> point(
            long step, @Nullable Probe examples, Outputs outputs, NDManager scratch) {
        NDList known = examples == null ? new NDList() : examples.labels(scratch);
        return examples == null || known.isEmpty()
                ? Optional.empty()
                : Optional.of(meter.point(step, known, examples.labelValues(), outputs, scratch));
    }

    LossPoint loss(SeenStep step, NDManager scratch) {
        if (labels.see(step.labels)) {
            meter.newLabels(labels, step.outputs.shape(), scratch, first);
            record.loss(meter.kind());
            record.labels(meter.statistics());
        }
        LossPoint point = meter.point(step.number, labels, step.outputs, scratch);
        record.loss(point);
        return point;
    }

    /** Whether these are the labels that were seen last. */
    boolean knows(NDList batchLabels) {
        return labels.hold(batchLabels);
    }

    /** The loss of outputs for the labels that were seen last. */
    LossPoint lossAgain(long step, Outputs outputs, NDManager scratch) {
        return meter.point(step, labels, outputs, scratch);
    }

    /** The skill of outputs for labels of another batch. */
    double skill(float[] otherLabels, Outputs outputs) {
        return meter.skill(otherLabels, outputs);
    }

    /** The loss of a block that gave no outputs, told by its labels alone. */
    public void labelsAlone(NDList batchLabels, Shape predictions, NDManager scratch) {
        labels.see(batchLabels);
        meter.newLabels(labels, predictions, scratch, true);
        record.loss(meter.kind());
        record.labels(meter.statistics());
    }
}
