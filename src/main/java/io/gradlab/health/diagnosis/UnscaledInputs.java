package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.quantity.InputScale;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What makes inputs unscaled, with or without a network that is trained on them. */
public final class UnscaledInputs {

    private UnscaledInputs() {}

    /**
     * The first thing that a diagnosis would measure of features that are unscaled, by the usual
     * thresholds.
     *
     * @param values example after example
     * @param names of the features
     * @return for example {@code std of feature 'area', the largest: 352 > 5}; empty where a
     *     diagnosis would find nothing
     */
    public static Optional<Text> of(float[] values, List<String> names) {
        Thresholds usual = Thresholds.defaults();
        FindingBuilder found = new FindingBuilder(Pathology.UNSCALED_INPUTS);
        measure(InputScale.of(values, names.size()).named(names), usual::get, found);
        return found.evidence().stream().findFirst().map(Evidence::text);
    }

    /** Adds what lies outside the limits. */
    static void measure(
            InputStatistics inputs, ToDoubleFunction<Threshold> limits, FindingBuilder found) {
        if (inputs.features() == 0 || inputs.largestStd() == 0) {
            return;
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
    }
}
