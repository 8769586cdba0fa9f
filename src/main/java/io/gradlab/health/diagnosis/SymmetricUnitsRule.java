package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.Quantity;
import java.util.List;

/**
 * Symmetric units: in a hidden layer half of the units or more are copies of others, from the first
 * reading to the last. Tells a layer that cannot use its width from one that is merely narrow.
 */
final class SymmetricUnitsRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.SYMMETRIC_UNITS);
        if (course.started()) {
            for (Layer layer : course.hidden()) {
                check(course, found, layer.name());
            }
        }
        return found.build(
                course,
                course.severity(),
                Text.of(
                        "Equal units receive equal gradients and stay equal: a layer of them can do no"
                                + " more than one unit."),
                Remedy.REDRAW_WEIGHTS);
    }

    private static void check(Course course, FindingBuilder found, String layer) {
        double first = course.first().value(Quantity.EFFECTIVE_WIDTH_SHARE, layer);
        double last = course.latest(Quantity.EFFECTIVE_WIDTH_SHARE, layer);
        if (course.criteria().symmetric(first, last)) {
            double limit = course.limit(Threshold.DISTINCT_SHARE);
            found.atMost(Text.of("share of distinct units in %s", layer), last, limit, 1);
            found.in(layer);
            found.units(
                    layer,
                    course.observations().symmetric().getOrDefault(layer, List.of()).stream()
                            .flatMap(List::stream)
                            .toList());
        }
    }
}
