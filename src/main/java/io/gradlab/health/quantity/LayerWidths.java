package io.gradlab.health.quantity;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Effective widths of the layers of one reading. */
public final class LayerWidths {

    private LayerWidths() {}

    /**
     * Groups of equal units of a layer.
     *
     * @param samples the layer's trainable parameters
     * @param gates rows of a parameter for each unit, gate after gate
     * @return empty for a layer without weight matrix, with one unit, or with a value that is not
     *     finite and so equal to nothing
     */
    public static List<List<Integer>> groups(List<ParameterSample> samples, int gates) {
        ParameterSample weight = weight(samples);
        if (weight == null || weight.shape()[0] < 2L * gates) {
            return List.of();
        }
        List<ParameterSample> ofUnits = new ArrayList<>();
        for (ParameterSample sample : samples) {
            if (!sample.finite()) {
                return List.of();
            }
            if (sample.shape().length > 0 && sample.shape()[0] == weight.shape()[0]) {
                ofUnits.add(gates == 1 ? sample : sample.byUnit(gates));
            }
        }
        return EffectiveWidth.groups(Math.toIntExact(weight.shape()[0] / gates), ofUnits);
    }

    /**
     * The layer's first weight.
     *
     * @param samples the layer's trainable parameters
     * @return null if it has none
     */
    public static @Nullable ParameterSample weight(List<ParameterSample> samples) {
        for (ParameterSample sample : samples) {
            if (sample.isWeight()) {
                return sample;
            }
        }
        return null;
    }
}
