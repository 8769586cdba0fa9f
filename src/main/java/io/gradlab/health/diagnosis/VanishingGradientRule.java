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
                course,
                course.severity(),
                Text.of(
                        "The layers near the input receive so small a gradient that they stay as they"
                                + " were drawn."),
                remedies(course));
    }

    private static double ratio(Course course, String where) {
        return course.first().value(Quantity.GRADIENT_NORM_RATIO, where);
    }

    private static Remedy[] remedies(Course course) {
        boolean flat =
                course.hidden().stream()
                        .map(Layer::function)
                        .anyMatch(
                                function -> function.equals("sigmoid") || function.equals("tanh"));
        return flat
                ? new Remedy[] {
                    Remedy.TAKE_RELU, Remedy.TAKE_TANH, Remedy.REDRAW_WEIGHTS, Remedy.FEWER_LAYERS
                }
                : new Remedy[] {Remedy.REDRAW_WEIGHTS, Remedy.FEWER_LAYERS};
    }
}
