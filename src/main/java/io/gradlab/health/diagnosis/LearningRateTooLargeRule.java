package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import java.util.List;

/**
 * Learning rate too large: in the first steps a weight is moved by a large part of itself
 * <em>and</em> the loss goes up. Tells steps that overshoot from a start that is bad by itself: a
 * bad start has a large loss before any step.
 */
final class LearningRateTooLargeRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.LEARNING_RATE_TOO_LARGE);
        if (course.started()) {
            Largest update = Largest.of(course, course.early(), Quantity.UPDATE_RATIO);
            LossPoint peak = peak(course);
            double rise = rise(course, peak);
            // The first step that shows it is the one whose loss is up, not the one that was too
            // large:
            // a start that is bad by itself comes before it.
            if (update.value() > course.limit(Threshold.UPDATE_RATIO_LARGE)
                    && rise > course.limit(Threshold.LOSS_RISE)) {
                found.above(
                        Text.of("update ratio of %s at step %d", update.where(), update.step()),
                        update.value(),
                        course.limit(Threshold.UPDATE_RATIO_LARGE),
                        peak.step());
                found.above(
                        Text.of("loss at step %d over that of the start", peak.step()),
                        rise,
                        course.limit(Threshold.LOSS_RISE),
                        peak.step());
            }
        }
        return found.build(
                course,
                course.severity(),
                Text.of(
                        "A step that moves a weight by a large part of itself leaves the region in"
                                + " which its gradient means anything."),
                Remedy.LOWER_RATE,
                Remedy.CLIP_GRADIENT);
    }

    /** The largest loss of the first thirty steps, NaN counting as the largest of all. */
    private static LossPoint peak(Course course) {
        LossPoint peak = course.observations().losses().get(0);
        for (LossPoint point : course.observations().losses()) {
            if (point.step() <= 3 * Observations.EARLY_STEPS && !(point.loss() <= peak.loss())) {
                peak = point;
            }
        }
        return peak;
    }

    private static double rise(Course course, LossPoint peak) {
        LossPoint start = course.observations().losses().get(0);
        double scale =
                Math.max(start.loss(), Double.isNaN(start.constant()) ? 0 : start.constant());
        return Double.isNaN(peak.loss()) ? Double.POSITIVE_INFINITY : peak.loss() / scale;
    }
}
