package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.Quantity;
import java.util.List;

/**
 * Saturation: sigmoid or tanh units at the flat ends of their function. At birth a matter of
 * weights, biases and inputs; later of the learning rate. A trained network may end saturated and
 * be right: there it is a sign only where the network has not learned.
 */
final class SaturationRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.SATURATION);
        boolean born = false;
        for (Layer layer : course.started() ? course.hidden() : List.<Layer>of()) {
            born |= check(course, found, layer.name());
        }
        return found.build(
                course,
                course.severity(),
                Text.of(
                        "At its ends a sigmoid or tanh has a derivative near 0, and passes hardly any"
                                + " gradient."),
                born
                        ? new Remedy[] {
                            Remedy.REDRAW_WEIGHTS, Remedy.STANDARDISE_INPUTS, Remedy.TAKE_RELU
                        }
                        : new Remedy[] {Remedy.LOWER_RATE, Remedy.TAKE_RELU});
    }

    private static boolean check(Course course, FindingBuilder found, String layer) {
        double first = course.born(Quantity.SATURATION_FRACTION, layer);
        double birth = course.limit(Threshold.SATURATED_AT_BIRTH);
        Text atBirth = Text.of("saturation fraction of %s at the start", layer);
        if (found.above(atBirth, first, birth, 1)) {
            found.in(layer);
            return true;
        }
        double late = course.limit(Threshold.SATURATED_LATER);
        double last = course.last().value(Quantity.SATURATION_FRACTION, layer);
        if (last > late) {
            long since =
                    course.readings().stream()
                            .filter(r -> r.value(Quantity.SATURATION_FRACTION, layer) > late)
                            .findFirst()
                            .orElseThrow()
                            .step();
            found.above(
                    Text.of("saturation fraction of %s, step %d", layer, course.last().step()),
                    last,
                    late,
                    since);
            found.in(layer);
        }
        return false;
    }
}
