package io.gradlab.health.quantity;

/**
 * Offset of z, before the activation function: |mean| / std over all units and examples of a layer
 * together. Weights of either sign leave it below 1; a bias that all units share moves it past
 * that, and every unit to the same side of its function. NaN if there are no values or all are
 * equal to 0, infinite if all are equal otherwise.
 */
final class ZOffset {

    private ZOffset() {}

    static double of(float[] z) {
        double mean = mean(z);
        double squares = 0;
        for (float value : z) {
            squares += (value - mean) * (value - mean);
        }
        return Math.abs(mean) / Math.sqrt(squares / z.length);
    }

    /** In float64; NaN of no values. */
    static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
