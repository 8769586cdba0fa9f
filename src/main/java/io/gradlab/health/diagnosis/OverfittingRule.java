package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.quantity.GeneralizationGap;
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
        boolean knows = course.gain() > course.limit(Threshold.NO_GAIN);
        if (!validation.isEmpty() && course.failing() && knows) {
            LossPoint last = validation.get(validation.size() - 1);
            found.above(
                    Text.of("gap of validation and training loss over a constant's"),
                    GeneralizationGap.of(course.observations().losses(), validation),
                    course.limit(Threshold.GENERALIZATION_GAP),
                    last.step());
        }
        return found.build(
                course,
                Severity.ALARM,
                Text.of(
                        "What the network knows of its training examples does not hold for others."),
                Remedy.CHECK_LABELS,
                Remedy.MORE_EXAMPLES,
                Remedy.REGULARISE);
    }
}
