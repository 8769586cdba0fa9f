package io.gradlab.health.quantity;

import java.util.Map;

/**
 * Inactive unit fraction: share of the units of a layer that are active on fewer than {@link
 * #ACTIVITY} of the examples (and positions): a unit that is all but dead, or saturated on all but
 * every example. Active means
 *
 * <ul>
 *   <li>{@code relu}: z &gt; 0
 *   <li>{@code tanh}: -9.4999 &lt; z &lt; 9.4999
 *   <li>{@code sigmoid}: -23 &lt; z &lt; 16.99999
 * </ul>
 *
 * <p>the quantity and the bounds of SageMaker Debugger's rules DeadRelu and SaturatedActivation
 * (Amazon SageMaker Developer Guide, "List of Debugger Built-in Rules"). NaN for other functions
 * and for a layer without units or without examples. NaN of z counts as active.
 */
final class InactiveUnitFraction {

    /** Share of the examples on which a unit must be active. */
    private static final double ACTIVITY = 0.01;

    private static final Map<String, ActiveRange> ACTIVE =
            Map.of(
                    "relu", new ActiveRange(0, Double.POSITIVE_INFINITY),
                    "tanh", new ActiveRange(-9.4999, 9.4999),
                    "sigmoid", new ActiveRange(-23, 16.99999));

    private InactiveUnitFraction() {}

    static double of(ActivationSample sample) {
        int[] active = ActiveRange.active(sample, ACTIVE);
        if (active == null) {
            return Double.NaN;
        }
        int count = 0;
        for (int examples : active) {
            count += examples < ACTIVITY * sample.rows() ? 1 : 0;
        }
        return (double) count / active.length;
    }
}
