package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.List;
import java.util.stream.Stream;

/**
 * No gradient: that of every parameter is 0 in the first steps, and nothing moves. Tells an output
 * that does not depend on the parameters, as the softmax over one number, or that is cut off, from
 * a gradient that shrinks on its way. Units that are equal or dead from the start have names of
 * their own.
 */
final class NoGradientRule implements Rule {

    private static final String SOFTMAX = "softmax";

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.NO_GRADIENT);
        double largest = largest(course, Quantity.GRADIENT_NORM);
        double moved = largest(course, Quantity.UPDATE_RATIO);
        if (course.started() && course.failing() && !(moved > 0) && !bornUseless(course)) {
            found.atMost(
                    Text.of("largest gradient norm in the first steps"),
                    largest,
                    course.limit(Threshold.NO_GRADIENT),
                    1);
        }
        return found.build(
                course,
                Severity.ALARM,
                Text.of("Without a gradient no step changes anything."),
                remedies(course));
    }

    /** NaN if nothing was measured. */
    private static double largest(Course course, Quantity quantity) {
        return course.early().stream()
                .flatMap(reading -> reading.of(quantity).values().stream())
                .mapToDouble(value -> value)
                .max()
                .orElse(Double.NaN);
    }

    private static boolean bornUseless(Course course) {
        Reading first = course.first();
        return course.hidden().stream()
                .map(Layer::name)
                .anyMatch(
                        layer -> {
                            double distinct = first.value(Quantity.EFFECTIVE_WIDTH_SHARE, layer);
                            double dead = first.value(Quantity.DEAD_UNIT_FRACTION, layer);
                            return course.criteria().symmetric(distinct, distinct)
                                    || course.criteria().bornDead(dead);
                        });
    }

    private static Remedy[] remedies(Course course) {
        List<Layer> layers = course.observations().layers();
        String function =
                layers.isEmpty() ? Layer.LINEAR : layers.get(layers.size() - 1).function();
        Stream<Remedy> remedies =
                switch (function) {
                    case SOFTMAX -> Stream.of(Remedy.SIGMOID_OUTPUT, Remedy.LOSS_ON_LOGITS);
                    case Layer.LINEAR -> Stream.of(Remedy.TRY_ONE_BATCH);
                    default -> Stream.of(Remedy.LINEAR_OUTPUT, Remedy.REDRAW_WEIGHTS);
                };
        return remedies.toArray(Remedy[]::new);
    }
}
