package io.gradlab.health.quantity;

import io.gradlab.health.observation.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A reading while it is taken: the update ratio is known only after the update. */
public final class ReadingBuilder {

    private final long step;
    private final List<ParameterSample> parameters;
    private final Map<String, Map<String, Double>> values = new LinkedHashMap<>();

    public ReadingBuilder(long step, List<ParameterSample> parameters) {
        this.step = step;
        this.parameters = parameters;
        for (ParameterQuantity quantity : Quantities.OF_PARAMETERS) {
            parameters.forEach(s -> put(quantity.name(), s.name(), quantity.measure(s)));
        }
    }

    public long step() {
        return step;
    }

    public List<ParameterSample> parameters() {
        return parameters;
    }

    public void activations(ActivationSample sample) {
        for (ActivationQuantity quantity : Quantities.OF_ACTIVATIONS) {
            double value = quantity.measure(sample);
            if (!Double.isNaN(value)) {
                put(quantity.name(), sample.layer(), value);
            }
        }
    }

    public void put(String quantity, String where, double value) {
        values.computeIfAbsent(quantity, q -> new LinkedHashMap<>()).put(where, value);
    }

    public Reading build() {
        return new Reading(step, values);
    }
}
