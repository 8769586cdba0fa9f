package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.LabelKind;
import io.gradlab.health.observation.LabelStatistics;
import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.LossKind;
import java.util.List;

/**
 * An output function that cannot reach the targets: some of them lie beyond its range, or it cuts
 * the scores of classes. Tells what no training can reach from what this one did not.
 */
final class OutputRangeRule implements Rule {

    /** Of the targets: with so many beyond its range no training comes near. */
    private static final double MOST = 0.5;

    @Override
    public List<Finding> find(Course course) {
        List<Layer> layers = course.observations().layers();
        if (layers.isEmpty()) {
            return List.of();
        }
        Layer last = layers.get(layers.size() - 1);
        Range range = Range.of(last.function());
        double beyond = beyond(course, range, last);
        FindingBuilder found = new FindingBuilder(Pathology.OUTPUT_RANGE);
        if (found.above(
                Text.of(
                        "share of the labels that %s, from %s to %s, does not reach",
                        last.function(), Numbers.text(range.low()), Numbers.text(range.high())),
                beyond,
                course.limit(Threshold.OUTPUT_RANGE),
                1)) {
            found.in(last.name());
        }
        if (cutsScores(course, range, last)) {
            found.fact(Text.of("%s cuts the scores of the classes at 0", last.function()), 1);
            found.in(last.name());
        }
        return found.build(
                course,
                beyond > MOST && course.steps() <= 1 ? Severity.ALARM : course.severity(),
                Text.of("What its last function cannot give out a network never predicts."),
                Remedy.LINEAR_OUTPUT);
    }

    /** A class whose score is 0 for all examples gets no gradient. */
    private static boolean cutsScores(Course course, Range range, Layer last) {
        return course.observations().loss() == LossKind.LOGITS
                && last.units() > 1
                && range.low() >= 0
                && range.high() > 1;
    }

    /** NaN where the outputs are not compared with the labels as they are. */
    private static double beyond(Course course, Range range, Layer last) {
        LabelStatistics labels = course.observations().labels();
        LossKind loss = course.observations().loss();
        if (loss == LossKind.LOGITS) {
            // A logit that is never negative never says class 0.
            return labels.kind() == LabelKind.BINARY && range.low() >= 0 && range.high() > 1
                    ? labels.shares().get(0)
                    : Double.NaN;
        }
        if (loss != LossKind.DISTANCE && loss != LossKind.UNKNOWN) {
            return Double.NaN;
        }
        return switch (labels.kind()) {
            case NUMBERS -> range.beyond(labels);
            case CLASS_NUMBERS ->
                    last.units() == labels.columns() ? range.beyond(labels) : Double.NaN;
            case SIGNS -> range.low() > -1 ? labels.shares().get(0) : Double.NaN;
            case BINARY, ONE_HOT, SEVERAL_CLASSES, UNKNOWN -> Double.NaN;
        };
    }
}
