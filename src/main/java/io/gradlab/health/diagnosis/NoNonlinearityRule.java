package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.List;

/**
 * No non-linearity: two layers or more that are one linear function together, in a network that has
 * not learned. Tells what the network cannot express from what it did not find.
 */
final class NoNonlinearityRule implements Rule {

    private static final String WEIGHT = "weight";

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.NO_NONLINEARITY);
        List<Layer> hidden = course.hidden();
        long weighty = hidden.stream().filter(NoNonlinearityRule::hasWeight).count();
        if (course.started()
                && weighty > 0
                && !course.learned()
                && hidden.stream().allMatch(layer -> isLinear(course.first(), layer))) {
            for (Layer layer : hidden) {
                found.fact(Text.of("no function follows %s", layer.name()), 1);
                found.in(layer.name());
            }
        }
        return found.build(
                course,
                course.severity(),
                Text.of(
                        "Layers without a function between them are one linear layer: they draw a"
                                + " straight line, however many they are."),
                Remedy.ADD_NONLINEARITY);
    }

    private static boolean hasWeight(Layer layer) {
        return layer.parameters().stream().anyMatch(name -> name.endsWith(WEIGHT))
                || layer.frozen().stream().anyMatch(name -> name.endsWith(WEIGHT));
    }

    /** Where its activations were not read, neither was its function. */
    private static boolean isLinear(Reading reading, Layer layer) {
        return layer.function().equals(Layer.LINEAR)
                && !Double.isNaN(reading.value(Quantity.Z_STD, layer.name()));
    }
}
