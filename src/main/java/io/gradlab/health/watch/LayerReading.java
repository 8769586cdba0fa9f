package io.gradlab.health.watch;

import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.quantity.ActivationSample;
import io.gradlab.health.quantity.GradientNormRatio;
import io.gradlab.health.quantity.LayerWidths;
import io.gradlab.health.quantity.ParameterSample;
import io.gradlab.health.quantity.ReadingBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Quantities of a layer's parameters together, and of neighbouring layers. */
final class LayerReading {

    private final BlockTree tree;
    private final Map<String, @Nullable ActivationSample> layers = new LinkedHashMap<>();
    private final ReadingBuilder reading;

    /** Layers come in the order of the forward pass, then those that it did not show. */
    LayerReading(BlockTree tree, List<ActivationSample> activations, ReadingBuilder reading) {
        this.tree = tree;
        this.reading = reading;
        activations.forEach(sample -> layers.putIfAbsent(sample.layer(), sample));
        tree.layers().keySet().forEach(layer -> layers.putIfAbsent(layer, null));
    }

    List<Layer> layers() {
        return layers.keySet().stream().map(this::layer).toList();
    }

    private Layer layer(String name) {
        ActivationSample sample = layers.get(name);
        return tree.layer(
                name,
                sample == null ? Layer.LINEAR : sample.function(),
                sample == null ? 0 : sample.units());
    }

    /** Measures; gives the groups of equal units of each layer, unit numbers from 1. */
    Map<String, List<List<Integer>>> measure() {
        Map<String, List<List<Integer>>> symmetric = new LinkedHashMap<>();
        List<String> weighted = new ArrayList<>();
        List<Double> norms = new ArrayList<>();
        Map<String, List<ParameterSample>> byLayer = new HashMap<>();
        for (ParameterSample sample : reading.parameters()) {
            byLayer.computeIfAbsent(sample.layer(), l -> new ArrayList<>()).add(sample);
        }
        for (String layer : layers.keySet()) {
            List<ParameterSample> samples = byLayer.getOrDefault(layer, List.of());
            ParameterSample weight = LayerWidths.weight(samples);
            if (weight != null) {
                weighted.add(layer);
                norms.add(weight.ofGradient().norm());
            }
            if (!tree.isEmbedding(layer)) {
                width(layer, LayerWidths.groups(samples, tree.gates(layer)), symmetric);
            }
        }
        tree.dropouts().forEach((block, rate) -> reading.put(Quantity.DROPOUT, block, rate));
        GradientNormRatio.of(weighted, norms)
                .forEach((where, ratio) -> reading.put(Quantity.GRADIENT_NORM_RATIO, where, ratio));
        return symmetric;
    }

    private void width(
            String layer, List<List<Integer>> groups, Map<String, List<List<Integer>>> symmetric) {
        int units = 0;
        for (List<Integer> group : groups) {
            units += group.size();
        }
        if (units > 0) {
            reading.put(Quantity.EFFECTIVE_WIDTH, layer, groups.size());
            reading.put(Quantity.EFFECTIVE_WIDTH_SHARE, layer, (double) groups.size() / units);
            symmetric.put(layer, several(groups));
        }
    }

    private static List<List<Integer>> several(List<List<Integer>> groups) {
        return groups.stream()
                .filter(group -> group.size() > 1)
                .map(group -> group.stream().map(unit -> unit + 1).toList())
                .toList();
    }
}
