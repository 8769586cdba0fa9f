package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.LossPoint;
import java.util.List;

/**
 * Overfitting: the training loss is far below the validation loss, in units of the constant
 * predictor's. Tells a network that learns examples by heart from one that learns nothing: there
 * both losses are high.
 */
final class OverfittingRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.OVERFITTING);
        List<LossPoint> validation = course.observations().validation();
        if (!validation.isEmpty() && course.failing() && course.byHeart()) {
            LossPoint last = validation.get(validation.size() - 1);
            found.above(
                    Text.of("gap of validation and training loss over a constant's"),
                    course.gap(),
                    course.limit(Threshold.GENERALIZATION_GAP),
                    last.step());
        }
        return found.build(
                course,
                Severity.ALARM,
                Text.of(
                        "What the network knows of its training examples does not hold for others."),
                Remedy.MORE_EXAMPLES,
                Remedy.REGULARISE,
                Remedy.CHECK_LABELS);
    }
}
