package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import java.util.List;

/**
 * Dropout too strong: in the first steps the loss with units dropped is far above that without, and
 * the network has not learned to give the right answer without either. Tells noise that is larger
 * than the signal from a network that is too small. Later the losses are no sign: a network that
 * gives a constant has nothing left to drop.
 */
final class DropoutRule implements Rule {

    private static final int READINGS = 3;

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.DROPOUT_TOO_STRONG);
        List<LossPoint> judged = early(course.observations().judged());
        if (course.started()
                && !course.first().of(Quantity.DROPOUT).isEmpty()
                && judged.size() >= READINGS
                && !course.learned()
                && found.above(
                        Text.of("loss in training mode over that in inference mode, first steps"),
                        LateLosses.median(early(course.observations().losses()), LossPoint::loss)
                                / LateLosses.median(judged, LossPoint::loss),
                        course.limit(Threshold.DROPOUT_NOISE),
                        1)) {
            course.first().of(Quantity.DROPOUT).keySet().forEach(found::in);
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

    private static List<LossPoint> early(List<LossPoint> points) {
        return points.stream().filter(point -> point.step() <= Observations.EARLY_STEPS).toList();
    }
}
