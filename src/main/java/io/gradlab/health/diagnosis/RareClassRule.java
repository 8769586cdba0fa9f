package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.LabelKind;
import io.gradlab.health.observation.LabelStatistics;
import io.gradlab.health.observation.LossPoint;
import java.util.List;

/**
 * A rare class that is not learned: the largest class is so large that to name it always is right
 * nearly always. Tells few examples of one class from a network that learns nothing.
 */
final class RareClassRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        LabelStatistics labels = course.observations().labels();
        FindingBuilder found = new FindingBuilder(Pathology.RARE_CLASS);
        int rarest = rarest(labels);
        if (rarest >= 0 && course.started()) {
            double share = labels.shares().get(rarest);
            long examples = judgedOn(course);
            boolean few = share * examples < course.limit(Threshold.FEW_EXAMPLES);
            boolean unknown = few && !(course.skill() >= course.limit(Threshold.PART_SKILL));
            if (unknown || knowsTheOthers(course)) {
                found.below(
                        Text.of(
                                "share of class %d over that of equal classes, about %d of the %d"
                                        + " examples that skill stands on",
                                rarest, Math.round(share * examples), examples),
                        share * labels.shares().size(),
                        course.limit(Threshold.RARE_CLASS),
                        course.last().step());
            }
        }
        return found.build(
                course,
                course.steps() >= Threshold.FAIR_STEPS ? Severity.ALARM : Severity.WARNING,
                Text.of(
                        "To give the common class every time costs little, and a few examples weigh"
                                + " little against it."),
                Remedy.WEIGH_CLASSES,
                Remedy.MORE_EXAMPLES);
    }

    /** Whether its loss is far below a constant's, and still it finds none of the rare ones. */
    private static boolean knowsTheOthers(Course course) {
        double limit = course.limit(Threshold.KNOWS_NOTHING);
        return course.skill() < limit && course.gain() >= limit;
    }

    /** Examples of the validation set, else of the probe set, else of all labels looked at. */
    private static long judgedOn(Course course) {
        List<LossPoint> judged = course.observations().judged();
        List<LossPoint> validation = course.observations().validation();
        if (!validation.isEmpty()) {
            return validation.get(0).examples();
        }
        return judged.isEmpty()
                ? course.observations().labels().examples()
                : judged.get(judged.size() - 1).examples();
    }

    /** Number of the rarest class that was seen; -1 where labels are no classes of one kind. */
    private static int rarest(LabelStatistics labels) {
        int rarest = -1;
        if (labels.kind() == LabelKind.BINARY
                || labels.kind() == LabelKind.SIGNS
                || labels.kind() == LabelKind.CLASS_NUMBERS
                || labels.kind() == LabelKind.ONE_HOT) {
            for (int i = 0; i < labels.shares().size(); i++) {
                double share = labels.shares().get(i);
                if (share > 0 && (rarest < 0 || share < labels.shares().get(rarest))) {
                    rarest = i;
                }
            }
        }
        return rarest;
    }
}
