package io.gradlab.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Quantities of a layer's parameters together, and of neighbouring layers. */
final class LayerReading {

    private final BlockTree tree;
    private final List<String> layers;
    private final ReadingBuilder reading;

    /** Layers in the order of the forward pass. */
    LayerReading(BlockTree tree, List<String> layers, ReadingBuilder reading) {
        this.tree = tree;
        this.layers = layers;
        this.reading = reading;
    }

    /**
     * Measures.
     *
     * @return groups of equal units of each layer, unit numbers from 1
     */
    Map<String, List<List<Integer>>> measure() {
        Map<String, List<List<Integer>>> symmetric = new LinkedHashMap<>();
        List<String> weighted = new ArrayList<>();
        List<Double> norms = new ArrayList<>();
        for (String layer : layers) {
            List<ParameterSample> samples = samples(layer);
            samples.stream()
                    .filter(ParameterSample::isWeight)
                    .findFirst()
                    .ifPresent(
                            weight -> {
                                weighted.add(layer);
                                norms.add(GradientNorm.of(weight.gradient()));
                            });
            if (!tree.isEmbedding(layer)) {
                List<List<Integer>> groups = LayerWidths.groups(samples);
                if (!groups.isEmpty()) {
                    int units = groups.stream().mapToInt(List::size).sum();
                    reading.put(EffectiveWidth.NAME, layer, groups.size());
                    reading.put(EffectiveWidth.SHARE, layer, (double) groups.size() / units);
                    symmetric.put(layer, several(groups));
                }
            }
        }
        GradientNormRatio.of(weighted, norms)
                .forEach((where, ratio) -> reading.put(GradientNormRatio.NAME, where, ratio));
        return symmetric;
    }

    private static List<List<Integer>> several(List<List<Integer>> groups) {
        return groups.stream()
                .filter(group -> group.size() > 1)
                .map(group -> group.stream().map(unit -> unit + 1).toList())
                .toList();
    }

    private List<ParameterSample> samples(String layer) {
        return reading.parameters().stream()
                .filter(sample -> sample.layer().equals(layer))
                .toList();
    }
}
