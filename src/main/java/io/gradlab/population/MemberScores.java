package io.gradlab.population;

import io.gradlab.nn.LogitsAccuracy;

/** Validation accuracies of one member in the course of its training. */
final class MemberScores {

    private double best = Double.NaN;
    private double last = Double.NaN;
    private int bestStep;
    private int divergedAt = MemberResult.NEVER;

    /**
     * Takes an accuracy.
     *
     * @param accuracy of the validation set; NaN if a logit is not finite
     * @param updates before it
     * @return whether it is better than any before
     */
    boolean take(double accuracy, int updates) {
        last = accuracy;
        if (Double.isNaN(accuracy)) {
            divergedAt = divergedAt == MemberResult.NEVER ? updates : divergedAt;
            return false;
        }
        boolean better = !(accuracy <= best);
        if (better) {
            best = accuracy;
            bestStep = updates;
        }
        return better;
    }

    /** Share of logits on the label's side, 0 on that of label 1; NaN if one is not finite. */
    static double accuracy(float[] logits, float[] labels) {
        for (float logit : logits) {
            if (!Float.isFinite(logit)) {
                return Double.NaN;
            }
        }
        return LogitsAccuracy.of(logits, labels);
    }

    /** NaN if a logit was never finite. */
    double best() {
        return best;
    }

    double last() {
        return last;
    }

    int bestStep() {
        return bestStep;
    }

    /** Updates before the first accuracy that was NaN, or {@link MemberResult#NEVER}. */
    int divergedAt() {
        return divergedAt;
    }
}
