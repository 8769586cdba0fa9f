package io.gradlab.health.quantity;

import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A reading while it is taken: the update ratio is known only after the update. */
public final class ReadingBuilder {

    private final long step;
    private final List<ParameterSample> parameters;
    private final Map<Quantity, Map<String, Double>> values = new LinkedHashMap<>();

    /**
     * Begins with all that parameters and gradients tell.
     *
     * @param step 1-based
     * @param parameters every parameter that has a gradient
     */
    public ReadingBuilder(long step, List<ParameterSample> parameters) {
        this.step = step;
        this.parameters = parameters;
        Quantities.OF_PARAMETERS.forEach(
                (quantity, measure) ->
                        parameters.forEach(s -> put(quantity, s.name(), measure.applyAsDouble(s))));
    }

    /** The step: 1-based. */
    public long step() {
        return step;
    }

    /** The parameters, as they were given. */
    public List<ParameterSample> parameters() {
        return parameters;
    }

    /**
     * Enters what a layer's activations tell.
     *
     * @param sample activations of one layer; a quantity that is NaN is left out
     */
    public void activations(ActivationSample sample) {
        Quantities.OF_ACTIVATIONS.forEach(
                (quantity, measure) -> {
                    double value = measure.applyAsDouble(sample);
                    if (!Double.isNaN(value)) {
                        put(quantity, sample.layer(), value);
                    }
                });
    }

    /**
     * Enters a value.
     *
     * @param quantity which
     * @param where a parameter, a layer, or {@link Reading#RUN}
     * @param value any, NaN too
     */
    public void put(Quantity quantity, String where, double value) {
        values.computeIfAbsent(quantity, q -> new LinkedHashMap<>()).put(where, value);
    }

    /** A copy of the reading as it is now. */
    public Reading build() {
        return new Reading(step, values);
    }
}
