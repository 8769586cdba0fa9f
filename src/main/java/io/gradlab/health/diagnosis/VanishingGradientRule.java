package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.List;

/**
 * Vanishing gradient: the first layer's gradient is a small part of the last layer's at the start.
 * A ratio, so that neither the loss's scale nor the optimizer's matters. Tells layers that lose the
 * gradient from a loss that is flat everywhere: there the ratio stays near 1.
 */
final class VanishingGradientRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.VANISHING_GRADIENT);
        if (course.started()) {
            Reading first = course.first();
            double ratio = first.value(Quantity.GRADIENT_NORM_RATIO, Reading.RUN);
            double limit = course.limit(Threshold.VANISHING_RATIO);
            found.below("gradient norm of the first layer over the last", ratio, limit, 1);
            for (Layer layer : found.found() ? course.hidden() : List.<Layer>of()) {
                if (first.value(Quantity.GRADIENT_NORM_RATIO, layer.name()) < Math.sqrt(limit)) {
                    found.in(layer.name());
                }
            }
        }
        return found.build(
                course.severity(),
                "The layers near the input receive so small a gradient that they stay as they were"
                        + " drawn.",
                remedy(course));
    }

    private static String remedy(Course course) {
        boolean flat =
                course.hidden().stream()
                        .map(Layer::function)
                        .anyMatch(
                                function -> function.equals("sigmoid") || function.equals("tanh"));
        return flat
                ? "Take ReLU with He's weights, or tanh with Glorot's, biases 0, and wider or fewer"
                        + " layers."
                : "Draw the weights by He's rule, with biases 0, and take wider or fewer layers.";
    }
}
