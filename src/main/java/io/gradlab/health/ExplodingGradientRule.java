package io.gradlab.health;

import java.util.List;

/**
 * Exploding gradient: a weight's gradient norm many times its own norm at the start, or a gradient
 * that grows from layer to layer towards the input. Tells large gradients, which clipping mends,
 * from large steps on ordinary gradients, which only the learning rate does.
 */
final class ExplodingGradientRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.EXPLODING_GRADIENT);
        if (course.started()) {
            Reading start = course.first();
            start.of(GradientNorm.NAME)
                    .forEach((where, norm) -> relative(course, found, where, norm));
            found.above(
                    "gradient norm of the first layer over the last",
                    start.value(GradientNormRatio.NAME, Reading.RUN),
                    course.limit(Threshold.GRADIENT_RATIO_LARGE),
                    1);
        }
        return found.build(
                course.severity(),
                "A gradient many times the size of its weight throws it far away in one step.",
                "Clip the global gradient norm at 1; draw smaller initial weights, by He's or Glorot's"
                        + " rule.");
    }

    /** A parameter of zeros has no size that a gradient could exceed. */
    private static void relative(
            Course course, FindingBuilder found, String where, double gradient) {
        double norm = course.first().value(ParameterNorm.NAME, where);
        double limit = course.limit(Threshold.RELATIVE_GRADIENT_LARGE);
        if (norm > 0
                && found.above("gradient norm over norm of " + where, gradient / norm, limit, 1)) {
            found.in(where);
        }
    }
}
