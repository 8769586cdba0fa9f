package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.LabelStatistics;
import java.util.List;

/**
 * Labels and predictions are not paired: the loss of the labels themselves, as predictions, is no
 * smaller than that of their mean. Tells a loss that compares each prediction with each label, as
 * arrays of (N) and (N, 1) are broadcast to (N, N), from a network that finds only the mean;
 * certain at step 1.
 */
final class LabelShapeRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.LABEL_SHAPE);
        LabelStatistics labels = course.observations().labels();
        if (labels.smallest() < labels.largest()) {
            found.above(
                    Text.of("loss of the labels as predictions over that of their mean"),
                    labels.pairing(),
                    course.limit(Threshold.PAIRING),
                    1);
        }
        return found.build(
                course,
                Severity.ALARM,
                Text.of(
                        "A loss that compares each prediction with every label is smallest where all"
                                + " predictions are the same."),
                Remedy.SAME_SHAPE);
    }
}
