package io.gradlab.nn;

/** The share of examples whose prediction is their label. */
public final class LogitsAccuracy {

    private LogitsAccuracy() {}

    /**
     * The accuracy of logits.
     *
     * @param logits one for each example
     * @param labels 0 or 1, at least one
     * @return from 0 to 1
     */
    public static double of(float[] logits, float[] labels) {
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            right += right(logits[i], labels[i]) ? 1 : 0;
        }
        return (double) right / labels.length;
    }

    /**
     * Whether a logit is on the label's side.
     *
     * @param logit 0 is probability 0.5 and counts as label 1; NaN is on no side
     * @param label 0 or 1
     * @return true if it is
     */
    public static boolean right(double logit, double label) {
        return label == 1 ? logit >= 0 : logit < 0;
    }
}
