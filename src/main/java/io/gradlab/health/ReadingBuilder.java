package io.gradlab.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A reading while it is taken: the update ratio is known only after the update. */
final class ReadingBuilder {

    private final long step;
    private final List<ParameterSample> parameters;
    private final Map<String, Map<String, Double>> values = new LinkedHashMap<>();

    ReadingBuilder(long step, List<ParameterSample> parameters) {
        this.step = step;
        this.parameters = parameters;
        for (ParameterQuantity quantity : Quantities.OF_PARAMETERS) {
            parameters.forEach(s -> put(quantity.name(), s.name(), quantity.measure(s)));
        }
    }

    long step() {
        return step;
    }

    List<ParameterSample> parameters() {
        return parameters;
    }

    void activations(ActivationSample sample) {
        for (ActivationQuantity quantity : Quantities.OF_ACTIVATIONS) {
            double value = quantity.measure(sample);
            if (!Double.isNaN(value)) {
                put(quantity.name(), sample.layer(), value);
            }
        }
    }

    void put(String quantity, String where, double value) {
        values.computeIfAbsent(quantity, q -> new LinkedHashMap<>()).put(where, value);
    }

    Reading build() {
        return new Reading(step, values);
    }
}
