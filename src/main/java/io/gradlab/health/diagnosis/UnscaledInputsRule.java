package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.InputStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Unscaled inputs: features whose standard deviation is far from 1 or whose mean is far from 0.
 * Tells wrong data from wrong weights: both move z, but only the inputs have a scale of their own.
 */
final class UnscaledInputsRule implements Rule {

    @Override
    public List<Finding> find(Course course) {
        return measured(course.observations().inputs(), course::limit)
                .build(
                        course,
                        course.severity(),
                        Text.of(
                                "Initial weights and one learning rate for all of them expect features of mean 0"
                                        + " and standard deviation 1."),
                        Remedy.STANDARDISE_INPUTS);
    }

    /** What lies outside the limits. */
    static FindingBuilder measured(InputStatistics inputs, ToDoubleFunction<Threshold> limits) {
        FindingBuilder found = new FindingBuilder(Pathology.UNSCALED_INPUTS);
        if (inputs.features() == 0 || inputs.largestStd() == 0) {
            return found;
        }
        found.above(
                Text.of("std of %s, the largest", inputs.feature(inputs.widest())),
                inputs.largestStd(),
                limits.applyAsDouble(Threshold.INPUT_STD_LARGE),
                1);
        found.below(
                Text.of("median std of a feature"),
                inputs.medianStd(),
                limits.applyAsDouble(Threshold.INPUT_STD_SMALL),
                1);
        found.above(
                Text.of("|mean| of %s over the largest std", inputs.feature(inputs.farthest())),
                inputs.largestMean() / inputs.largestStd(),
                limits.applyAsDouble(Threshold.INPUT_OFFSET),
                1);
        return found;
    }
}
