package io.gradlab.health.quantity;

import io.gradlab.health.observation.LossPoint;
import java.util.List;

/**
 * Generalization gap: {@link LossPoint#gain} on the training batch, mean of the last four losses,
 * minus that on the validation set at its last reading. Both are shares of a constant's loss, so
 * that the gap has no unit. 0 for a network that knows as much of new examples as of its own.
 */
public final class GeneralizationGap {

    /** Training losses of which the mean is taken: a burst. */
    private static final int LAST = 4;

    private GeneralizationGap() {}

    /**
     * The gap of a run.
     *
     * @param losses training losses by step
     * @param validation validation losses by step
     * @return NaN without one of them
     */
    public static double of(List<LossPoint> losses, List<LossPoint> validation) {
        return validation.isEmpty()
                ? Double.NaN
                : gain(losses) - validation.get(validation.size() - 1).gain();
    }

    /**
     * Mean gain of the last losses.
     *
     * @param losses by step
     * @return NaN without any, or where no constant is known
     */
    public static double gain(List<LossPoint> losses) {
        return losses.subList(Math.max(0, losses.size() - LAST), losses.size()).stream()
                .mapToDouble(LossPoint::gain)
                .average()
                .orElse(Double.NaN);
    }
}
