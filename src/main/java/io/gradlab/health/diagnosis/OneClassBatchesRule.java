package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.LabelStatistics;
import java.util.List;

/**
 * Batches of one class each, as of sorted data, where chance would hardly make one. Tells a network
 * that follows the last class it saw from one that is too small or too slow.
 */
final class OneClassBatchesRule implements Rule {

    /** Fewer say nothing about the order of the data. */
    private static final int BATCHES = 10;

    /** Chance of a batch of one class beyond which most of them being so is no sign. */
    private static final double CHANCE = 0.15;

    @Override
    public List<Finding> find(Course course) {
        LabelStatistics labels = course.observations().labels();
        FindingBuilder found = new FindingBuilder(Pathology.ONE_CLASS_BATCHES);
        if (labels.batches() >= BATCHES && chance(labels) <= CHANCE) {
            double largest = labels.shares().stream().mapToDouble(share -> share).max().orElse(1);
            found.below(
                    Text.of(
                            "share of other classes than the largest, in a batch over all, median of"
                                    + " %d batches of %s",
                            labels.batches(), Numbers.text(labels.rowsOfBatch())),
                    (1 - labels.largestShareOfBatch()) / (1 - largest),
                    course.limit(Threshold.ONE_CLASS_BATCH),
                    1);
        }
        return found.build(
                course,
                course.severity(),
                Text.of(
                        "Each batch teaches its own class and unlearns those before, so that the last"
                                + " ones win."),
                Remedy.SHUFFLE);
    }

    /** Of a batch of one class, drawn at random: the sum of p^n over the classes. */
    private static double chance(LabelStatistics labels) {
        return labels.shares().stream()
                .mapToDouble(share -> StrictMath.pow(share, labels.rowsOfBatch()))
                .sum();
    }
}
