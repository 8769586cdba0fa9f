package io.gradlab.calibration;

import java.util.Collection;
import java.util.function.Predicate;

/**
 * How many of how many.
 *
 * @param hits how many
 * @param of of how many
 */
public record Share(int hits, int of) {

    static <T> Share of(Collection<T> all, Predicate<T> hit) {
        return new Share((int) all.stream().filter(hit).count(), all.size());
    }

    /**
     * The share.
     *
     * @return hits / of; NaN of none
     */
    public double value() {
        return (double) hits / of;
    }

    /** For example {@code 0.95 (19/20)}; a dash and the counts of none. */
    @Override
    public String toString() {
        String counts = " (" + hits + "/" + of + ")";
        return (of == 0 ? "-" : "%.3f".formatted(value())) + counts;
    }
}
