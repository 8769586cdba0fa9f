package io.gradlab.health;

import java.util.ArrayList;
import java.util.List;

/** Losses of steps in a row, after the first steps. */
final class Bursts {

    private Bursts() {}

    /** Runs of at least three. */
    static List<List<LossPoint>> of(List<LossPoint> losses) {
        List<List<LossPoint>> bursts = new ArrayList<>();
        List<LossPoint> burst = new ArrayList<>();
        for (LossPoint point : losses) {
            if (point.step() <= Course.EARLY) {
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
     * batch by a large part of itself, so that a mean below the floor counts as the floor.
     *
     * @param floor as a share of the constant predictor's loss; without effect where that is not
     *     known
     */
    static double swing(List<LossPoint> burst, double floor) {
        double rises = 0;
        double sum = burst.get(0).loss();
        for (int i = 1; i < burst.size(); i++) {
            rises += Math.max(0, burst.get(i).loss() - burst.get(i - 1).loss());
            sum += burst.get(i).loss();
        }
        double least = floor * burst.get(0).constant();
        double mean = sum / burst.size();
        double swing = rises / (mean < least ? least : mean);
        return Double.isNaN(swing) ? Double.POSITIVE_INFINITY : swing;
    }
}
