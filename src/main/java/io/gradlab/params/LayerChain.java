package io.gradlab.params;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import io.gradlab.params.Layers.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Layers in a row: each takes as many inputs as the one before has units.
 *
 * @param layers first to last, with all biases
 * @param transposed whether the weights lie as (inputs, units)
 * @param byOrder whether the biases have got their layers by length and order, not by name
 */
record LayerChain(List<Layer> layers, boolean transposed, boolean byOrder) {

    /** The parameters as a network here has them: one logit, a bias everywhere. */
    StateDict parameters() {
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            int units = layer.units(transposed);
            int inputs = layer.inputs(transposed);
            float[] weight =
                    transposed
                            ? transpose(layer.weight().values(), inputs, units)
                            : layer.weight().values();
            @Nullable Tensor own = layer.bias();
            float[] bias = own == null ? new float[units] : own.values();
            if (i == layers.size() - 1 && units == 2) {
                weight = difference(weight);
                bias = difference(bias);
                units = 1;
            }
            tensors.add(
                    new Tensor(ParameterNames.weight(i + 1), new int[] {units, inputs}, weight));
            tensors.add(new Tensor(ParameterNames.bias(i + 1), new int[] {units}, bias));
        }
        return new StateDict(tensors);
    }

    /** Columns of a matrix of so many rows become rows. */
    static float[] transpose(float[] values, int rows, int columns) {
        float[] transposed = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                transposed[column * rows + row] = values[row * columns + column];
            }
        }
        return transposed;
    }

    /** The second of two rows minus the first: the softmax of two is the sigmoid of that. */
    private static float[] difference(float[] rows) {
        int width = rows.length / 2;
        float[] difference = new float[width];
        for (int i = 0; i < width; i++) {
            difference[i] = rows[width + i] - rows[i];
            Require.that(
                    Float.isFinite(difference[i]),
                    "the difference of its two logits' parameters is beyond float32; scale them"
                            + " down");
        }
        return difference;
    }

    /** What had to be concluded or converted; nothing for a file that is named and lies as ours. */
    List<Text> notes(boolean named) {
        List<Text> notes = new ArrayList<>();
        Layer last = layers.get(layers.size() - 1);
        boolean paired = byOrder && layers.stream().anyMatch(layer -> layer.bias() != null);
        if (!named || paired) {
            notes.add(
                    Text.of(
                            "%s read as %s to %s",
                            LayerName.listed(layers.stream().map(this::names).toList()),
                            ParameterNames.layer(1),
                            ParameterNames.layer(layers.size())));
        }
        if (transposed) {
            notes.add(Text.of("weights of shape (inputs, units) transposed to (units, inputs)"));
        }
        List<String> without = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).bias() == null) {
                without.add(ParameterNames.layer(i + 1));
            }
        }
        if (!without.isEmpty()) {
            notes.add(Text.of("no bias of %s: zeros", LayerName.listed(without)));
        }
        if (last.units(transposed) == 2) {
            notes.add(
                    Text.of(
                            "two logits read as one, row 1 minus row 0: softmax of two is the"
                                    + " sigmoid of the difference"));
        }
        return notes;
    }

    private String names(Layer layer) {
        @Nullable Tensor bias = layer.bias();
        return layer.weight().name() + (byOrder && bias != null ? " and " + bias.name() : "");
    }

    /** For a message: which layer is which, and how the weights lie. */
    @Override
    public String toString() {
        return LayerName.listed(layers.stream().map(this::names).toList())
                + (transposed ? " as (inputs, units)" : " as (units, inputs)");
    }

    /** The shapes of weights and biases, for a message. */
    static String shapes(List<Layer> layers) {
        return LayerName.listed(
                layers.stream()
                        .map(
                                layer ->
                                        layer.weight().name()
                                                + " "
                                                + Arrays.toString(layer.weight().shape()))
                        .toList());
    }
}
