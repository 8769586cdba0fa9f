package io.gradlab.health.quantity;

/**
 * Share of the elements of a gradient that are exactly 0, of either sign: a small gradient is not a
 * zero one. NaN is not 0. NaN for a parameter without elements.
 */
public final class ZeroGradientShare implements ParameterQuantity {

    /** Its name in readings. */
    public static final String NAME = "zero gradient share";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double measure(ParameterSample sample) {
        return (double) sample.ofGradient().zeros() / sample.ofGradient().elements();
    }
}
