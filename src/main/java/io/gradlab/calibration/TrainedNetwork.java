package io.gradlab.calibration;

import io.gradlab.health.observation.Observations;

/**
 * A network of the grid after its training.
 *
 * @param gridCase which
 * @param score on the test set at the end, in inference mode: of classes the mean of their recalls,
 *     of numbers R2; 0 if it diverged or could not be trained
 * @param diverged the step whose loss was not finite, 0 if it did not diverge
 * @param plannedSteps steps that it would have had
 * @param trainLoss of each step, before its update, to five digits
 * @param trainAccuracy of each step, before its update; NaN of numbers
 * @param observations what the health listener saw
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record TrainedNetwork(
        GridCase gridCase,
        double score,
        int diverged,
        int plannedSteps,
        double[] trainLoss,
        double[] trainAccuracy,
        Observations observations) {

    /** Two standard errors of a share near 0.5 of {@link DataKind#TEST} examples. */
    private static final double MARGIN = 0.04;

    /**
     * Whether it failed: below that by more than two standard errors of a share of the test set.
     */
    boolean failed() {
        return score < gridCase.program().data().success() - MARGIN;
    }

    /** Whether a fault cost it more than two standard errors. */
    boolean worseThan(TrainedNetwork base) {
        return score < base.score - MARGIN;
    }

    /** Whether it learned: true if the score reaches {@link DataKind#success()}. */
    boolean succeeded() {
        return score >= gridCase.program().data().success();
    }
}
