package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import java.util.List;

/**
 * Too few epochs: the training ended before it was fair to judge it, or while the loss was still
 * falling, on new examples as on its own. Tells a training that is under way from one that has
 * stopped, and from learning by heart.
 */
final class TooFewEpochsRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.TOO_FEW_EPOCHS);
        boolean open = !course.startAlone() && course.failing() && course.unfitted();
        if (open && course.steps() < Threshold.FAIR_STEPS) {
            found.below(
                    Text.of("steps of the training"),
                    (double) course.steps(),
                    Threshold.FAIR_STEPS,
                    course.steps());
        } else if (open && !(course.gap() >= Course.SMALL_GAP)) {
            found.above(
                    Text.of("fall of the loss in the second half, in losses of a constant"),
                    course.lateFall(),
                    course.limit(Threshold.STILL_FALLING),
                    course.steps());
        }
        return found.build(
                course,
                Severity.ALARM,
                Text.of("The loss was still falling when the training ended."),
                Remedy.TRAIN_LONGER,
                Remedy.RAISE_RATE);
    }
}
