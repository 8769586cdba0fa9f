package io.gradlab.health;

import java.util.List;

/** Effective widths of the layers of one reading. */
final class LayerWidths {

    private LayerWidths() {}

    /**
     * Groups of equal units of a layer.
     *
     * @param samples the layer's trainable parameters
     * @return empty for a layer without weight matrix, with one unit, or with a value that is not
     *     finite and so equal to nothing
     */
    static List<List<Integer>> groups(List<ParameterSample> samples) {
        long units =
                samples.stream()
                        .filter(ParameterSample::isWeight)
                        .findFirst()
                        .map(sample -> sample.shape()[0])
                        .orElse(0L);
        boolean finite = samples.stream().allMatch(s -> NonFiniteCount.of(s) == 0);
        if (units < 2 || !finite) {
            return List.of();
        }
        List<ParameterSample> ofUnits =
                samples.stream()
                        .filter(s -> s.shape().length > 0 && s.shape()[0] == units)
                        .toList();
        return EffectiveWidth.groups(
                Math.toIntExact(units),
                ofUnits.stream().map(ParameterSample::value).toList(),
                ofUnits.stream().map(ParameterSample::gradient).toList());
    }
}
