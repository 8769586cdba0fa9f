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
 * gives a constant has nothing left to drop. With a batch norm they must do.
 */
final class DropoutRule implements Rule {

    private static final int READINGS = 3;

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.DROPOUT_TOO_STRONG);
        if (course.started()
                && !course.first().of(Quantity.DROPOUT).isEmpty()
                && !course.learned()
                && (normed(course) ? late(course, found) : early(course, found))) {
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

    private static boolean normed(Course course) {
        return course.observations().layers().stream().anyMatch(RunningStatistics::of);
    }

    private static boolean early(Course course, FindingBuilder found) {
        List<LossPoint> judged = early(course.observations().judged());
        double training = mean(early(course.observations().losses()));
        return judged.size() >= READINGS
                && found.above(
                        Text.of("loss in training mode over that in inference mode, first steps"),
                        training / mean(judged),
                        course.limit(Threshold.DROPOUT_NOISE),
                        1);
    }

    /** Running statistics do not know the first batches. */
    private static boolean late(Course course, FindingBuilder found) {
        LateLosses late = LateLosses.of(course);
        return late.readings() >= READINGS
                && found.above(
                        Text.of("loss in training mode over that in inference mode, late steps"),
                        late.training() / late.inference(),
                        course.limit(Threshold.DROPOUT_NOISE),
                        1);
    }

    /** The loss of a batch with most units dropped is small but for a few that are huge. */
    private static double mean(List<LossPoint> points) {
        return points.stream().mapToDouble(LossPoint::loss).average().orElse(Double.NaN);
    }

    private static List<LossPoint> early(List<LossPoint> points) {
        return points.stream().filter(point -> point.step() <= Observations.EARLY_STEPS).toList();
    }
}
