package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;

/**
 * A remedy, with how often it mended.
 *
 * @param remedy what to do
 * @param mended networks with the same first finding that it alone mended, of those of the
 *     calibration that nothing was tuned on
 * @param networks how many of them it was tried on; 0 if it was not measured
 */
public record Advice(Remedy remedy, int mended, int networks) {

    /** The share that it mended; NaN if it was not measured. */
    public double share() {
        return (double) mended / networks;
    }

    /** In words, with the share where it was measured. */
    public Text text() {
        return networks == 0
                ? remedy.words()
                : Text.of(
                        "%s (mended %.2f of %d such networks)", remedy.words(), share(), networks);
    }
}
