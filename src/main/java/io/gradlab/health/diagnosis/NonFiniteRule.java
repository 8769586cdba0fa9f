package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.NonFinite;
import java.util.List;

/**
 * Non-finite value: the first NaN or infinity, with step, layer and tensor. Explains everything
 * that comes after it; what came before it may explain it.
 */
final class NonFiniteRule implements Rule {

    private static final String GRADIENT = " gradient";

    private static final List<String> WORDS = List.of("input", "output", "loss");

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.NON_FINITE);
        NonFinite first = course.observations().nonFinite();
        if (first == null) {
            return List.of();
        }
        found.fact(
                Text.of(
                        "first non-finite value: %s in %s at step %s",
                        first.value(), where(first), first.step()),
                first.step());
        if (!first.layer().isEmpty()) {
            found.in(first.layer());
        }
        return found.build(
                course,
                Severity.ALARM,
                Text.of(
                        "NaN and infinities spread to every parameter within a step or two, and nothing"
                                + " brings them back."),
                first.tensor().equals("input")
                        ? new Remedy[] {Remedy.FILL_INPUTS}
                        : new Remedy[] {
                            Remedy.LOWER_RATE, Remedy.CLIP_GRADIENT, Remedy.LOSS_ON_LOGITS
                        });
    }

    private static Text where(NonFinite first) {
        return first.tensor().equals("output") && !first.layer().isEmpty()
                ? Text.of("the output of %s", first.layer())
                : tensor(first.tensor());
    }

    /** A parameter, its gradient, or a word for what is neither. */
    private static Text tensor(String tensor) {
        if (tensor.endsWith(GRADIENT)) {
            return Text.of("%s gradient", tensor.substring(0, tensor.length() - GRADIENT.length()));
        }
        return WORDS.contains(tensor) ? Text.of(tensor) : Text.verbatim(tensor);
    }
}
