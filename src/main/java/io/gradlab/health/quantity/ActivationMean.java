package io.gradlab.health.quantity;

/** Mean of all activations of a layer on the probe set, in float64; NaN if there are none. */
public final class ActivationMean implements ActivationQuantity {

    /** Its name in readings. */
    public static final String NAME = "activation mean";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double measure(ActivationSample sample) {
        double sum = 0;
        for (float value : sample.after()) {
            sum += value;
        }
        return sum / sample.after().length;
    }
}
