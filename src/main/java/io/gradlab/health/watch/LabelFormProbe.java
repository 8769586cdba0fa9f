package io.gradlab.health.watch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import io.gradlab.health.observation.LabelForm;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.quantity.ClassLabels;
import java.util.Optional;

/**
 * Tells whether labels are in the form that a loss takes: where sure and right predictions are not
 * cheap with the labels as they are, it tries the other forms.
 */
final class LabelFormProbe {

    private final Loss loss;
    private final NDArray labels;
    private final float[] values;
    private final Shape predictions;
    private final NDManager scratch;

    LabelFormProbe(
            Loss loss, NDArray labels, float[] values, Shape predictions, NDManager scratch) {
        this.loss = loss;
        this.labels = labels;
        this.values = values;
        this.predictions = predictions;
        this.scratch = scratch;
    }

    /**
     * The form of the labels.
     *
     * @param kind what the loss takes with the labels as they are
     */
    LabelForm of(LossKind kind) {
        if (predictions.dimension() > 2 || predictions.dimension() == 0) {
            return LabelForm.FITS;
        }
        int rows = (int) predictions.get(0);
        int columns = predictions.dimension() == 1 ? 1 : (int) predictions.get(1);
        if (columns == 1) {
            return signs() && crossEntropy(kindOf(zeroOne(), labels.getShape()))
                    ? LabelForm.SIGNS_INTO_CROSS_ENTROPY
                    : LabelForm.FITS;
        }
        if (understood(kind)) {
            return LabelForm.FITS;
        }
        if (values.length == rows && wholeFromZero()) {
            boolean beyond = largest() >= columns;
            return beyond
                    ? LabelForm.BEYOND_OUTPUTS
                    : understood(kindOf(oneHot(columns), new Shape(rows, columns)))
                            ? LabelForm.NUMBERS_INTO_DENSE
                            : LabelForm.FITS;
        }
        Optional<ClassLabels> classes = ClassLabels.of(values, predictions.getShape());
        boolean exclusive = classes.map(ClassLabels::exclusive).orElse(false);
        return exclusive && crossEntropy(kindOf(numbers(rows, columns), new Shape(rows, 1)))
                ? LabelForm.ONE_HOT_INTO_SPARSE
                : LabelForm.FITS;
    }

    private static boolean understood(LossKind kind) {
        return crossEntropy(kind) || kind == LossKind.DISTANCE;
    }

    private static boolean crossEntropy(LossKind kind) {
        return kind == LossKind.LOGITS
                || kind == LossKind.PROBABILITIES
                || kind == LossKind.LOG_PROBABILITIES;
    }

    private LossKind kindOf(float[] others, Shape shape) {
        NDArray array = scratch.create(others, shape).toType(labels.getDataType(), false);
        array.attach(scratch);
        LossProbe probe = new LossProbe(loss, new NDList(array), predictions, scratch);
        return ClassLabels.of(others, predictions.getShape())
                .map(probe::kind)
                .orElse(LossKind.UNKNOWN);
    }

    private boolean signs() {
        boolean both = false;
        for (float value : values) {
            if (value != -1 && value != 1) {
                return false;
            }
            both |= value == -1;
        }
        return both;
    }

    private boolean wholeFromZero() {
        for (float value : values) {
            if (!(value >= 0) || value != Math.rint(value)) {
                return false;
            }
        }
        return true;
    }

    private float largest() {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }

    private float[] zeroOne() {
        float[] others = new float[values.length];
        for (int i = 0; i < others.length; i++) {
            others[i] = values[i] > 0 ? 1 : 0;
        }
        return others;
    }

    private float[] oneHot(int columns) {
        float[] others = new float[values.length * columns];
        for (int row = 0; row < values.length; row++) {
            others[row * columns + (int) values[row]] = 1;
        }
        return others;
    }

    private float[] numbers(int rows, int columns) {
        float[] others = new float[rows];
        for (int i = 0; i < values.length; i++) {
            if (values[i] == 1) {
                others[i / columns] = i % columns;
            }
        }
        return others;
    }
}
