package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.LabelKind;
import io.gradlab.health.observation.LabelStatistics;
import java.util.List;

/**
 * Unscaled targets of a regression: far larger than the outputs that initial weights give, or
 * varying far less. Tells a way that is too long for the steps from a direction that is wrong.
 */
final class UnscaledTargetsRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        LabelStatistics labels = course.observations().labels();
        FindingBuilder found = new FindingBuilder(Pathology.UNSCALED_TARGETS);
        if (labels.kind() == LabelKind.NUMBERS) {
            found.above(
                    Text.of("root mean square of the labels"),
                    labels.rootMeanSquare(),
                    course.limit(Threshold.TARGET_SIZE_LARGE),
                    1);
            if (labels.std() > 0) {
                found.below(
                        Text.of("standard deviation of the labels"),
                        labels.std(),
                        course.limit(Threshold.TARGET_STD_SMALL),
                        1);
            }
        }
        return found.build(
                course,
                course.severity(),
                Text.of(
                        "Initial weights give outputs near 1, and gradients are as large as the"
                                + " targets: far from 1 no usual learning rate suits both."),
                Remedy.STANDARDISE_TARGETS);
    }
}
