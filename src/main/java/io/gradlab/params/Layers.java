package io.gradlab.params;

import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import io.gradlab.nn.StateDict.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The tensors of a file, sorted into layers by their names and ranks: each weight with the bias of
 * the same layer's name, where names tell that, and the biases that go by order alone.
 *
 * @param layers in the order of the file
 * @param looseBiases whose names are those of no weight's layer
 */
record Layers(List<Layer> layers, List<Tensor> looseBiases) {

    /** Of the units before to those now, in a recurrent layer, where it is square. */
    private static final Pattern HIDDEN_TO_HIDDEN = Pattern.compile("(.*[./_])?[wW](eights?)?_?hh");

    /** A weight, which way ever it lies, and its bias as far as it is known. */
    record Layer(LayerName name, Tensor weight, @Nullable Tensor bias) {

        int units(boolean transposed) {
            return weight.shape()[transposed ? 1 : 0];
        }

        int inputs(boolean transposed) {
            return weight.shape()[transposed ? 0 : 1];
        }
    }

    /**
     * The readings by names and ranks: one, or several where no name and no rank tells the biases,
     * all of them a single row or column.
     */
    static List<Layers> readings(List<Tensor> tensors) {
        List<Layers> readings = new ArrayList<>(List.of(of(tensors)));
        int size = tensors.size();
        boolean flat = tensors.stream().anyMatch(tensor -> tensor.shape().length == 1);
        if (flat || size % 2 != 0 || !arePositional(tensors)) {
            return readings;
        }
        List<Tensor> sorted =
                tensors.stream()
                        .sorted(Comparator.comparing(tensor -> LayerName.of(tensor.name())))
                        .toList();
        List<IntPredicate> places =
                List.of(i -> i % 2 == 1, i -> i >= size / 2, i -> i % 2 == 0, i -> i < size / 2);
        Set<List<Tensor>> tried = new HashSet<>();
        for (IntPredicate place : places) {
            List<Tensor> biases = at(sorted, place);
            boolean thin = biases.stream().allMatch(Layers::isThin);
            if (thin && tried.add(biases)) {
                readings.add(
                        new Layers(
                                of(at(sorted, place.negate())).layers(),
                                biases.stream().map(Layers::flat).toList()));
            }
        }
        return readings;
    }

    private static List<Tensor> at(List<Tensor> tensors, IntPredicate place) {
        return IntStream.range(0, tensors.size()).filter(place).mapToObj(tensors::get).toList();
    }

    private static boolean isThin(Tensor tensor) {
        return Math.min(tensor.shape()[0], tensor.shape()[1]) == 1;
    }

    /** Refuses what is neither weight nor bias, and a layer with two of one. */
    static Layers of(List<Tensor> tensors) {
        boolean positional = arePositional(tensors);
        boolean worded =
                tensors.stream()
                        .filter(tensor -> tensor.shape().length == 2)
                        .anyMatch(
                                tensor -> Boolean.FALSE.equals(LayerName.of(tensor.name()).bias()));
        Map<String, Layer> layers = new LinkedHashMap<>();
        List<Tensor> biases = new ArrayList<>();
        for (Tensor tensor : tensors) {
            LayerName name = LayerName.of(tensor.name());
            requireSaid(name, tensor, positional, worded);
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

    /** Whether no name tells anything but a place, as arr_0, arr_1 and so on. */
    static boolean arePositional(List<Tensor> tensors) {
        List<LayerName> names = tensors.stream().map(one -> LayerName.of(one.name())).toList();
        return names.stream()
                .allMatch(name -> name.bias() == null && name.kind().equals(names.get(0).kind()));
    }

    /**
     * Refuses a vector whose name does not say that it is a bias, unless no name says anything; and
     * a matrix whose name does not say that it is a weight where other names do.
     */
    private static void requireSaid(
            LayerName name, Tensor tensor, boolean positional, boolean worded) {
        int[] shape = tensor.shape();
        boolean flat = shape.length == 1;
        if (flat) {
            LayerName.requireNoNormalisation(name.full());
        } else {
            Require.that(
                    shape[0] != shape[1] || !HIDDEN_TO_HIDDEN.matcher(name.full()).matches(),
                    "'%s' belongs to a recurrent layer, but a network here has linear layers alone;"
                            + " give the file of such a network",
                    name.full());
        }
        Require.that(
                name.bias() != null || (flat ? positional : !worded),
                "'%s' is neither weight nor bias by its name, and nothing else belongs to a network"
                        + " here; take it out, or name it as what it is, such as fc1.weight or"
                        + " fc1.bias",
                name.full());
    }

    /** By its name, and where that says nothing by its rank. */
    private static boolean isBias(LayerName name, Tensor tensor) {
        int[] shape = tensor.shape();
        boolean flat = shape.length == 1;
        boolean bias = name.bias() == null ? flat : name.bias();
        if (bias != flat && !(bias && isThin(tensor))) {
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
