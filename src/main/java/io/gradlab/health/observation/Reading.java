package io.gradlab.health.observation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything measured at one step.
 *
 * @param step 1-based; gradients are those before the update of this step
 * @param values by quantity, then by where it was measured: a parameter, a layer, or {@link #RUN}
 */
public record Reading(long step, Map<String, Map<String, Double>> values) {

    /** Where a quantity of the whole run is measured. */
    public static final String RUN = "run";

    /** Copies the maps, whose order is kept. */
    public Reading {
        Map<String, Map<String, Double>> copy = new LinkedHashMap<>();
        values.forEach(
                (quantity, ofQuantity) ->
                        copy.put(
                                quantity,
                                Collections.unmodifiableMap(new LinkedHashMap<>(ofQuantity))));
        values = Collections.unmodifiableMap(copy);
    }

    /**
     * One value.
     *
     * @param quantity its name
     * @param where a parameter, a layer, or {@link #RUN}
     * @return NaN if it was not measured
     */
    public double value(String quantity, String where) {
        return of(quantity).getOrDefault(where, Double.NaN);
    }

    /**
     * A quantity everywhere.
     *
     * @param quantity its name
     * @return by where it was measured, in the order of the forward pass; empty if nowhere
     */
    public Map<String, Double> of(String quantity) {
        return values.getOrDefault(quantity, Map.of());
    }
}
