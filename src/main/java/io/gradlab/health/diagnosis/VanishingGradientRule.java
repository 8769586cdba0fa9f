package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
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
        if (course.started() && course.criteria().vanishing(ratio(course, Reading.RUN))) {
            double limit = course.limit(Threshold.VANISHING_RATIO);
            found.below(
                    Text.of("gradient norm of the first layer over the last"),
                    ratio(course, Reading.RUN),
                    limit,
                    1);
            course.hidden().stream()
                    .map(Layer::name)
                    .filter(layer -> ratio(course, layer) < Math.sqrt(limit))
                    .forEach(found::in);
        }
        return found.build(
                course.severity(),
                Text.of(
                        "The layers near the input receive so small a gradient that they stay as they"
                                + " were drawn."),
                remedy(course));
    }

    private static double ratio(Course course, String where) {
        return course.first().value(Quantity.GRADIENT_NORM_RATIO, where);
    }

    private static Text remedy(Course course) {
        boolean flat =
                course.hidden().stream()
                        .map(Layer::function)
                        .anyMatch(
                                function -> function.equals("sigmoid") || function.equals("tanh"));
        return flat
                ? Text.of(
                        "Take ReLU with He's weights, or tanh with Glorot's, biases 0, and wider or"
                                + " fewer layers.")
                : Text.of(
                        "Draw the weights by He's rule, with biases 0, and take wider or fewer"
                                + " layers.");
    }
}
