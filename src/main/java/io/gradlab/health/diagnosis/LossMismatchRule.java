package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.OutputKind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Loss and output mismatch: probabilities into a loss of logits, logits into a loss of
 * probabilities, or a loss with the wrong sign. Tells a wrong pairing, which no learning rate
 * mends, from slow learning; certain at step 1.
 */
final class LossMismatchRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        OutputKind output = course.observations().output();
        LossKind loss = course.observations().loss();
        FindingBuilder found = new FindingBuilder(Pathology.LOSS_MISMATCH);
        Remedy remedy = remedy(output, loss);
        if (loss == LossKind.REVERSED) {
            found.fact(
                    Text.of("the loss of sure and wrong predictions is below that of right ones"),
                    1);
        } else if (remedy != null) {
            found.fact(
                    Text.of("the block gives %s, the loss takes %s", text(output), text(loss)), 1);
        }
        return found.build(
                course,
                severity(course, remedy),
                Text.of(
                        "The loss reads the outputs as something that they are not, so that its gradient"
                                + " leads elsewhere."),
                remedy == null ? new Remedy[0] : new Remedy[] {remedy});
    }

    /** A loss that leads elsewhere is an alarm, unless the skill shows that it does not. */
    private static Severity severity(Course course, @Nullable Remedy remedy) {
        boolean open = course.startAlone() || Double.isNaN(course.skill());
        boolean wrong = remedy == Remedy.NEGATE_LOSS || open;
        return wrong && remedy != Remedy.REMOVE_OUTPUT_FUNCTION
                ? Severity.ALARM
                : course.severity();
    }

    /** Null where output and loss suit each other, or where that is not known. */
    private static @Nullable Remedy remedy(OutputKind output, LossKind loss) {
        if (loss == LossKind.REVERSED) {
            return Remedy.NEGATE_LOSS;
        }
        if (loss == LossKind.LOGITS && output == OutputKind.PROBABILITIES) {
            return Remedy.REMOVE_OUTPUT_FUNCTION;
        }
        if (loss == LossKind.PROBABILITIES && output == OutputKind.LOGITS) {
            return Remedy.LOSS_ON_LOGITS;
        }
        boolean logarithms = output == OutputKind.LOG_PROBABILITIES || output == OutputKind.UNKNOWN;
        return loss == LossKind.LOG_PROBABILITIES && !logarithms ? Remedy.END_IN_LOG_SOFTMAX : null;
    }

    private static Text text(Enum<?> kind) {
        return Text.of(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
