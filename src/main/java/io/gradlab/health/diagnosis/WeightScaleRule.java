package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.Quantity;
import java.util.List;
import java.util.Map;

/**
 * Bad weight scale: at the start, z of a layer is much smaller or larger than what goes in, or all
 * units of a layer sit on the same side of their function. Tells a start that cannot pass a signal
 * from a training that lost it later; measured against the inputs, so that their scale is not
 * mistaken for that of the weights.
 */
final class WeightScaleRule implements Rule {

    /** One over the slope of a sigmoid at 0, where that of tanh is 1. */
    private static final double SIGMOID = 4;

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.BAD_WEIGHT_SCALE);
        if (!course.started()) {
            return List.of();
        }
        boolean first = true;
        Map<String, Double> scales = StartScale.of(course);
        for (Layer layer : course.hidden()) {
            Double scale = scales.get(layer.name());
            if (scale != null) {
                factor(course, found, layer, scale, first);
                first = false;
            }
        }
        List<Layer> hidden = course.hidden();
        for (int i = 0; i < hidden.size(); i++) {
            if (StartScale.counts(hidden, i)) {
                offset(course, found, hidden.get(i).name());
            }
        }
        return found.build(
                course,
                course.severityOfTheStart(),
                Text.of(
                        "What passes a layer, forward as well as backward, is multiplied by the scale of"
                                + " its weights, and a shared bias moves every unit to the same side."),
                Remedy.REDRAW_WEIGHTS,
                Remedy.STANDARDISE_INPUTS);
    }

    private static void factor(
            Course course, FindingBuilder found, Layer layer, double factor, boolean first) {
        Threshold least = first ? Threshold.FIRST_LAYER_SMALL : Threshold.LAYER_FACTOR_SMALL;
        Threshold most = first ? Threshold.FIRST_LAYER_LARGE : Threshold.LAYER_FACTOR_LARGE;
        // Weights that make up for the quarter that a sigmoid passes are in order.
        double slope = layer.function().equals("sigmoid") ? SIGMOID : 1;
        Text quantity = Text.of("z std of %s over that by the rule for its function", layer.name());
        if (found.below(quantity, factor, course.limit(least), 1)
                || found.above(quantity, factor, slope * course.limit(most), 1)) {
            found.in(layer.name());
        }
    }

    private static void offset(Course course, FindingBuilder found, String layer) {
        double offset = course.born(Quantity.Z_OFFSET, layer);
        if (found.above(
                Text.of("z offset of %s", layer), offset, course.limit(Threshold.Z_OFFSET), 1)) {
            found.in(layer);
        }
    }
}
