package io.gradlab.health.watch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.quantity.ActivationStd;
import io.gradlab.health.quantity.ClassLabels;
import io.gradlab.health.quantity.LabelTally;
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
     * the labels' mean; for an unknown loss the better of that and the predictions' own mean.
     *
     * @param kind what the loss takes
     * @param seen all labels so far: the constant is theirs, not that of one batch
     * @param predicted the block's predictions
     * @return NaN for a loss that is reversed
     */
    double constant(LossKind kind, LabelTally seen, float[] predicted) {
        double[] means = seen.constant(columns());
        return switch (kind) {
            case LOGITS -> constantLogits(means);
            case PROBABILITIES -> constant(means, share -> share);
            case LOG_PROBABILITIES -> constant(means, Math::log);
            case REVERSED -> Double.NaN;
            case DISTANCE -> numbers(means, predicted);
            case UNKNOWN -> Math.min(numbers(means, predicted), own(predicted));
        };
    }

    /** softmax(log p) = p for exclusive classes, else sigmoid(log(p / (1 - p))) = p. */
    private double constantLogits(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        boolean exclusive = shares.length > 1 && Math.abs(sum - 1) < 1e-6;
        return exclusive
                ? constant(shares, Math::log)
                : constant(shares, share -> Math.log(share) - Math.log1p(-share));
    }

    private double constant(double[] shares, DoubleUnaryOperator form) {
        double[] values = new double[shares.length];
        for (int i = 0; i < values.length; i++) {
            double share = Math.min(Math.max(shares[i], NEVER), 1 - NEVER);
            values[i] = form.applyAsDouble(share);
        }
        return values.length == 0 ? Double.NaN : value(repeated(values));
    }

    /** Where labels have other columns than predictions, only the predictions tell a constant. */
    private double numbers(double[] means, float[] predicted) {
        return means.length == 0 ? own(predicted) : value(repeated(means));
    }

    private double own(float[] predicted) {
        return value(repeated(ActivationStd.columnMeans(predicted, columns())));
    }

    private int columns() {
        return predictions.dimension() < 2 ? 1 : (int) predictions.get(predictions.dimension() - 1);
    }

    private float[] repeated(double[] row) {
        float[] repeated = new float[(int) predictions.size()];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = (float) row[i % row.length];
        }
        return repeated;
    }

    /**
     * Loss of sure and right predictions over that of a constant, the smallest of what the loss may
     * take: distances, logits, probabilities. Near 0 where it pairs labels and predictions.
     *
     * @param labelValues as many as predictions
     * @return NaN where the loss takes none of them, or where all labels are the same
     */
    double pairing(float[] labelValues, Optional<ClassLabels> classes) {
        double mean = 0;
        boolean same = true;
        for (float label : labelValues) {
            mean += label / labelValues.length;
            same &= label == labelValues[0];
        }
        if (same) {
            return Double.NaN;
        }
        double least = ratio(labelValues, repeated(new double[] {mean}));
        if (classes.isPresent()) {
            float[] targets = classes.get().targets();
            float[] logits = new float[targets.length];
            float[] probabilities = new float[targets.length];
            for (int i = 0; i < targets.length; i++) {
                logits[i] = (float) (SURE * (2 * targets[i] - 1));
                probabilities[i] = (float) probability(targets[i]);
            }
            double odds = Math.log(mean / (1 - mean));
            least = smaller(least, ratio(logits, repeated(new double[] {odds})));
            least = smaller(least, ratio(probabilities, repeated(new double[] {mean})));
        }
        return least;
    }

    private static double smaller(double one, double other) {
        return Double.isNaN(one) || other < one ? other : one;
    }

    /** NaN where the loss refuses them, or where it is 0 of the constant. */
    private double ratio(float[] right, float[] constant) {
        try {
            double ratio = value(right) / value(constant);
            return Double.isFinite(ratio) && ratio >= 0 ? ratio : Double.NaN;
        } catch (RuntimeException | AssertionError refused) {
            return Double.NaN;
        }
    }
}
