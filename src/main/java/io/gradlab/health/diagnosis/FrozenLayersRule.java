package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.Layer;
import java.util.List;

/**
 * Frozen layers: none of their parameters may change. Tells layers that were kept from learning
 * from those that a vanishing gradient does not reach. In a network that learns it is nothing.
 */
final class FrozenLayersRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        List<Layer> layers = course.observations().layers();
        List<Layer> frozen =
                layers.stream()
                        .filter(layer -> !layer.frozen().isEmpty() && !mayLearn(layer))
                        .toList();
        boolean all = !frozen.isEmpty() && layers.stream().noneMatch(FrozenLayersRule::mayLearn);
        FindingBuilder found = new FindingBuilder(Pathology.FROZEN_LAYERS);
        if (all || !course.learned()) {
            for (Layer layer : frozen) {
                found.fact(Text.of("%s may not change", String.join(", ", layer.frozen())), 1);
                found.in(layer.name());
            }
        }
        return found.build(
                course,
                all ? Severity.ALARM : course.severity(),
                all
                        ? Text.of("Where no parameter may change nothing is learned.")
                        : Text.of(
                                "Layers that stay as they were drawn hand on random features; those"
                                        + " behind them must do with these."),
                Remedy.UNFREEZE);
    }

    /** Running statistics are nobody's to learn. */
    private static boolean mayLearn(Layer layer) {
        return layer.parameters().stream()
                .anyMatch(name -> !layer.frozen().contains(name) && !RunningStatistics.is(name));
    }
}
