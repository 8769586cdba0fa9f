package io.gradlab.health.observation;

/**
 * The loss at one step, beside that of knowing nothing.
 *
 * @param step 1-based
 * @param loss the trainer's loss on the training batch, before the update
 * @param constant the loss of the best constant predictor on the same batch; NaN where none could
 *     be found
 * @param skill share of the largest class's mistakes that are avoided; NaN where the labels are no
 *     classes
 * @param examples how many examples the loss and the skill are means of
 */
public record LossPoint(long step, double loss, double constant, double skill, long examples) {

    /** {@link #gain} from which a network has learned, where the labels are no classes. */
    public static final double LEARNED_GAIN = 0.7;

    /**
     * Share of the constant predictor's loss that is gone: 1 - loss / constant. 0 for a network
     * that knows nothing of its input, 1 for a perfect one, negative for one that is worse than
     * knowing nothing.
     *
     * @return at most 1 for losses that are not negative, or NaN
     */
    public double gain() {
        return 1 - loss / constant;
    }
}
