package io.gradlab.params;

import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import io.gradlab.nn.StateDict.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of a file, sorted into layers by their names and ranks: each weight with the bias of
 * the same layer's name, where names tell that, and the biases that go by order alone.
 *
 * @param layers in the order of the file
 * @param looseBiases whose names are those of no weight's layer
 */
record Layers(List<Layer> layers, List<Tensor> looseBiases) {

    /** A weight, which way ever it lies, and its bias as far as it is known. */
    record Layer(LayerName name, Tensor weight, @Nullable Tensor bias) {

        int units(boolean transposed) {
            return weight.shape()[transposed ? 1 : 0];
        }

        int inputs(boolean transposed) {
            return weight.shape()[transposed ? 0 : 1];
        }
    }

    /** Refuses what is neither weight nor bias, and a layer with two of one. */
    static Layers of(List<Tensor> tensors) {
        Map<String, Layer> layers = new LinkedHashMap<>();
        List<Tensor> biases = new ArrayList<>();
        for (Tensor tensor : tensors) {
            LayerName name = LayerName.of(tensor.name());
            if (isBias(name, tensor)) {
                biases.add(flat(tensor));
                continue;
            }
            @Nullable Layer other = layers.putIfAbsent(name.layer(), new Layer(name, tensor, null));
            Require.that(
                    other == null,
                    "%s and %s are both the weight of one layer; leave one out",
                    other == null ? "" : other.weight().name(),
                    tensor.name());
        }
        List<Tensor> loose = new ArrayList<>();
        for (Tensor bias : biases) {
            String key = LayerName.of(bias.name()).layer();
            @Nullable Layer layer = layers.get(key);
            if (layer == null) {
                loose.add(bias);
                continue;
            }
            @Nullable Tensor other = layer.bias();
            Require.that(
                    other == null,
                    "%s and %s are both the bias of one layer; leave one out",
                    other == null ? "" : other.name(),
                    bias.name());
            layers.put(key, new Layer(layer.name(), layer.weight(), bias));
        }
        Require.that(
                loose.isEmpty() || loose.size() == biases.size(),
                "%s belongs to no weight; name it as its layer's weight, or leave it out",
                loose.isEmpty() ? "" : loose.get(0).name());
        return new Layers(List.copyOf(layers.values()), loose);
    }

    /** By its name, and where that says nothing by its rank. */
    private static boolean isBias(LayerName name, Tensor tensor) {
        int[] shape = tensor.shape();
        boolean flat = shape.length == 1;
        boolean bias = name.bias() == null ? flat : name.bias();
        if (bias != flat && !(bias && Math.min(shape[0], shape[1]) == 1)) {
            throw new UserMistake(
                    "%s has shape %s; a weight has (units, inputs), a bias (units), and nothing else belongs to a network here"
                            .formatted(name.full(), Arrays.toString(shape)));
        }
        return bias;
    }

    /** A bias of one row or column, as formulas on paper have it. */
    private static Tensor flat(Tensor bias) {
        return new Tensor(bias.name(), new int[] {bias.values().length}, bias.values());
    }

    /** Whether all names are ours, which have one order. */
    boolean areOurs() {
        return layers.stream().allMatch(layer -> LayerName.isOurs(layer.weight().name()));
    }
}
