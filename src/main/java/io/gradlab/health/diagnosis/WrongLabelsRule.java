package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.LossPoint;
import java.util.List;

/**
 * Wrong labels for a share of the examples: the network learns its own examples, slowly and never
 * all of them, what it learns does not hold for others, and neighbours know the labels no better.
 * Tells it from too few examples, which are learned whole ({@link OverfittingRule}).
 */
final class WrongLabelsRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.WRONG_LABELS);
        List<LossPoint> validation = course.observations().validation();
        if (!validation.isEmpty()
                && !(course.skill() >= course.limit(Threshold.NOISY_SKILL))
                && !(Double.isNaN(course.skill())
                        && course.gain() >= course.limit(Threshold.NOISY_GAIN))
                && course.steps() >= Threshold.FAIR_STEPS
                && !(course.attainable() > course.limit(Threshold.CLEAR_LABELS))
                && !course.byHeart()) {
            found.above(
                    Text.of("gain on the training examples minus that on the validation set"),
                    course.gap(),
                    course.limit(Threshold.LABEL_GAP),
                    validation.get(validation.size() - 1).step());
        }
        return found.build(
                course,
                Severity.ALARM,
                Text.of(
                        "Labels that contradict their inputs can only be learned by heart, one by one."),
                Remedy.CHECK_LABELS,
                Remedy.MORE_EXAMPLES,
                Remedy.REGULARISE);
    }
}
