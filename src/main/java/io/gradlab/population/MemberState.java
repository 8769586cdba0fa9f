package io.gradlab.population;

import io.gradlab.health.observation.Reading;
import io.gradlab.health.quantity.GradientNormRatio;
import io.gradlab.nn.ParameterNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A member on the training set, before the first update or after the last.
 *
 * @param loss mean cross-entropy, in nats; NaN or infinite if it diverged
 * @param weightGradientNorms L2 norm of the gradient of each layer's weights, fc1 first
 * @param biasGradientNorms the same of its biases
 * @param deadFractions dead unit fraction of each hidden layer, fc1 first, as {@link
 *     io.gradlab.health.quantity.DeadUnitFraction} defines it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record MemberState(
        double loss,
        double[] weightGradientNorms,
        double[] biasGradientNorms,
        double[] deadFractions) {

    /**
     * Gradient norm of the first weight over that of the last, as {@link GradientNormRatio} defines
     * it.
     *
     * @return NaN with one layer, or where both are 0
     */
    public double gradientRatio() {
        List<String> names = new ArrayList<>();
        List<Double> norms = new ArrayList<>();
        for (double norm : weightGradientNorms) {
            norms.add(norm);
            names.add(ParameterNames.layer(norms.size()));
        }
        return GradientNormRatio.of(names, norms).getOrDefault(Reading.RUN, Double.NaN);
    }

    /** The largest dead unit fraction of a hidden layer; 0 without one. */
    public double largestDeadFraction() {
        return Arrays.stream(deadFractions).max().orElse(0);
    }
}
