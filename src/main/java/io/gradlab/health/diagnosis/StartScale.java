package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The scale of the initial weights, beside that of the rule for the function of their layer. */
final class StartScale {

    private StartScale() {}

    /**
     * Standard deviation of z at the start over that of what goes in and what the rule gives:
     * sqrt(2) by He for rectifiers, sqrt(2 in / (in + out)) by Glorot for others.
     *
     * @return by hidden layer with weights, in order; 1 for weights by the rule; without layers of
     *     which z or what goes in is not known
     */
    static Map<String, Double> of(Course course) {
        Map<String, Double> factors = new LinkedHashMap<>();
        Reading birth = course.birth();
        if (birth == null) {
            return factors;
        }
        InputStatistics inputs = course.observations().inputs();
        double before = inputs.largestStd();
        int width = inputs.features();
        List<Layer> layers = course.hidden();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            double z = birth.value(Quantity.Z_STD, layer.name());
            if (counts(layers, i) && !Double.isNaN(z) && before > 0) {
                factors.put(layer.name(), z / (before * expected(layer, width)));
            }
            before = birth.value(Quantity.ACTIVATION_STD, layer.name());
            width = layer.units();
        }
        return factors;
    }

    /** Not a batch norm, whose scale is its own, and not what one follows, which sets it right. */
    static boolean counts(List<Layer> layers, int number) {
        boolean normalised =
                number + 1 < layers.size()
                        && layers.get(number).function().equals(Layer.LINEAR)
                        && !weighted(layers.get(number + 1));
        return weighted(layers.get(number)) && !normalised;
    }

    private static boolean weighted(Layer layer) {
        return Stream.concat(layer.parameters().stream(), layer.frozen().stream())
                .anyMatch(name -> name.endsWith("weight"));
    }

    /** Of widths that are not known that of a square layer. */
    private static double expected(Layer layer, int in) {
        boolean rectifier = layer.function().endsWith("lu");
        boolean known = in > 0 && layer.units() > 0;
        return Math.sqrt(rectifier ? 2 : known ? 2.0 * in / (in + layer.units()) : 1);
    }
}
