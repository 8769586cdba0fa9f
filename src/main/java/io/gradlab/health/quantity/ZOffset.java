package io.gradlab.health.quantity;

/**
 * Offset of z, before the activation function: |mean| / std over all units and examples of a layer
 * together. Weights of either sign leave it below 1; a bias that all units share moves it past
 * that, and every unit to the same side of its function. NaN if there are no values or all are
 * equal to 0, infinite if all are equal otherwise.
 */
public final class ZOffset implements ActivationQuantity {

    /** Its name in readings. */
    public static final String NAME = "z offset";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double measure(ActivationSample sample) {
        double sum = 0;
        for (float z : sample.before()) {
            sum += z;
        }
        double mean = sum / sample.before().length;
        double squares = 0;
        for (float z : sample.before()) {
            squares += (z - mean) * (z - mean);
        }
        return Math.abs(mean) / Math.sqrt(squares / sample.before().length);
    }
}
