package io.gradlab.health.watch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import io.gradlab.health.observation.LabelForm;
import io.gradlab.health.observation.LabelStatistics;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.OutputKind;
import io.gradlab.health.quantity.ClassLabels;
import io.gradlab.health.quantity.LabelTally;
import io.gradlab.health.quantity.Skill;
import java.util.IdentityHashMap;
import java.util.Optional;

/**
 * Evaluates the trainer's loss, and beside it that of the best constant predictor of all labels
 * seen so far.
 */
final class LossMeter {

    private final Loss loss;
    private final LabelTally tally = new LabelTally();

    /**
     * Of labels that come again, by their array: of a full batch a tenth of the listener's work.
     */
    private final IdentityHashMap<float[], Double> constants = new IdentityHashMap<>();

    private LossKind kind = LossKind.UNKNOWN;
    private OutputKind output = OutputKind.UNKNOWN;
    private LabelForm form = LabelForm.FITS;
    private double pairing = Double.NaN;

    LossMeter(Loss loss) {
        this.loss = loss;
    }

    LossKind kind() {
        return kind;
    }

    /** What the block gives out, which decides where one output names the other class. */
    void output(OutputKind kindOfOutput) {
        output = kindOfOutput;
    }

    LabelStatistics statistics() {
        return tally.statistics(pairing, form);
    }

    /**
     * Counts labels, and learns what the loss takes, which does not change.
     *
     * @param first whether this is the first batch
     */
    void newLabels(BatchLabels labels, Shape predictions, NDManager scratch, boolean first) {
        float[] values = labels.values();
        constants.clear();
        if (Host.firstNonFinite(values) == 0) {
            tally.add(values, rows(predictions));
        }
        if (first) {
            learn(labels, predictions, scratch);
        }
        if (Double.isNaN(pairing)) {
            learnPairing(labels, predictions, scratch);
        }
    }

    private void learn(BatchLabels labels, Shape predictions, NDManager scratch) {
        NDList arrays = labels.arrays(scratch);
        float[] values = labels.values();
        LossProbe probe = new LossProbe(loss, arrays, predictions, scratch);
        Optional<ClassLabels> classes = ClassLabels.of(values, predictions.getShape());
        LossKind given =
                classes.map(probe::kind)
                        .orElseGet(() -> kindWithoutClasses(arrays.head(), predictions, scratch));
        form = new LabelFormProbe(loss, arrays.head(), values, predictions, scratch).of(given);
        kind = form == LabelForm.FITS ? given : LossKind.UNKNOWN;
    }

    /** Known from the first batch on whose labels are not all the same. */
    private void learnPairing(BatchLabels labels, Shape predictions, NDManager scratch) {
        NDList arrays = labels.arrays(scratch);
        float[] values = labels.values();
        Shape shape = arrays.head().getShape();
        // Of one shape they are paired as they stand.
        boolean broadcast = !shape.equals(predictions) && values.length == predictions.size();
        if (broadcast) {
            Optional<ClassLabels> classes = ClassLabels.of(values, predictions.getShape());
            pairing = new LossProbe(loss, arrays, predictions, scratch).pairing(values, classes);
        }
    }

    /** Of labels that are no classes: with 0 and 1 in their place. */
    private LossKind kindWithoutClasses(NDArray labels, Shape predictions, NDManager scratch) {
        float[] made = new float[(int) labels.getShape().size()];
        for (int i = 0; i < made.length; i++) {
            made[i] = i % 2;
        }
        Optional<ClassLabels> classes = ClassLabels.of(made, predictions.getShape());
        if (made.length < 2 || made.length != predictions.size() || classes.isEmpty()) {
            return LossKind.UNKNOWN;
        }
        NDArray array = scratch.create(made, labels.getShape()).toType(labels.getDataType(), false);
        array.attach(scratch);
        return new LossProbe(loss, new NDList(array), predictions, scratch).kind(classes.get());
    }

    /** The loss of predictions of a batch. */
    LossPoint point(long step, BatchLabels labels, Outputs outputs, NDManager scratch) {
        return point(step, labels.arrays(scratch), labels.values(), outputs, scratch);
    }

    /** The same of any labels. */
    LossPoint point(long step, NDList labels, float[] values, Outputs outputs, NDManager scratch) {
        LossProbe probe = new LossProbe(loss, labels, outputs.shape(), scratch);
        double constant =
                kind == LossKind.UNKNOWN || kind == LossKind.DISTANCE
                        ? probe.constant(kind, tally, outputs.values())
                        : constants.computeIfAbsent(
                                values, same -> probe.constant(kind, tally, outputs.values()));
        double value = probe.value(outputs.values());
        return new LossPoint(step, value, constant, skill(values, outputs), rows(outputs.shape()));
    }

    private static int rows(Shape predictions) {
        return predictions.dimension() == 0 ? 1 : (int) predictions.get(0);
    }

    /** The skill of outputs for labels, beside naming the largest class of all seen so far. */
    double skill(float[] labels, Outputs outputs) {
        double threshold =
                switch (kind) {
                    // A sigmoid before a loss of logits: whoever reads it takes 0.5.
                    case LOGITS -> output == OutputKind.PROBABILITIES ? 0.5 : 0;
                    case LOG_PROBABILITIES -> Math.log(0.5);
                    case PROBABILITIES, DISTANCE -> 0.5;
                    case REVERSED, UNKNOWN -> Double.NaN;
                };
        Optional<ClassLabels> classes = ClassLabels.of(labels, outputs.shape().getShape());
        return Double.isNaN(threshold)
                ? Double.NaN
                : classes.map(c -> Skill.of(c, threshold, outputs.values(), largest(c)))
                        .orElse(Double.NaN);
    }

    /** Share of the largest class of all seen so far. */
    private double largest(ClassLabels classes) {
        double[] shares = tally.constant(classes.columns());
        return shares.length == 0 ? classes.largestShare() : ClassLabels.largestShare(shares);
    }
}
