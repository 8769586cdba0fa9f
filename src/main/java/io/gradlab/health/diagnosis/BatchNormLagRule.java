package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.LabelStatistics;
import io.gradlab.health.observation.Layer;
import java.util.List;

/**
 * Running statistics that lag: a network with batch norm that is good in training mode and has not
 * learned in inference mode, on examples that it was trained on. Tells a norm that does not know
 * its data yet from overfitting, which needs other examples.
 */
final class BatchNormLagRule implements Rule {

    /** Steps after which running statistics of the usual momentum of 0.9 know their data. */
    private static final int STEPS = 50;

    private static final int READINGS = 2;

    /** Rows of a batch whose own mean and deviation say little. */
    private static final int FEW = 4;

    @Override
    public List<Finding> find(Course course) {
        FindingBuilder found = new FindingBuilder(Pathology.BATCH_NORM_LAG);
        List<Layer> norms =
                course.observations().layers().stream().filter(RunningStatistics::of).toList();
        LateLosses late = LateLosses.of(course);
        if (!norms.isEmpty()
                && course.steps() >= STEPS
                && late.readings() >= READINGS
                && !course.criteria().learned(late.skill(), late.gain())
                && found.above(
                        Text.of("loss in inference mode over that in training mode"),
                        late.inference() / late.training(),
                        course.limit(Threshold.BATCH_NORM_LAG),
                        1)) {
            norms.forEach(layer -> found.in(layer.name()));
        }
        LabelStatistics labels = course.observations().labels();
        return found.build(
                course,
                Severity.ALARM,
                Text.of(
                        "In inference mode a batch norm scales by its running mean and variance: where"
                                + " they are not those of the batches, the layers behind it see what"
                                + " they never learned."),
                labels.rowsOfBatch() > 0 && labels.rowsOfBatch() <= FEW
                        ? new Remedy[] {Remedy.LARGER_BATCHES, Remedy.LOWER_MOMENTUM}
                        : new Remedy[] {Remedy.LOWER_MOMENTUM, Remedy.TRAIN_LONGER});
    }
}
