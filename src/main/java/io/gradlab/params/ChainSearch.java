package io.gradlab.params;

import io.gradlab.nn.StateDict.Tensor;
import io.gradlab.params.Layers.Layer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All rows that layers can form by their shapes, with the weights lying one way; a few are enough
 * to tell that there is more than one.
 */
final class ChainSearch {

    /** Chains kept, more than one tell that the shapes do not decide. */
    static final int ENOUGH = 3;

    /** Steps after which nobody could tell the chains apart either. */
    private static final int MAX_STEPS = 100_000;

    private final Layers file;
    private final boolean transposed;
    private final boolean ordered;
    private final int outputs;
    private final List<Layer> row = new ArrayList<>();
    private final List<LayerChain> found = new ArrayList<>();
    private int steps;

    private ChainSearch(Layers file, boolean transposed, boolean ordered, int outputs) {
        this.file = file;
        this.transposed = transposed;
        this.ordered = ordered;
        this.outputs = outputs;
    }

    /**
     * At most {@link #ENOUGH} chains.
     *
     * @param transposed whether the weights lie as (inputs, units)
     * @param ordered whether the order that the names tell has to be kept
     * @param outputs the most units that the last layer may have
     */
    static List<LayerChain> of(Layers file, boolean transposed, boolean ordered, int outputs) {
        ChainSearch search = new ChainSearch(file, transposed, ordered, outputs);
        search.extend(new ArrayList<>(file.layers()), 0);
        return search.found;
    }

    private void extend(List<Layer> left, int width) {
        if (left.isEmpty()) {
            if (width <= outputs) {
                addWithBiases();
            }
            return;
        }
        for (int i = 0; i < left.size() && found.size() < ENOUGH && steps < MAX_STEPS; i++) {
            steps++;
            Layer next = left.get(i);
            if (fits(next, width) && mayBeNext(next, left)) {
                left.remove(i);
                row.add(next);
                extend(left, next.units(transposed));
                row.remove(row.size() - 1);
                left.add(i, next);
            }
        }
    }

    private boolean fits(Layer layer, int width) {
        @Nullable Tensor bias = layer.bias();
        return (width == 0 || layer.inputs(transposed) == width)
                && (bias == null || bias.values().length == layer.units(transposed));
    }

    private boolean mayBeNext(Layer layer, List<Layer> left) {
        return !ordered || left.stream().noneMatch(other -> other.name().isBefore(layer.name()));
    }

    /**
     * The row with the biases that go by length, and for one length by order: the first ones in
     * front and, unless that comes to the same, the other way round too.
     */
    private void addWithBiases() {
        if (file.looseBiases().isEmpty()) {
            found.add(new LayerChain(List.copyOf(row), transposed, false));
            return;
        }
        List<Tensor> biases = new ArrayList<>(file.looseBiases());
        biases.sort(Comparator.comparing(bias -> LayerName.of(bias.name())));
        List<@Nullable Tensor> front = new ArrayList<>();
        if (!assign(row, new ArrayList<>(biases), front)) {
            return;
        }
        List<Layer> backwards = new ArrayList<>(row);
        Collections.reverse(backwards);
        if (haveOrder(biases)) {
            Collections.reverse(biases);
        }
        List<@Nullable Tensor> back = new ArrayList<>();
        boolean fits = assign(backwards, biases, back);
        Collections.reverse(back);
        found.add(chain(front));
        if (fits && !back.equals(front)) {
            found.add(chain(back));
        }
    }

    private boolean assign(List<Layer> layers, List<Tensor> left, List<@Nullable Tensor> biases) {
        for (Layer layer : layers) {
            @Nullable Tensor bias =
                    left.stream()
                            .filter(one -> one.values().length == layer.units(transposed))
                            .findFirst()
                            .orElse(null);
            left.remove(bias);
            biases.add(bias);
        }
        return left.isEmpty();
    }

    /** Whether the names tell which of the sorted biases of one length comes first. */
    private static boolean haveOrder(List<Tensor> biases) {
        for (int i = 0; i < biases.size(); i++) {
            LayerName name = LayerName.of(biases.get(i).name());
            for (Tensor later : biases.subList(i + 1, biases.size())) {
                if (later.values().length == biases.get(i).values().length
                        && !name.isBefore(LayerName.of(later.name()))) {
                    return false;
                }
            }
        }
        return true;
    }

    private LayerChain chain(List<@Nullable Tensor> biases) {
        List<Layer> complete = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            Layer layer = row.get(i);
            complete.add(new Layer(layer.name(), layer.weight(), biases.get(i)));
        }
        return new LayerChain(complete, transposed, true);
    }
}
