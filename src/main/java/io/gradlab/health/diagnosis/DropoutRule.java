package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.Quantity;
import java.util.List;

/**
 * Dropout too strong: more than half of the activations are dropped, and the network has not
 * learned to give the right answer without either.
 */
final class DropoutRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.DROPOUT_TOO_STRONG);
        if (course.started() && !course.learned()) {
            course.first()
                    .of(Quantity.DROPOUT)
                    .forEach(
                            (block, rate) -> {
                                if (found.above(
                                        Text.of("dropout rate of %s", block),
                                        rate,
                                        course.limit(Threshold.DROPOUT_RATE),
                                        1)) {
                                    found.in(block);
                                }
                            });
        }
        return found.build(
                course,
                course.severity(),
                Text.of(
                        "Dropout leaves so little of the layers that what one step learns with some"
                                + " units the next has to do without."),
                Remedy.LESS_DROPOUT,
                Remedy.MORE_UNITS);
    }
}
