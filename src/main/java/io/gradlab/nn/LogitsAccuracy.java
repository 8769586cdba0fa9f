package io.gradlab.nn;

/** The share of examples whose prediction is their label. */
public final class LogitsAccuracy {

    private LogitsAccuracy() {}

    /** The accuracy, from 0 to 1, of a logit for each example and its label 0 or 1. */
    public static double of(float[] logits, float[] labels) {
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            right += right(logits[i], labels[i]) ? 1 : 0;
        }
        return (double) right / labels.length;
    }

    /** On its label's side: a logit of 0 is on that of 1, as is probability 0.5; NaN on none. */
    private static boolean right(float logit, float label) {
        return label == 1 ? logit >= 0 : logit < 0;
    }
}
