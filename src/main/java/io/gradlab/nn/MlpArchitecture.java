package io.gradlab.nn;

import io.gradlab.core.Require;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The shape of a multilayer perceptron with one logit as output: everything that is known before
 * its parameters.
 *
 * <p>A network with hidden widths {@code [5, 3]} on two inputs is written 2-5-3-1 and has three
 * layers, {@code fc1} to {@code fc3}.
 *
 * @param inputs number of features
 * @param hidden units of each hidden layer, first to last; at least one layer
 * @param activation activation function of every hidden layer; the output layer is linear
 */
public record MlpArchitecture(int inputs, List<Integer> hidden, ActivationFunction activation) {

    /** Most inputs or units of one layer, so that a typing error cannot exhaust the memory. */
    public static final int MAX_WIDTH = 4096;

    /** Most hidden layers. */
    public static final int MAX_HIDDEN_LAYERS = 64;

    /** Most parameters in all: 64 MiB of float32. */
    public static final long MAX_PARAMETERS = 1L << 24;

    /**
     * Checks every width.
     *
     * @throws IllegalArgumentException if a width is outside 1 to {@value #MAX_WIDTH}, if there is
     *     no hidden layer or more than {@value #MAX_HIDDEN_LAYERS}, or if there are more than
     *     {@link #MAX_PARAMETERS} parameters
     */
    public MlpArchitecture {
        hidden = List.copyOf(hidden);
        requireWidth("inputs", inputs);
        Require.that(
                !hidden.isEmpty() && hidden.size() <= MAX_HIDDEN_LAYERS,
                "%s hidden layers are outside 1 to %s; name at least one width, for example 5",
                hidden.size(),
                MAX_HIDDEN_LAYERS);
        for (int width : hidden) {
            requireWidth("hidden units", width);
        }
        long parameters = countParameters(inputs, hidden);
        Require.that(
                parameters <= MAX_PARAMETERS,
                "%s parameters are more than %s; take fewer or narrower layers",
                parameters,
                MAX_PARAMETERS);
    }

    private static void requireWidth(String what, int width) {
        Require.that(
                width >= 1 && width <= MAX_WIDTH,
                "%s %s is outside 1 to %s; give a whole number in that range",
                what,
                width,
                MAX_WIDTH);
    }

    private static long countParameters(int inputs, List<Integer> hidden) {
        long count = 0;
        int in = inputs;
        for (int width : hidden) {
            count += (in + 1L) * width;
            in = width;
        }
        return count + in + 1;
    }

    /** Number of layers with parameters, at least 2: the hidden ones and the output layer. */
    public int layers() {
        return hidden.size() + 1;
    }

    /**
     * Checks the number of features of data.
     *
     * @param width number of features
     * @throws IllegalArgumentException if it is not {@link #inputs()}
     */
    public void requireInputs(int width) {
        Require.that(
                width == inputs,
                "data with %s features do not fit a %s network; give data with %s",
                width,
                widths(),
                inputs);
    }

    /** Inputs of a layer, from 1 to {@link #layers()}. */
    public int inputsOf(int layer) {
        return layer == 1 ? inputs : hidden.get(layer - 2);
    }

    /** Units of a layer, from 1 to {@link #layers()}; 1 for the output layer. */
    public int unitsOf(int layer) {
        return layer == layers() ? 1 : hidden.get(layer - 1);
    }

    /** Number of weights and biases; 21 for 2-5-1. */
    public long parameters() {
        return countParameters(inputs, hidden);
    }

    /** The widths as the book writes them, for example {@code 2-5-3-1}. */
    public String widths() {
        return inputs
                + "-"
                + hidden.stream().map(String::valueOf).collect(Collectors.joining("-"))
                + "-1";
    }

    @Override
    public String toString() {
        return widths() + " " + activation;
    }
}
