package io.gradlab.health.quantity;

/**
 * L2 norm of the parameter itself, before the update, in float64. The scale against which gradient
 * and update are small or large.
 */
public final class ParameterNorm implements ParameterQuantity {

    /** Its name in readings. */
    public static final String NAME = "parameter norm";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double measure(ParameterSample sample) {
        return sample.ofValue().norm();
    }
}
