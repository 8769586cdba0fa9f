package io.gradlab.calibration.published;

import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** DeepDiagnosis' symptom of that name, see {@link DeepDiagnosis}. */
final class UnchangedTensor {

    private UnchangedTensor() {}

    /** Step of the last reading of the first window, none overlapping, that shows it. */
    static long step(List<Reading> readings, int window) {
        for (int end = window; end <= readings.size(); end += window) {
            List<Reading> inWindow = readings.subList(end - window, end);
            if (unchanged(inWindow)) {
                return inWindow.get(window - 1).step();
            }
        }
        return FirstSteps.NEVER;
    }

    private static boolean unchanged(List<Reading> window) {
        return hiddenLayers(window.get(0)).stream()
                        .anyMatch(layer -> same(window, Quantity.ACTIVATION_MEAN, layer))
                || weights(window.get(0), Quantity.MEAN_ABSOLUTE_GRADIENT).stream()
                        .anyMatch(weight -> same(window, Quantity.MEAN_ABSOLUTE_GRADIENT, weight))
                || weights(window.get(0), Quantity.UPDATE_RATIO).stream()
                        .anyMatch(
                                weight ->
                                        all(
                                                window,
                                                r -> r.value(Quantity.UPDATE_RATIO, weight) == 0));
    }

    private static List<String> hiddenLayers(Reading reading) {
        List<String> layers = new ArrayList<>(reading.of(Quantity.ACTIVATION_MEAN).keySet());
        return layers.subList(0, Math.max(0, layers.size() - 1));
    }

    private static List<String> weights(Reading reading, Quantity quantity) {
        return reading.of(quantity).keySet().stream().filter(Search::isWeight).toList();
    }

    private static boolean same(List<Reading> window, Quantity quantity, String where) {
        double first = window.get(0).value(quantity, where);
        return all(window, reading -> reading.value(quantity, where) == first);
    }

    private static boolean all(List<Reading> window, Predicate<Reading> holds) {
        return window.stream().allMatch(holds);
    }

    /** Whether all values from one index up to another are the same number; NaN is none. */
    static boolean same(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            if (values[i] != values[from]) {
                return false;
            }
        }
        return true;
    }
}
