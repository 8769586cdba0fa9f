package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
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
        Text remedy = remedy(output, loss);
        if (loss == LossKind.REVERSED) {
            found.fact(
                    Text.of("the loss of sure and wrong predictions is below that of right ones"),
                    1);
        } else if (!remedy.equals(Text.NOTHING)) {
            found.fact(
                    Text.of("the block gives %s, the loss takes %s", text(output), text(loss)), 1);
        }
        return found.build(
                Severity.ALARM,
                Text.of(
                        "The loss reads the outputs as something that they are not, so that its gradient"
                                + " leads elsewhere."),
                remedy);
    }

    /** Nothing where output and loss suit each other, or where that is not known. */
    private static Text remedy(OutputKind output, LossKind loss) {
        if (loss == LossKind.REVERSED) {
            return Text.of("Negate the loss, or take one on logits.");
        }
        if (loss == LossKind.LOGITS && output == OutputKind.PROBABILITIES) {
            return Text.of(
                    "Remove the sigmoid or softmax at the end of the block: the loss applies it.");
        }
        if (loss == LossKind.PROBABILITIES && output == OutputKind.LOGITS) {
            return Text.of(
                    "Take the loss on logits, which is stable, or end the block in a sigmoid or"
                            + " softmax.");
        }
        boolean logarithms = output == OutputKind.LOG_PROBABILITIES || output == OutputKind.UNKNOWN;
        return loss == LossKind.LOG_PROBABILITIES && !logarithms
                ? Text.of("End the block in a log-softmax, or let the loss apply it.")
                : Text.NOTHING;
    }

    private static Text text(Enum<?> kind) {
        return Text.of(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
