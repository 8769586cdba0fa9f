package io.gradlab.health.quantity;

import io.gradlab.health.observation.LossPoint;
import java.util.List;

/**
 * Loss slope: d ln(loss) / d ln(step) by least squares over the second half of the steps. -1 where
 * the loss halves each time the steps double, 0 where it stays; independent of the unit of the loss
 * and of the number of steps.
 */
public final class LossSlope {

    private LossSlope() {}

    /**
     * The slope of a run.
     *
     * @param losses by step
     * @return NaN of fewer than two losses in that half, or where one of them is not positive
     */
    public static double of(List<LossPoint> losses) {
        if (losses.isEmpty()) {
            return Double.NaN;
        }
        double half = losses.get(losses.size() - 1).step() / 2.0;
        List<LossPoint> late = losses.stream().filter(loss -> loss.step() >= half).toList();
        double x = mean(late, true);
        double y = mean(late, false);
        double products = 0;
        double squares = 0;
        for (LossPoint point : late) {
            double dx = Math.log((double) point.step()) - x;
            products += dx * (Math.log(point.loss()) - y);
            squares += dx * dx;
        }
        double slope = products / squares;
        return Double.isFinite(slope) ? slope : Double.NaN;
    }

    private static double mean(List<LossPoint> points, boolean ofSteps) {
        return points.stream()
                .mapToDouble(point -> Math.log(ofSteps ? (double) point.step() : point.loss()))
                .average()
                .orElse(Double.NaN);
    }
}
