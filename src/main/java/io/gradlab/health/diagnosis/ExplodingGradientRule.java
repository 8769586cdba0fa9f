package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.List;
import java.util.Map;

/**
 * Exploding gradient: a weight's gradient norm many times its own norm at the start, or a gradient
 * that grows from layer to layer towards the input. The growth is that of the biases' gradients,
 * means of dLoss/dz over the batch: those of weights also carry the size of the activations, which
 * large weights make grow towards the output. Tells large gradients, which clipping mends, from
 * large steps on ordinary gradients, which only the learning rate does.
 */
final class ExplodingGradientRule implements Rule {

    /** Bias gradient of the last layer over that of its weight, below which it is a zero. */
    private static final double LEAST = 1e-3;

    /** The same alone: the rounding of a mean of float32 errors near 1/2. */
    private static final double LEAST_NORM = 1e-5;

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.EXPLODING_GRADIENT);
        if (course.started()) {
            Reading start = course.first();
            start.of(Quantity.GRADIENT_NORM)
                    .forEach((where, norm) -> relative(course, found, where, norm));
            growth(course, found);
            found.above(
                    Text.of("gradient norm of the first layer over the last"),
                    start.value(Quantity.GRADIENT_NORM_RATIO, Reading.RUN),
                    course.limit(Threshold.GRADIENT_RATIO_LARGE),
                    1);
        }
        return found.build(
                course,
                course.severity(),
                Text.of(
                        "A gradient many times the size of its weight throws it far away in one step."),
                Remedy.REDRAW_WEIGHTS,
                Remedy.CLIP_GRADIENT,
                Remedy.LOWER_RATE);
    }

    /** In the second step, too: in one batch the errors of the last layer may cancel by chance. */
    private static void growth(Course course, FindingBuilder found) {
        List<String> biases =
                course.observations().layers().stream()
                        .flatMap(layer -> layer.parameters().stream())
                        .filter(name -> name.endsWith(".bias"))
                        .filter(course.first().of(Quantity.GRADIENT_NORM)::containsKey)
                        .toList();
        for (String bias : biases) {
            String last = biases.get(biases.size() - 1);
            double ratio =
                    course.early().stream()
                            .limit(2)
                            .mapToDouble(reading -> ratio(reading, bias, last))
                            .filter(Double::isFinite)
                            .min()
                            .orElse(Double.NaN);
            Text quantity = Text.of("gradient norm of %s over that of %s", bias, last);
            if (found.above(quantity, ratio, course.limit(Threshold.GRADIENT_GROWTH), 1)) {
                found.in(course.layerOf(bias));
            }
        }
    }

    private static double ratio(Reading reading, String bias, String last) {
        Map<String, Double> norms = reading.of(Quantity.GRADIENT_NORM);
        return measurable(norms, last)
                ? norms.getOrDefault(bias, Double.NaN) / norms.getOrDefault(last, Double.NaN)
                : Double.NaN;
    }

    /**
     * The bias gradient of the last layer is the sum of the errors, which is 0 by symmetry where
     * the labels are balanced and the outputs equal: then it says nothing beside that of the
     * weight, which is as much smaller than it as activations are below 1.
     */
    private static boolean measurable(Map<String, Double> norms, String bias) {
        String weight = bias.replaceFirst("bias$", "weight");
        return norms.getOrDefault(bias, 0.0) > LEAST * norms.getOrDefault(weight, 0.0)
                && norms.getOrDefault(bias, 0.0) > LEAST_NORM;
    }

    /** A parameter of zeros has no size that a gradient could exceed. */
    private static void relative(
            Course course, FindingBuilder found, String where, double gradient) {
        double norm = course.first().value(Quantity.PARAMETER_NORM, where);
        double limit = course.limit(Threshold.RELATIVE_GRADIENT_LARGE);
        if (norm > 0
                && found.above(
                        Text.of("gradient norm over norm of %s", where),
                        gradient / norm,
                        limit,
                        1)) {
            found.in(course.layerOf(where));
        }
    }
}
