package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.Quantity;
import java.util.List;

/**
 * Bad weight scale: at the start, z of a layer is much smaller or larger than what goes in, or all
 * units of a layer sit on the same side of their function. Tells a start that cannot pass a signal
 * from a training that lost it later; measured against the inputs, so that their scale is not
 * mistaken for that of the weights.
 */
final class WeightScaleRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.BAD_WEIGHT_SCALE);
        if (!course.started()) {
            return List.of();
        }
        double before = course.observations().inputs().largestStd();
        boolean first = true;
        for (Layer layer : course.hidden()) {
            double z = course.first().value(Quantity.Z_STD, layer.name());
            if (!Double.isNaN(z) && before > 0) {
                factor(course, found, layer.name(), z / before, first);
            }
            // A recurrent layer shows no z: the next one is measured against its activations.
            before =
                    Double.isNaN(z)
                            ? course.first().value(Quantity.ACTIVATION_STD, layer.name())
                            : z;
            first = false;
            offset(course, found, layer.name());
        }
        return found.build(
                course,
                course.severity(),
                Text.of(
                        "What passes a layer, forward as well as backward, is multiplied by the scale of"
                                + " its weights, and a shared bias moves every unit to the same side."),
                Remedy.REDRAW_WEIGHTS,
                Remedy.STANDARDISE_INPUTS);
    }

    private static void factor(
            Course course, FindingBuilder found, String layer, double factor, boolean first) {
        Threshold least = first ? Threshold.FIRST_LAYER_SMALL : Threshold.LAYER_FACTOR_SMALL;
        Threshold most = first ? Threshold.FIRST_LAYER_LARGE : Threshold.LAYER_FACTOR_LARGE;
        Text quantity =
                first
                        ? Text.of("z std of %s over std of the inputs", layer)
                        : Text.of("z std of %s over the layer before", layer);
        if (found.below(quantity, factor, course.limit(least), 1)
                || found.above(quantity, factor, course.limit(most), 1)) {
            found.in(layer);
        }
    }

    private static void offset(Course course, FindingBuilder found, String layer) {
        double offset = course.first().value(Quantity.Z_OFFSET, layer);
        if (found.above(
                Text.of("z offset of %s", layer), offset, course.limit(Threshold.Z_OFFSET), 1)) {
            found.in(layer);
        }
    }
}
