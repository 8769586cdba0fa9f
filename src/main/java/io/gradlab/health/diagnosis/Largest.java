package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.List;
import java.util.Map;

/**
 * The largest finite value of a quantity over parameters and readings. Parameters that start at 0,
 * as biases do, are left out: their first updates are infinitely large parts of them, which says
 * nothing.
 */
record Largest(double value, String where, long step) {

    /** Value NaN and where empty if nothing was measured. */
    static Largest of(Course course, List<Reading> readings, Quantity quantity) {
        Largest largest = new Largest(Double.NaN, "", 0);
        for (Reading reading : readings) {
            for (Map.Entry<String, Double> entry : reading.of(quantity).entrySet()) {
                double value = entry.getValue();
                if (Double.isFinite(value)
                        && !(value <= largest.value)
                        && course.first().value(Quantity.PARAMETER_NORM, entry.getKey()) > 0) {
                    largest = new Largest(value, entry.getKey(), reading.step());
                }
            }
        }
        return largest;
    }
}
