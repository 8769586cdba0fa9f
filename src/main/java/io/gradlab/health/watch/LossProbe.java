package io.gradlab.health.watch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.quantity.ActivationStd;
import io.gradlab.health.quantity.ClassLabels;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Tells from a loss's values on made-up predictions what it takes. A loss is a black box: whether
 * it takes logits is a private field, where it is a field at all.
 */
final class LossProbe {

    /** Logit of a sure prediction: e^-20 is below float32's rounding beside 1. */
    private static final double SURE = 20;

    /** Probability of a sure mistake: costs a cross-entropy 9.2 nats. */
    private static final double UNLIKELY = 1e-4;

    /** A right and sure prediction costs less than this. */
    private static final double NOTHING = 0.01;

    /** A wrong and sure one costs a cross-entropy more than this, a distance at most 1. */
    private static final double MUCH = 2;

    /** Probability of a class that the batch lacks, whose logarithm must be finite. */
    private static final double NEVER = 1e-7;

    private final Loss loss;
    private final NDList labels;
    private final Shape predictions;
    private final NDManager scratch;

    /** Labels of a batch, and the shape of the predictions for it; everything dies with scratch. */
    LossProbe(Loss loss, NDList labels, Shape predictions, NDManager scratch) {
        this.loss = loss;
        this.labels = labels;
        this.predictions = predictions;
        this.scratch = scratch;
    }

    LossKind kind(ClassLabels classes) {
        double rightLogits = value(classes, target -> SURE * (2 * target - 1));
        double wrongLogits = value(classes, target -> SURE * (1 - 2 * target));
        double rightProbabilities = value(classes, LossProbe::probability);
        double wrongProbabilities = value(classes, target -> probability(1 - target));
        double rightLogs = value(classes, target -> Math.log(probability(target)));
        double wrongLogs = value(classes, target -> Math.log(probability(1 - target)));
        // A loss of probabilities may clip: then logits look right too, but probabilities cost 0.
        if (separates(rightLogits, wrongLogits) && rightProbabilities > 0.1) {
            return LossKind.LOGITS;
        }
        if (separates(rightProbabilities, wrongProbabilities)) {
            return LossKind.PROBABILITIES;
        }
        if (separates(rightLogs, wrongLogs)) {
            return LossKind.LOG_PROBABILITIES;
        }
        if (Math.abs(rightProbabilities) < NOTHING && wrongProbabilities > NOTHING) {
            return LossKind.DISTANCE;
        }
        return wrongProbabilities < rightProbabilities - MUCH
                        || wrongLogits < rightLogits - SURE / 2
                ? LossKind.REVERSED
                : LossKind.UNKNOWN;
    }

    private static boolean separates(double right, double wrong) {
        return Math.abs(right) < NOTHING && wrong > MUCH;
    }

    private static double probability(double target) {
        return Math.min(Math.max(target, UNLIKELY), 1 - UNLIKELY);
    }

    private double value(ClassLabels classes, DoubleUnaryOperator prediction) {
        float[] values = new float[classes.targets().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) prediction.applyAsDouble(classes.targets()[i]);
        }
        try {
            return value(values);
        } catch (RuntimeException | AssertionError refused) {
            // A loss may check its predictions: what it refuses, it does not take.
            return Double.NaN;
        }
    }

    /** The loss of given predictions. */
    double value(float[] values) {
        NDArray array = scratch.create(values, predictions);
        NDArray result = loss.evaluate(labels, new NDList(array));
        result.attach(scratch);
        return Host.floats(result)[0];
    }

    /**
     * The loss of the best constant predictor: class shares as the loss takes them; for a distance
     * and an unknown loss the better of the labels' mean and the predictions' own mean.
     *
     * @param kind what the loss takes
     * @param labelValues the labels' values
     * @param predicted the block's predictions
     * @return NaN for a loss that is reversed
     */
    double constant(LossKind kind, float[] labelValues, float[] predicted) {
        Optional<ClassLabels> classes = ClassLabels.of(labelValues, predictions.getShape());
        return switch (kind) {
            case LOGITS -> classes.map(this::constantLogits).orElse(Double.NaN);
            case PROBABILITIES -> classes.map(c -> constant(c, share -> share)).orElse(Double.NaN);
            case LOG_PROBABILITIES -> classes.map(c -> constant(c, Math::log)).orElse(Double.NaN);
            case REVERSED -> Double.NaN;
            case DISTANCE, UNKNOWN -> meanPredictor(labelValues, predicted);
        };
    }

    /** softmax(log p) = p for exclusive classes, else sigmoid(log(p / (1 - p))) = p. */
    private double constantLogits(ClassLabels classes) {
        return classes.exclusive()
                ? constant(classes, Math::log)
                : constant(classes, share -> Math.log(share) - Math.log1p(-share));
    }

    private double constant(ClassLabels classes, DoubleUnaryOperator form) {
        double[] shares = classes.shares();
        float[] values = new float[classes.targets().length];
        for (int i = 0; i < values.length; i++) {
            double share = Math.min(Math.max(shares[i % shares.length], NEVER), 1 - NEVER);
            values[i] = (float) form.applyAsDouble(share);
        }
        return value(values);
    }

    private double meanPredictor(float[] labelValues, float[] predicted) {
        double own = value(columnMeans(predicted));
        return labelValues.length == predicted.length
                ? Math.min(own, value(columnMeans(labelValues)))
                : own;
    }

    private float[] columnMeans(float[] values) {
        int columns =
                predictions.dimension() < 2
                        ? 1
                        : (int) predictions.get(predictions.dimension() - 1);
        double[] means = ActivationStd.columnMeans(values, columns);
        float[] repeated = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            repeated[i] = (float) means[i % columns];
        }
        return repeated;
    }
}
