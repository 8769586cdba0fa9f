package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import java.util.List;

/**
 * Not learning: the loss has stopped falling, and skill, or of numbers gain, is hardly better than
 * that of the best constant predictor. Where no other finding explains it, the inputs do not tell
 * the labels: the parameters move, and it does not help.
 */
final class NotLearningRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.NOT_LEARNING);
        if (course.stuck() && course.failing() && !course.byHeart()) {
            boolean classes = !Double.isNaN(course.skill());
            found.below(
                    classes ? Text.of("skill") : Text.of("share of a constant's loss that is gone"),
                    classes ? course.skill() : course.gain(),
                    course.limit(classes ? Threshold.NO_GAIN : Threshold.NOISY_GAIN),
                    Threshold.FAIR_STEPS);
        }
        return found.build(
                course,
                Severity.ALARM,
                Text.of(
                        "A network that does no better than a constant has found nothing in its"
                                + " inputs."),
                Remedy.CHECK_LABELS,
                Remedy.RAISE_RATE,
                Remedy.TRAIN_LONGER,
                Remedy.MORE_UNITS);
    }
}
