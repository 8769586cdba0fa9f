package io.gradlab.nn;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names of layers and parameters as PyTorch writes them: {@code fc1}, {@code fc1.weight}. */
public final class ParameterNames {

    private ParameterNames() {}

    /** The name of a layer, from 1: for example {@code fc1}. */
    public static String layer(int layer) {
        return "fc" + layer;
    }

    /** The name of a layer's weight, for example {@code fc1.weight}. */
    public static String weight(int layer) {
        return of(layer, "weight");
    }

    /** The name of a layer's bias, for example {@code fc1.bias}. */
    public static String bias(int layer) {
        return of(layer, "bias");
    }

    /** The name of a parameter that DJL knows by its layer, {@code weight} or {@code bias}. */
    public static String of(int layer, String parameter) {
        return layer(layer) + "." + parameter;
    }

    /** The names of all parameters: fc1.weight, fc1.bias, fc2.weight and so on. */
    public static List<String> all(int layers) {
        return IntStream.rangeClosed(1, layers)
                .boxed()
                .flatMap(layer -> Stream.of(weight(layer), bias(layer)))
                .toList();
    }
}
