package io.gradlab.health.diagnosis;

import io.gradlab.core.Require;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** A value for every {@link Threshold}. */
public final class Thresholds {

    private final Map<Threshold, Double> values;

    private Thresholds(Map<Threshold, Double> values) {
        this.values = values;
    }

    /**
     * The defaults.
     *
     * @return every threshold at its default
     */
    public static Thresholds defaults() {
        Map<Threshold, Double> values = new EnumMap<>(Threshold.class);
        for (Threshold threshold : Threshold.values()) {
            values.put(threshold, threshold.defaultValue());
        }
        return new Thresholds(values);
    }

    /**
     * The same with another limit.
     *
     * @param threshold which
     * @param value its new value, a number
     * @return new thresholds
     * @throws IllegalArgumentException if the value is NaN
     */
    public Thresholds with(Threshold threshold, double value) {
        Require.argument(
                !Double.isNaN(value), "threshold %s NaN is no limit; give a number", threshold);
        Map<Threshold, Double> copy = new EnumMap<>(values);
        copy.put(threshold, value);
        return new Thresholds(copy);
    }

    /**
     * The limit.
     *
     * @param threshold which
     * @return its value
     */
    public double get(Threshold threshold) {
        return Objects.requireNonNull(values.get(threshold), threshold::name);
    }
}
