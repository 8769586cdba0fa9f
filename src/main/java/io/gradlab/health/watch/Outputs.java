package io.gradlab.health.watch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.gradlab.health.observation.OutputKind;

/**
 * The predictions of a batch on the host.
 *
 * @param shape of the array
 * @param values row by row
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Outputs(Shape shape, float[] values) {

    /** Copies predictions, floating point of any shape. */
    public static Outputs of(NDArray predictions) {
        return new Outputs(predictions.getShape(), Host.floats(predictions));
    }

    /** The largest |value|; infinite if any is, NaN if any is NaN. */
    double largest() {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /**
     * What the block gives out.
     *
     * @param lastFunction the function after its last layer; empty if the pass was not watched
     */
    OutputKind kind(String lastFunction) {
        boolean probable = inUnitInterval();
        return switch (lastFunction) {
            // A block may apply them in inference only.
            case "sigmoid", "softmax" -> probable ? OutputKind.PROBABILITIES : OutputKind.LOGITS;
            case "log_softmax" -> OutputKind.LOG_PROBABILITIES;
            case "" -> probable ? OutputKind.UNKNOWN : OutputKind.LOGITS;
            // A softmax written out by hand.
            default -> probable && rowsSumToOne() ? OutputKind.PROBABILITIES : OutputKind.LOGITS;
        };
    }

    private boolean inUnitInterval() {
        for (float value : values) {
            if (!(value >= 0 && value <= 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean rowsSumToOne() {
        int columns = shape.dimension() < 2 ? 1 : (int) shape.get(shape.dimension() - 1);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i];
            if ((i + 1) % columns == 0) {
                if (columns == 1 || Math.abs(sum - 1) > 1e-3) {
                    return false;
                }
                sum = 0;
            }
        }
        return true;
    }
}
