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
        signal(course, found);
        return found.build(
                course,
                course.severity(),
                Text.of(
                        "The layers near the input receive so small a gradient that they stay as they"
                                + " were drawn."),
                remedies(course));
    }

    /** A sigmoid passes a quarter of the signal on at best: several of them next to nothing. */
    private static void signal(Course course, FindingBuilder found) {
        // In inference mode a batch norm scales by what it has not seen yet.
        boolean normed = course.observations().layers().stream().anyMatch(RunningStatistics::of);
        List<String> sigmoids =
                course.hidden().stream()
                        .filter(layer -> layer.function().equals("sigmoid"))
                        .map(Layer::name)
                        .toList();
        if (sigmoids.size() > 1 && !normed) {
            String first = sigmoids.get(0);
            String last = sigmoids.get(sigmoids.size() - 1);
            boolean moving =
                    Largest.of(course, course.later(), Quantity.UPDATE_RATIO).value()
                            > course.limit(Threshold.UPDATE_RATIO_SMALL);
            double limit =
                    course.limit(
                            course.ignorant() && moving
                                    ? Threshold.SIGNAL_WEAK
                                    : Threshold.SIGNAL_LEFT);
            double left =
                    course.born(Quantity.ACTIVATION_STD, last)
                            / course.born(Quantity.ACTIVATION_STD, first);
            if (found.below(
                    Text.of(
                            "signal of %s over that of %s (a sigmoid passes a quarter)",
                            last, first),
                    left,
                    limit,
                    1)) {
                sigmoids.subList(1, sigmoids.size()).forEach(found::in);
            }
        }
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
