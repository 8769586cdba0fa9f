package io.gradlab.health.quantity;

import io.gradlab.health.observation.Layer;

/**
 * The activations of one layer on the probe set.
 *
 * @param layer for example {@code fc1}
 * @param function the activation function, {@link Layer#LINEAR} where none was seen
 * @param units number of units, channels of a convolution
 * @param before z, before the function: one row of {@code units} values for each example, and for
 *     each position of a convolution or a sequence
 * @param after the activations, of the same length
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record ActivationSample(
        String layer, String function, int units, float[] before, float[] after) {

    /**
     * What is seen of a recurrent layer: {@code before} is empty.
     *
     * @return itself if a function of its own follows
     */
    public ActivationSample ofRecurrent() {
        return function.equals(Layer.LINEAR)
                ? new ActivationSample(layer, Layer.RECURRENT, units, new float[0], after)
                : this;
    }

    /** z, or where it is not seen the activations: row by row. */
    public float[] seen() {
        return before.length == 0 ? after : before;
    }

    /** Number of rows. */
    int rows() {
        return units == 0 ? 0 : after.length / units;
    }
}
