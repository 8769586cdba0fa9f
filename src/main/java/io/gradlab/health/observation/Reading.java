package io.gradlab.health.observation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Everything measured at one step.
 *
 * @param step 1-based; gradients are those before the update of this step
 * @param values by quantity, then by where it was measured: a parameter, a layer, or {@link #RUN}
 */
public record Reading(long step, Map<Quantity, Map<String, Double>> values) {

    /** Where a quantity of the whole run is measured. */
    public static final String RUN = "run";

    /** Copies the maps, whose order is kept. */
    public Reading {
        Map<Quantity, Map<String, Double>> copy = new LinkedHashMap<>();
        values.forEach(
                (quantity, ofQuantity) ->
                        copy.put(
                                Objects.requireNonNull(quantity, "a quantity of this program"),
                                Collections.unmodifiableMap(new LinkedHashMap<>(ofQuantity))));
        values = Collections.unmodifiableMap(copy);
    }

    /**
     * One value.
     *
     * @param quantity which
     * @param where a parameter, a layer, or {@link #RUN}
     * @return NaN if it was not measured
     */
    public double value(Quantity quantity, String where) {
        return of(quantity).getOrDefault(where, Double.NaN);
    }

    /**
     * A quantity everywhere.
     *
     * @param quantity which
     * @return by where it was measured, in the order of the forward pass; empty if nowhere
     */
    public Map<String, Double> of(Quantity quantity) {
        return values.getOrDefault(quantity, Map.of());
    }
}
