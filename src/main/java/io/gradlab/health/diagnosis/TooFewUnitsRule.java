package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.Layer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Too few units: a hidden layer of one unit, which passes a single number on, in a network that has
 * not learned; or a few units in one whose loss has stopped falling, on its own examples as on
 * others. Tells a network that cannot from one that has not yet, whose loss still falls, and from
 * wrong labels, which a network learns by heart.
 */
final class TooFewUnitsRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.TOO_FEW_UNITS);
        Optional<Layer> narrowest =
                course.hidden().stream()
                        .filter(layer -> layer.units() > 0)
                        .min(Comparator.comparingInt(Layer::units));
        if (narrowest.isPresent() && !course.startAlone() && course.failing()) {
            Layer layer = narrowest.get();
            boolean one = layer.units() == 1 && course.steps() >= Threshold.FAIR_STEPS;
            double limit = one ? 1 : course.limit(Threshold.FEW_UNITS);
            boolean stuck =
                    course.unfitted() && course.stuck() && !(course.gap() >= Course.SMALL_GAP);
            if (one || stuck) {
                found.atMost(
                        Text.of("units of %s, the narrowest hidden layer", layer.name()),
                        layer.units(),
                        limit,
                        one ? 1 : course.steps());
                found.in(layer.name());
            }
        }
        return found.build(
                course,
                Severity.ALARM,
                Text.of(
                        "A layer passes on no more numbers than it has units, and a network bends its"
                                + " answer no more often."),
                Remedy.MORE_UNITS,
                Remedy.REDRAW_WEIGHTS);
    }
}
