package io.gradlab.health.quantity;

/**
 * Dead unit fraction: share of the units of a layer whose activation is exactly 0 on every example
 * of the probe set (and at every position of a convolution or sequence).
 *
 * <p>A ReLU is dead when z &lt;= 0 on every example: its activation and its derivative are 0, and
 * no gradient passes. Leaky ReLU with a slope, ELU and tanh give 0 at z = 0 alone. A sigmoid is 0
 * below z = -104, where float32 has no smaller number. A small activation is not a dead one. NaN is
 * not 0. NaN for a layer without units or without examples.
 */
public final class DeadUnitFraction {

    private DeadUnitFraction() {}

    static double of(ActivationSample sample) {
        return of(sample.after(), sample.units());
    }

    /**
     * The fraction of a layer.
     *
     * @param activations one row of {@code units} values for each example
     * @param units number of units
     * @return from 0 to 1; NaN without units or without examples
     */
    public static double of(float[] activations, int units) {
        if (activations.length == 0) {
            return Double.NaN;
        }
        int count = 0;
        for (boolean dead : dead(activations, units)) {
            count += dead ? 1 : 0;
        }
        return (double) count / units;
    }

    /**
     * Which units are dead.
     *
     * @param activations one row of {@code units} values for each example
     * @param units number of units
     * @return for each unit whether every activation is 0; true for all of them without examples
     */
    public static boolean[] dead(float[] activations, int units) {
        boolean[] alive = new boolean[units];
        for (int start = 0; start < activations.length; start += units) {
            for (int unit = 0; unit < units; unit++) {
                alive[unit] |= activations[start + unit] != 0;
            }
        }
        boolean[] dead = new boolean[units];
        for (int unit = 0; unit < units; unit++) {
            dead[unit] = !alive[unit];
        }
        return dead;
    }
}
