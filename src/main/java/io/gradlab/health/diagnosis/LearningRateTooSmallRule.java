package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.List;

/**
 * Learning rate too small: after the first steps no weight moves by more than a small part of
 * itself in a step, though the gradient has not gone. Tells updates that are too small from a loss
 * that has reached its floor, where the gradient has gone too, and from gradients that are small
 * for a cause of their own, which comes first in the diagnosis.
 */
final class LearningRateTooSmallRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.LEARNING_RATE_TOO_SMALL);
        List<Reading> later = course.later();
        if (!later.isEmpty()) {
            Largest update = Largest.of(course, later, Quantity.UPDATE_RATIO);
            double left = left(course);
            double limit = course.limit(Threshold.UPDATE_OVER_GRADIENT);
            if (update.value() / left < limit) {
                found.below(
                        Text.of("largest update ratio after step %d", Observations.EARLY_STEPS),
                        update.value(),
                        course.limit(Threshold.UPDATE_RATIO_SMALL),
                        Observations.EARLY_STEPS + 1);
            }
            if (found.found()) {
                found.below(
                        Text.of("the same over the share of the gradient that is left"),
                        update.value() / left,
                        limit,
                        Observations.EARLY_STEPS + 1);
            }
        }
        return found.build(
                course,
                course.severity(),
                Text.of(
                        "Steps of so small a part of the weights get nowhere in the steps there are."),
                Remedy.RAISE_RATE,
                Remedy.TRAIN_LONGER);
    }

    private static double left(Course course) {
        double now = Largest.of(course, List.of(course.last()), Quantity.GRADIENT_NORM).value();
        return now / Largest.of(course, List.of(course.first()), Quantity.GRADIENT_NORM).value();
    }
}
