package io.gradlab.health.quantity;

/**
 * Update ratio: ||w(t+1) - w(t)|| / ||w(t)||, L2 norms in float64 over one parameter. It sees what
 * the optimizer made of the gradient, whichever optimizer it is. Near 1e-3 by common experience
 * (Karpathy, CS231n notes, "Ratio of weights:updates").
 *
 * <p>Infinite for a parameter of zeros that moved, 0 for one that did not, whatever its norm. NaN
 * if any element is NaN.
 */
public final class UpdateRatio {

    private UpdateRatio() {}

    /**
     * The ratio.
     *
     * @param before the parameter before the update
     * @param after after it, of the same length
     * @return not negative, or NaN
     */
    public static double of(float[] before, float[] after) {
        double moved = 0;
        double norm = 0;
        for (int i = 0; i < before.length; i++) {
            double difference = (double) after[i] - before[i];
            moved += difference * difference;
            norm += (double) before[i] * before[i];
        }
        return moved == 0 ? 0 : Math.sqrt(moved / norm);
    }
}
