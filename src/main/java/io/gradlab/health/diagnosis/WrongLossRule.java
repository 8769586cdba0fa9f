package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.LabelKind;
import io.gradlab.health.observation.LabelStatistics;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.OutputKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A loss for another task: squared error of probabilities where the labels are classes, or
 * cross-entropy where they are numbers, other than shares. Tells it from a loss and an output that
 * do not suit each other; here they may.
 */
final class WrongLossRule implements Rule {

    private static final Set<LabelKind> CLASSES =
            EnumSet.of(
                    LabelKind.BINARY,
                    LabelKind.CLASS_NUMBERS,
                    LabelKind.ONE_HOT,
                    LabelKind.SEVERAL_CLASSES);

    private static final Set<LossKind> CROSS_ENTROPIES =
            EnumSet.of(LossKind.LOGITS, LossKind.PROBABILITIES, LossKind.LOG_PROBABILITIES);

    @Override
    public List<Finding> find(Course course) {
        LabelStatistics statistics = course.observations().labels();
        LabelKind labels = statistics.kind();
        LossKind loss = course.observations().loss();
        boolean numbers =
                labels == LabelKind.NUMBERS
                        && CROSS_ENTROPIES.contains(loss)
                        && (statistics.smallest() < 0 || statistics.largest() > 1);
        FindingBuilder found = new FindingBuilder(Pathology.WRONG_LOSS);
        if (numbers) {
            found.fact(Text.of("labels are numbers, the loss is a cross-entropy of classes"), 1);
        } else if (CLASSES.contains(labels)
                && loss == LossKind.DISTANCE
                && course.observations().output() == OutputKind.PROBABILITIES
                && !course.learned()) {
            found.fact(
                    Text.of("labels are classes, the loss is a distance from their probabilities"),
                    1);
        }
        return found.build(
                course,
                numbers ? Severity.ALARM : course.severity(),
                numbers
                        ? Text.of("A cross-entropy takes the labels for shares of classes.")
                        : Text.of(
                                "Behind a sigmoid or softmax the squared error of a sure mistake has"
                                        + " a gradient near 0."),
                numbers
                        ? new Remedy[] {Remedy.SQUARED_ERROR}
                        : new Remedy[] {Remedy.CROSS_ENTROPY});
    }
}
