package io.gradlab.health;

/**
 * The activations of one layer on the probe set.
 *
 * @param layer for example {@code fc1}
 * @param function the activation function, {@link #LINEAR} where none was seen
 * @param units number of units, channels of a convolution
 * @param before z, before the function: one row of {@code units} values for each example, and for
 *     each position of a convolution or a sequence; of a recurrent layer its state, as after
 * @param after the activations, of the same length
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record ActivationSample(
        String layer, String function, int units, float[] before, float[] after) {

    /** The function of a layer without one. */
    public static final String LINEAR = "linear";

    /** Number of rows. */
    int rows() {
        return units == 0 ? 0 : after.length / units;
    }
}
