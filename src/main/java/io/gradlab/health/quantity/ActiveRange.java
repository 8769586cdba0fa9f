package io.gradlab.health.quantity;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a unit passes gradient on: z strictly between two bounds. NaN counts as active.
 *
 * @param low lower bound
 * @param high upper bound
 */
record ActiveRange(double low, double high) {

    /**
     * On how many rows each unit is active; null where the function has no range or there are no
     * rows.
     */
    static int @Nullable [] active(ActivationSample sample, Map<String, ActiveRange> byFunction) {
        ActiveRange range = byFunction.get(sample.function());
        return range == null || sample.rows() == 0
                ? null
                : range.active(sample.before(), sample.units());
    }

    private int[] active(float[] z, int units) {
        int[] active = new int[units];
        for (int start = 0; start < z.length; start += units) {
            for (int unit = 0; unit < units; unit++) {
                float value = z[start + unit];
                active[unit] += value <= low || value >= high ? 0 : 1;
            }
        }
        return active;
    }
}
