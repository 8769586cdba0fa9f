package io.gradlab.health.quantity;

/**
 * Saturation fraction: share of the activations of a sigmoid or tanh layer whose derivative is
 * below {@link #DERIVATIVE} of the function's largest: there a gradient passes as good as not.
 *
 * <p>Derivatives from the activation a: sigmoid a (1 - a), at most 1/4; tanh 1 - a^2, at most 1.
 * NaN for other functions, which do not saturate on both sides, and for a layer without examples.
 * NaN activations are not saturated.
 */
final class SaturationFraction {

    /**
     * Derivative, relative to the function's largest, below which an activation is saturated: |z|
     * above 5.3 for sigmoid and above 2.65 for tanh. One hidden layer of such units shrinks a
     * gradient fiftyfold.
     */
    private static final double DERIVATIVE = 0.02;

    private SaturationFraction() {}

    static double of(ActivationSample sample) {
        return switch (sample.function()) {
            case "sigmoid" -> share(sample, 4, -4);
            case "tanh" -> share(sample, 0, -1);
            default -> Double.NaN;
        };
    }

    /** Relative derivative: sigmoid 4 a - 4 a^2, tanh 1 - a^2. */
    private static double share(ActivationSample sample, int linear, int square) {
        int constant = linear == 0 ? 1 : 0;
        int saturated = 0;
        for (float a : sample.after()) {
            if (constant + linear * a + square * a * a < DERIVATIVE) {
                saturated++;
            }
        }
        return (double) saturated / sample.after().length;
    }
}
