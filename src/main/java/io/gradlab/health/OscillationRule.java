package io.gradlab.health;

import java.util.ArrayList;
import java.util.List;

/**
 * Oscillation: losses of steps in a row that differ by a large part of their mean, after the first
 * steps. Tells a loss that jumps about from one that rises or falls, and, as a mean counts at least
 * as what is left to one that has learned, from one that has arrived.
 */
final class OscillationRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.OSCILLATION);
        List<Double> swings = new ArrayList<>();
        List<List<LossPoint>> bursts = Bursts.of(course.observations().losses());
        double left = 1 - course.limit(Threshold.LEARNED_GAIN);
        bursts.forEach(burst -> swings.add(Bursts.swing(burst, left)));
        if (!bursts.isEmpty()) {
            swings.sort(null);
            found.above(
                    "swing of the loss within a few steps, median",
                    swings.get(swings.size() / 2),
                    course.limit(Threshold.OSCILLATION),
                    bursts.get(0).get(0).step());
        }
        return found.build(
                course.severity(),
                "The steps jump across the valley that they should descend.",
                "Divide the learning rate by 3 to 10, or let it fall over time; take larger batches if"
                        + " they are small.");
    }
}
