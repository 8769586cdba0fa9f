package io.gradlab.calibration.published;

import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Searches in what was read, shared by the tools. */
final class Search {

    private Search() {}

    /** Step of the first reading for which something holds. */
    static long first(List<Reading> readings, Predicate<Reading> holds) {
        return readings.stream()
                .filter(holds)
                .mapToLong(Reading::step)
                .min()
                .orElse(FirstSteps.NEVER);
    }

    /** Step, index + 1, of the first value for which something holds. */
    static long first(double[] values, DoublePredicate holds) {
        for (int i = 0; i < values.length; i++) {
            if (holds.test(values[i])) {
                return i + 1L;
            }
        }
        return FirstSteps.NEVER;
    }

    /** Whether it holds for a quantity anywhere. */
    static boolean any(Reading reading, Quantity quantity, DoublePredicate holds) {
        return reading.of(quantity).values().stream().anyMatch(holds::test);
    }

    /** Whether it holds for a quantity of a weight; biases do not count. */
    static boolean anyWeight(Reading reading, Quantity quantity, DoublePredicate holds) {
        return weights(reading.of(quantity)).stream().anyMatch(holds::test);
    }

    /** Whether it holds for a quantity of one of these layers or parameters. */
    static boolean anyOf(
            Reading reading, Quantity quantity, Set<String> where, DoublePredicate holds) {
        return where.stream().anyMatch(each -> holds.test(reading.value(quantity, each)));
    }

    /** The values of weights, in the order of the forward pass. */
    static List<Double> weights(Map<String, Double> byParameter) {
        return byParameter.entrySet().stream()
                .filter(entry -> isWeight(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether a parameter is a weight, by its name. */
    static boolean isWeight(String parameter) {
        return parameter.endsWith("weight");
    }

    /** Names of the layers with one of these activation functions. */
    static Set<String> layers(Observations observations, String... functions) {
        return observations.layers().stream()
                .filter(layer -> List.of(functions).contains(layer.function()))
                .map(Layer::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
