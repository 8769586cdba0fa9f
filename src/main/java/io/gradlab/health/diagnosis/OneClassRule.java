package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.LabelStatistics;
import java.util.List;

/**
 * One class only: all labels that were looked at are the same. Tells data without anything to learn
 * from a network that does not learn, which both have a constant for an answer.
 */
final class OneClassRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        LabelStatistics labels = course.observations().labels();
        FindingBuilder found = new FindingBuilder(Pathology.ONE_CLASS);
        if (labels.examples() >= course.limit(Threshold.ONE_CLASS_EXAMPLES)) {
            int sole = sole(labels.shares());
            if (labels.smallest() == labels.largest()) {
                found.fact(
                        Text.of(
                                "all of %d labels are %s",
                                labels.examples(), Numbers.text(labels.smallest())),
                        1);
            } else if (sole >= 0) {
                found.fact(Text.of("all of %d labels are class %d", labels.examples(), sole), 1);
            }
        }
        return found.build(
                course,
                Severity.ALARM,
                Text.of(
                        "Where all labels are the same, a constant is right and inputs are no use."),
                Remedy.ADD_CLASSES);
    }

    /** The class that has all; -1 if none has. */
    private static int sole(List<Double> shares) {
        return shares.stream().filter(share -> share > 0).count() == 1 ? shares.indexOf(1.0) : -1;
    }
}
