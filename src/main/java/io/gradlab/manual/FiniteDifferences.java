package io.gradlab.manual;

import io.gradlab.data.Examples;
import io.gradlab.nn.MlpArchitecture;

/**
 * Gradients by central differences in float64: dL/dw is about (L(w + h) - L(w - h)) / 2h, one
 * parameter at a time. They know nothing of the chain rule, so an error in it shows.
 *
 * <p>The step is h = cbrt(2^-52) * max(1, |w|), about 6e-6. The truncation error grows as h^2 L'''
 * / 6, the rounding error as 2^-53 |L| / h; their sum is smallest where h is near the cube root of
 * the rounding unit (Press et al., Numerical Recipes, section 5.7). About 1e-10 of absolute error
 * remains for a loss near 1. So a gradient smaller than that is not resolved: where layers multiply
 * to 1e-23 central differences say 0, whatever the truth.
 *
 * <p>A rectifier has a kink at z = 0. If some z crosses 0 within the step, the difference quotient
 * is a mean of both slopes, and differs from the derivative there by up to half their difference
 * times the unit's share of the loss; that share falls with 1 / B. The loss at w itself is not
 * used, so there is no exact derivative at the kink to agree with.
 */
public final class FiniteDifferences {

    /** Cube root of the distance between 1 and the next float64 number. */
    private static final double RELATIVE_STEP = Math.cbrt(Math.ulp(1.0));

    private final Backpropagation loss;

    /**
     * Central differences of the mean loss over all examples.
     *
     * @param architecture widths and activation function
     * @param examples the whole batch, at least one example
     * @throws IllegalArgumentException if they do not fit
     */
    public FiniteDifferences(MlpArchitecture architecture, Examples examples) {
        loss = new Backpropagation(architecture, examples);
    }

    /**
     * The gradient with respect to every parameter: two forward passes for each.
     *
     * @param parameters where; left unchanged
     * @return a new vector; NaN where the loss is not finite on either side
     */
    public ParameterVector gradient(ParameterVector parameters) {
        ParameterVector point = parameters.copy();
        ParameterVector gradient = new ParameterVector(parameters.architecture());
        double[] p = point.values();
        for (int i = 0; i < p.length; i++) {
            double centre = p[i];
            double step = RELATIVE_STEP * Math.max(1, Math.abs(centre));
            p[i] = centre + step;
            double above = loss.loss(point);
            double right = p[i];
            p[i] = centre - step;
            double below = loss.loss(point);
            // The distance as rounded, not 2h: removes the rounding of centre +- h.
            gradient.values()[i] = (above - below) / (right - p[i]);
            p[i] = centre;
        }
        return gradient;
    }
}
