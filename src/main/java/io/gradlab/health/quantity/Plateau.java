package io.gradlab.health.quantity;

import io.gradlab.health.observation.LossPoint;
import java.util.List;

/**
 * Plateau: the number of steps at the end of a run in which the loss stayed within {@link #BAND} of
 * its last value, between the losses that were seen. As long as the run, it has never learned; a
 * few steps, it still does.
 */
public final class Plateau {

    /** Share of the last loss. */
    private static final double BAND = 0.01;

    private Plateau() {}

    /**
     * The length of the plateau.
     *
     * @param losses by step
     * @return steps from the first loss of the plateau to the last loss; 0 of none, and where the
     *     last loss is not finite
     */
    public static long of(List<LossPoint> losses) {
        if (losses.isEmpty()) {
            return 0;
        }
        LossPoint last = losses.get(losses.size() - 1);
        long start = last.step();
        for (int i = losses.size() - 1; i >= 0 && near(losses.get(i), last); i--) {
            start = losses.get(i).step();
        }
        return last.step() - start;
    }

    private static boolean near(LossPoint point, LossPoint last) {
        return Math.abs(point.loss() - last.loss()) <= BAND * Math.abs(last.loss());
    }
}
