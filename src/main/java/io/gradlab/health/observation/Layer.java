package io.gradlab.health.observation;

import java.util.List;

/**
 * A layer: a block that has trainable parameters of its own, with the activation function that
 * follows it.
 *
 * @param name path of the block, for example {@code fc1} or {@code encoder.01Linear}
 * @param function activation function as the engine calls it, for example {@code relu}; {@link
 *     #LINEAR} where none follows or the forward pass could not be watched
 * @param units number of units; 0 where unknown
 * @param parameters names of its trainable parameters, for example {@code fc1.weight}
 * @param frozen names of its parameters that may not change, running statistics aside
 */
public record Layer(
        String name, String function, int units, List<String> parameters, List<String> frozen) {

    /** The function of a layer without one. */
    public static final String LINEAR = "linear";

    /** The function of an LSTM, GRU or RNN layer, whose z is not seen. */
    public static final String RECURRENT = "recurrent";

    /** Copies the list. */
    public Layer {
        parameters = List.copyOf(parameters);
        frozen = List.copyOf(frozen);
    }
}
