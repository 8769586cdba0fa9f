package io.gradlab.health.quantity;

/**
 * Mean of |g| over the elements of a parameter, in float64: the quantity of SageMaker Debugger's
 * rule VanishingGradient. NaN for a parameter without elements, or if any element is NaN.
 */
public final class MeanAbsoluteGradient implements ParameterQuantity {

    /** Its name in readings. */
    public static final String NAME = "mean |gradient|";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double measure(ParameterSample sample) {
        return sample.ofGradient().magnitudes() / sample.ofGradient().elements();
    }
}
