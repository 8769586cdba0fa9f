package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.quantity.Oscillation;
import java.util.List;

/**
 * Oscillation: losses of steps in a row that differ by a large part of their mean, after the first
 * steps; or batches of one or two examples, whose noise each step follows, where neighbours know
 * the labels and the network does not learn them. Tells a loss that jumps about from one that rises
 * or falls, and from one near 0, which differs from batch to batch.
 */
final class OscillationRule implements Rule {

    /** Examples of a batch whose loss is hardly noise. */
    private static final int LARGE_BATCH = 128;

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.OSCILLATION);
        List<LossPoint> losses = course.observations().losses();
        List<List<LossPoint>> bursts = Oscillation.bursts(losses);
        if (!bursts.isEmpty()) {
            long since = bursts.get(0).get(0).step();
            double limit = course.limit(Threshold.OSCILLATION);
            found.above(
                    Text.of("swing of the loss within a few steps, median"),
                    Oscillation.of(losses),
                    limit + noise(losses),
                    since);
            // The same examples each time: what goes up and down there is no sampling.
            found.above(
                    Text.of("rises of the loss of the probe set, late, over its mean"),
                    Oscillation.late(course.observations().judged()),
                    course.limit(Threshold.LATE_RISES),
                    since);
        }
        double rows = course.observations().labels().rowsOfBatch();
        if (course.stuck()
                && course.attainable() > course.limit(Threshold.CLEAR_LABELS)
                && course.failing()) {
            found.atMost(
                    Text.of("examples of a batch"),
                    rows > 0 ? rows : Double.NaN,
                    course.limit(Threshold.FEW_ROWS),
                    course.steps());
        }
        return found.build(
                course,
                course.severity(),
                Text.of("The steps jump across the valley that they should descend."),
                Remedy.DECAY_RATE,
                Remedy.LARGER_BATCHES);
    }

    /**
     * Swing that sampling alone gives: three differences of means of n losses, each of a relative
     * spread of sqrt(2 / n) where a loss is a squared normal residual, rise by 3 sqrt(2) / sqrt(2
     * pi) of it. Nothing for large batches, which may be the whole set.
     */
    private static double noise(List<LossPoint> losses) {
        long examples = losses.get(losses.size() - 1).examples();
        double rises = 3 / Math.sqrt(Math.PI);
        return examples >= LARGE_BATCH ? 0 : rises * Math.sqrt(2.0 / examples);
    }
}
