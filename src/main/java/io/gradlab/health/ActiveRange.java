package io.gradlab.health;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a unit passes gradient on: z strictly between two bounds. NaN counts as active.
 *
 * @param low lower bound
 * @param high upper bound
 */
record ActiveRange(double low, double high) {

    /** Marks for each element of z whether it is inactive; null where the function has no range. */
    static boolean @Nullable [] inactive(
            ActivationSample sample, Map<String, ActiveRange> byFunction) {
        ActiveRange range = byFunction.get(sample.function());
        if (range == null || sample.rows() == 0) {
            return null;
        }
        float[] z = sample.before();
        boolean[] inactive = new boolean[z.length];
        for (int i = 0; i < z.length; i++) {
            inactive[i] = z[i] <= range.low || z[i] >= range.high;
        }
        return inactive;
    }
}
