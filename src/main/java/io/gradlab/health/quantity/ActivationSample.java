package io.gradlab.health.quantity;

/**
 * The activations of one layer on the probe set.
 *
 * @param layer for example {@code fc1}
 * @param function the activation function, {@link #LINEAR} where none was seen
 * @param units number of units, channels of a convolution
 * @param before z, before the function: one row of {@code units} values for each example, and for
 *     each position of a convolution or a sequence
 * @param after the activations, of the same length
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record ActivationSample(
        String layer, String function, int units, float[] before, float[] after) {

    /** The function of a layer without one. */
    public static final String LINEAR = "linear";

    /** The function of an LSTM, GRU or RNN layer; its z is not seen and {@code before} is empty. */
    public static final String RECURRENT = "recurrent";

    /** What is seen of a recurrent layer, unless a function of its own follows. */
    public ActivationSample ofRecurrent() {
        return function.equals(LINEAR)
                ? new ActivationSample(layer, RECURRENT, units, new float[0], after)
                : this;
    }

    /** z, or where it is not seen the activations. */
    public float[] seen() {
        return before.length == 0 ? after : before;
    }

    /** Number of rows. */
    int rows() {
        return units == 0 ? 0 : after.length / units;
    }
}
