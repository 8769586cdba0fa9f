package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.List;

/**
 * Gradients not cleared: at two readings or more the gradient is larger than that of the batch
 * alone. Tells steps that grow because old gradients are added from a rate that is too large.
 */
final class GradientsNotClearedRule implements Rule {

    private static final int READINGS = 2;

    @Override
    public List<Finding> find(Course course) {
        double limit = course.limit(Threshold.OWN_GRADIENT_RATIO);
        List<Reading> added =
                course.readings().stream().filter(reading -> ratio(reading) > limit).toList();
        FindingBuilder found = new FindingBuilder(Pathology.GRADIENTS_NOT_CLEARED);
        if (added.size() >= READINGS) {
            for (Reading reading : added) {
                found.above(
                        Text.of(
                                "gradient norm over that of the batch alone, step %d",
                                reading.step()),
                        ratio(reading),
                        limit,
                        reading.step());
            }
        }
        return found.build(
                course,
                course.severity(),
                Text.of(
                        "Each step repeats those before it, so that steps grow and follow batches that"
                                + " are gone."),
                Remedy.CLEAR_GRADIENTS);
    }

    private static double ratio(Reading reading) {
        return reading.value(Quantity.OWN_GRADIENT_RATIO, Reading.RUN);
    }
}
