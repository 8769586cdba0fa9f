package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;
import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.quantity.InputScale;
import java.util.List;
import java.util.Optional;

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
        InputStatistics inputs = InputScale.of(values, names.size()).named(names);
        return UnscaledInputsRule.measured(inputs, usual::get).evidence().stream()
                .findFirst()
                .map(Evidence::text);
    }
}
