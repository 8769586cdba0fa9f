package io.gradlab.health.quantity;

/**
 * L2 norm of the gradient of a parameter, sqrt(sum of g^2), in float64: squares of gradients below
 * 1e-23 would be 0 in float32. 0 for a parameter without elements, NaN if any element is NaN.
 */
public final class GradientNorm implements ParameterQuantity {

    /** Its name in readings. */
    public static final String NAME = "gradient norm";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double measure(ParameterSample sample) {
        return sample.ofGradient().norm();
    }
}
