package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.NonFinite;
import java.util.List;

/**
 * Non-finite value: the first NaN or infinity, with step, layer and tensor. Explains everything
 * that comes after it; what came before it may explain it.
 */
final class NonFiniteRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.NON_FINITE);
        NonFinite first = course.observations().nonFinite();
        if (first == null) {
            return List.of();
        }
        found.fact(
                "first non-finite value: %s in %s at step %s"
                        .formatted(first.value(), where(first), first.step()),
                first.step());
        if (!first.layer().isEmpty()) {
            found.in(first.layer());
        }
        return found.build(
                Severity.ALARM,
                "NaN and infinities spread to every parameter within a step or two, and nothing brings"
                        + " them back.",
                first.tensor().equals("input")
                        ? "Find the examples with missing or infinite features, and drop or fill them."
                        : ("Go back to the parameters before step %s; lower the learning rate or clip"
                                        + " the gradient norm; take losses on logits, not on"
                                        + " probabilities.")
                                .formatted(first.step()));
    }

    private static String where(NonFinite first) {
        return first.tensor().equals("output") && !first.layer().isEmpty()
                ? "the output of " + first.layer()
                : first.tensor();
    }
}
