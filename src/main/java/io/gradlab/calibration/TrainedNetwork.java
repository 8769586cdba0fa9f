package io.gradlab.calibration;

import io.gradlab.health.observation.Observations;

/**
 * A network of the grid after its training.
 *
 * @param gridCase which
 * @param testAccuracy at the end; 0 if it diverged
 * @param diverged the step whose loss or parameters were not finite, 0 if it did not diverge
 * @param trainLoss of each step, before its update
 * @param trainAccuracy of each step, before its update
 * @param observations what the health listener saw
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record TrainedNetwork(
        GridCase gridCase,
        double testAccuracy,
        int diverged,
        double[] trainLoss,
        double[] trainAccuracy,
        Observations observations) {

    /** Whether it learned: true if the test accuracy reaches {@link SyntheticData#success()}. */
    boolean succeeded() {
        return testAccuracy >= gridCase.start().data().success();
    }
}
