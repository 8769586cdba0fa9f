package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.Layer;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.UnitHistory;
import java.util.ArrayList;
import java.util.List;

/**
 * Dead units: most units of a hidden layer are 0 on every probe example. Tells units that were born
 * dead, a matter of weights and biases, from those that died, a matter of the learning rate.
 */
final class DeadUnitsRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.DEAD_UNITS);
        boolean born = false;
        for (Layer layer : course.started() ? course.hidden() : List.<Layer>of()) {
            born |= check(course, found, layer.name());
        }
        return found.build(
                course,
                wholeLayer(course) ? Severity.ALARM : course.severity(),
                Text.of(
                        "A dead ReLU passes nothing forward and no gradient backward; a layer of them"
                                + " cuts off every layer below."),
                born
                        ? new Remedy[] {Remedy.REDRAW_WEIGHTS, Remedy.TAKE_LEAKY_RELU}
                        : new Remedy[] {Remedy.LOWER_RATE, Remedy.TAKE_LEAKY_RELU});
    }

    /** A start whose gradient ends at a layer: of a start alone that is certain enough. */
    private static boolean wholeLayer(Course course) {
        return course.startAlone()
                && course.started()
                && course.hidden().stream()
                        .anyMatch(
                                layer ->
                                        course.born(Quantity.DEAD_UNIT_FRACTION, layer.name())
                                                == 1);
    }

    private static boolean check(Course course, FindingBuilder found, String layer) {
        double first = course.born(Quantity.DEAD_UNIT_FRACTION, layer);
        double last = course.last().value(Quantity.DEAD_UNIT_FRACTION, layer);
        Threshold limit = course.criteria().dead(first, last);
        if (limit != null) {
            found.above(
                    Text.of("dead unit fraction of %s, step %d", layer, course.last().step()),
                    last,
                    course.limit(limit),
                    since(course, layer, course.limit(limit)));
            found.in(layer);
            found.units(layer, dead(course, layer));
        }
        return course.criteria().bornDead(first);
    }

    private static long since(Course course, String layer, double limit) {
        return course.readings().stream()
                .filter(reading -> reading.value(Quantity.DEAD_UNIT_FRACTION, layer) > limit)
                .findFirst()
                .orElseThrow()
                .step();
    }

    /** Numbers of the dead units. */
    private static List<Integer> dead(Course course, String layer) {
        List<Integer> numbers = new ArrayList<>();
        for (UnitHistory history : course.observations().units()) {
            if (history.layer().equals(layer)) {
                for (int unit = 0; unit < history.units().size(); unit++) {
                    if (history.units().get(unit).dead()) {
                        numbers.add(unit + 1);
                    }
                }
            }
        }
        return numbers;
    }
}
