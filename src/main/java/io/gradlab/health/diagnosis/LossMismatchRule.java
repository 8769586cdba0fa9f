package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.OutputKind;
import java.util.List;
import java.util.Locale;

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
        String remedy = remedy(output, loss);
        if (loss == LossKind.REVERSED) {
            found.fact("the loss of sure and wrong predictions is below that of right ones", 1);
        } else if (!remedy.isEmpty()) {
            found.fact("the block gives " + text(output) + ", the loss takes " + text(loss), 1);
        }
        return found.build(
                Severity.ALARM,
                "The loss reads the outputs as something that they are not, so that its gradient"
                        + " leads elsewhere.",
                remedy);
    }

    /** Empty where output and loss suit each other, or where that is not known. */
    private static String remedy(OutputKind output, LossKind loss) {
        if (loss == LossKind.REVERSED) {
            return "Negate the loss, or take one on logits.";
        }
        if (loss == LossKind.LOGITS && output == OutputKind.PROBABILITIES) {
            return "Remove the sigmoid or softmax at the end of the block: the loss applies it.";
        }
        if (loss == LossKind.PROBABILITIES && output == OutputKind.LOGITS) {
            return "Take the loss on logits, which is stable, or end the block in a sigmoid or"
                    + " softmax.";
        }
        boolean logarithms = output == OutputKind.LOG_PROBABILITIES || output == OutputKind.UNKNOWN;
        return loss == LossKind.LOG_PROBABILITIES && !logarithms
                ? "End the block in a log-softmax, or let the loss apply it."
                : "";
    }

    private static String text(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
