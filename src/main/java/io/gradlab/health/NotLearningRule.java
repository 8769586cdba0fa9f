package io.gradlab.health;

import java.util.List;

/**
 * Not learning: after a fair number of steps the loss is hardly better than that of the best
 * constant predictor. Where no other finding explains it, the inputs do not tell the labels: the
 * parameters move, and it does not help.
 */
final class NotLearningRule implements Rule {

    /** Steps before which it is too early to say. */
    private static final long FAIR = 100;

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.NOT_LEARNING);
        if (course.steps() >= FAIR && course.failing()) {
            found.below(
                    "share of a constant's loss that is gone",
                    course.gain(),
                    course.limit(Threshold.NO_GAIN),
                    FAIR);
        }
        return found.build(
                Severity.ALARM,
                "A network that does no better than a constant has found nothing in its inputs.",
                "If nothing above explains it, check that inputs and labels belong together row by row,"
                        + " and that the inputs can tell the labels.");
    }
}
