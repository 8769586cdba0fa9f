package io.gradlab.health.watch;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.quantity.ClassLabels;
import io.gradlab.health.quantity.Skill;
import java.util.Optional;

/** Evaluates the trainer's loss, and that of the best constant predictor beside it. */
final class LossMeter {

    private final Loss loss;
    private LossKind kind = LossKind.UNKNOWN;
    private double constant = Double.NaN;
    private Optional<ClassLabels> classes = Optional.empty();

    LossMeter(Loss loss) {
        this.loss = loss;
    }

    LossKind kind() {
        return kind;
    }

    /**
     * Learns the constant predictor's loss on these labels, and once what the loss takes, which
     * does not change.
     *
     * @param first whether this is the first batch
     */
    void newLabels(BatchLabels labels, Outputs outputs, NDManager scratch, boolean first) {
        LossProbe probe = probe(labels, outputs.shape(), scratch);
        classes = ClassLabels.of(labels.values(), outputs.shape().getShape());
        if (first) {
            kind = classes.map(probe::kind).orElse(LossKind.UNKNOWN);
        }
        constant = probe.constant(kind, labels.values(), outputs.values());
    }

    LossPoint point(long step, BatchLabels labels, Outputs outputs, NDManager scratch) {
        double value = probe(labels, outputs.shape(), scratch).value(outputs.values());
        return new LossPoint(
                step,
                value,
                constant,
                skill(classes, outputs),
                outputs.shape().dimension() == 0 ? 1 : outputs.shape().get(0));
    }

    /** The skill of outputs for other labels, those of a validation batch. */
    double skill(float[] labels, Outputs outputs) {
        return skill(ClassLabels.of(labels, outputs.shape().getShape()), outputs);
    }

    private double skill(Optional<ClassLabels> labels, Outputs outputs) {
        double threshold =
                switch (kind) {
                    case LOGITS -> 0;
                    case LOG_PROBABILITIES -> Math.log(0.5);
                    case PROBABILITIES, DISTANCE -> 0.5;
                    case REVERSED, UNKNOWN -> Double.NaN;
                };
        return Double.isNaN(threshold)
                ? Double.NaN
                : labels.map(l -> Skill.of(l, threshold, outputs.values())).orElse(Double.NaN);
    }

    private LossProbe probe(BatchLabels labels, Shape shape, NDManager scratch) {
        return new LossProbe(loss, labels.arrays(scratch), shape, scratch);
    }
}
