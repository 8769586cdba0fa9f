package io.gradlab.health.quantity;

import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Observations;
import java.util.ArrayList;
import java.util.List;

/**
 * Oscillation: how much the loss goes up and down within a few steps. The median, over the runs of
 * three or four losses in a row after the first ten steps, of {@link #swing}. 0 for a loss that
 * falls all the time, NaN before there is such a run.
 */
public final class Oscillation {

    /** What is left of a constant's loss to a network that has learned. */
    private static final double LEFT = 1 - LossPoint.LEARNED_GAIN;

    private Oscillation() {}

    /**
     * The oscillation of a run.
     *
     * @param losses by step
     * @return not negative, infinite if there are NaN among them, NaN without runs
     */
    public static double of(List<LossPoint> losses) {
        List<Double> swings = new ArrayList<>();
        bursts(losses).forEach(burst -> swings.add(swing(burst)));
        swings.sort(null);
        return swings.isEmpty() ? Double.NaN : swings.get(swings.size() / 2);
    }

    /**
     * Rises between readings of the same examples over their mean loss: the last five, after the
     * first steps.
     *
     * @param judged losses of the same examples, by step
     * @return not negative; NaN of fewer than four
     */
    public static double late(List<LossPoint> judged) {
        List<LossPoint> late =
                judged.stream()
                        .skip(Math.max(0, judged.size() - 5))
                        .filter(point -> point.step() > Observations.EARLY_STEPS)
                        .toList();
        return late.size() < 4 ? Double.NaN : swing(late);
    }

    /**
     * Runs of losses, after the first steps.
     *
     * @param losses by step
     * @return of at least three steps in a row each
     */
    public static List<List<LossPoint>> bursts(List<LossPoint> losses) {
        List<List<LossPoint>> bursts = new ArrayList<>();
        List<LossPoint> burst = new ArrayList<>();
        for (LossPoint point : losses) {
            if (point.step() <= Observations.EARLY_STEPS) {
                continue;
            }
            if (!burst.isEmpty() && burst.get(burst.size() - 1).step() + 1 != point.step()) {
                bursts.add(burst);
                burst = new ArrayList<>();
            }
            burst.add(point);
        }
        bursts.add(burst);
        bursts.removeIf(points -> points.size() < 3);
        return bursts;
    }

    /**
     * Sum of the rises of a burst over its mean: 0 for a loss that falls all the time, whatever its
     * slope; NaN losses count as the largest possible swing. A loss near 0 differs from batch to
     * batch by a large part of itself: where the constant predictor's loss is known, a mean below
     * {@link #LEFT} of it counts as that.
     */
    static double swing(List<LossPoint> burst) {
        double rises = 0;
        double sum = burst.get(0).loss();
        for (int i = 1; i < burst.size(); i++) {
            rises += Math.max(0, burst.get(i).loss() - burst.get(i - 1).loss());
            sum += burst.get(i).loss();
        }
        double least = LEFT * burst.get(0).constant();
        double mean = sum / burst.size();
        if (Double.isNaN(rises) || Double.isNaN(mean)) {
            return Double.POSITIVE_INFINITY;
        }
        // A loss may be 0 for good, a hinge loss for example: 0 / 0.
        return rises == 0 ? 0 : rises / (mean < least ? least : mean);
    }
}
