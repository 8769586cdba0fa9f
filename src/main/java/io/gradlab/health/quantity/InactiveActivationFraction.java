package io.gradlab.health.quantity;

import java.util.Arrays;
import java.util.Map;

/**
 * Inactive activation fraction: share of all activations of a layer, over units and examples, that
 * pass no gradient or as good as none:
 *
 * <ul>
 *   <li>{@code relu}: z &lt;= 0
 *   <li>{@code tanh} and {@code sigmoid}: |z| &gt;= 5
 * </ul>
 *
 * <p>the quantity and the bounds of DeepDiagnosis' symptoms Dead Node and Saturated Activation
 * (Wardat et al. 2022, arXiv:2112.04036). Near 0.5 for a fresh ReLU layer, where {@link
 * DeadUnitFraction} is 0. NaN for other functions and for a layer without examples. NaN of z counts
 * as active.
 */
final class InactiveActivationFraction {

    private static final Map<String, ActiveRange> ACTIVE =
            Map.of(
                    "relu", new ActiveRange(0, Double.POSITIVE_INFINITY),
                    "tanh", new ActiveRange(-5, 5),
                    "sigmoid", new ActiveRange(-5, 5));

    private InactiveActivationFraction() {}

    static double of(ActivationSample sample) {
        int[] active = ActiveRange.active(sample, ACTIVE);
        if (active == null) {
            return Double.NaN;
        }
        int count = sample.before().length - Arrays.stream(active).sum();
        return (double) count / sample.before().length;
    }
}
