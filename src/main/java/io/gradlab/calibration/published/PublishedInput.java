package io.gradlab.calibration.published;

import io.gradlab.core.Require;
import io.gradlab.health.observation.Observations;

/**
 * A run as published rules see it. Training is full-batch, so that a step is what the tools call an
 * epoch.
 *
 * @param observations what was read of it
 * @param trainLoss loss on the training set at each step, step = index + 1; a diverged run is
 *     shorter
 * @param trainAccuracy share of the training set that was right, in [0, 1], of the same length
 * @param plannedSteps steps that the run would have had, had it not diverged
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, read once
public record PublishedInput(
        Observations observations, double[] trainLoss, double[] trainAccuracy, int plannedSteps) {

    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException if there are more or fewer accuracies than losses, or fewer
     *     steps were planned than are there
     */
    public PublishedInput {
        Require.argument(
                trainLoss.length == trainAccuracy.length,
                "%d losses and %d accuracies: there must be as many; give both for every step",
                trainLoss.length,
                trainAccuracy.length);
        Require.argument(
                plannedSteps >= trainLoss.length,
                "%d planned steps for %d losses: must be at least as many; give the epochs that"
                        + " were asked for",
                plannedSteps,
                trainLoss.length);
    }

    /**
     * A run that went to its end.
     *
     * @param observations what was read of it
     * @param trainLoss loss at each step
     * @param trainAccuracy accuracy at each step
     * @throws IllegalArgumentException if there are more or fewer accuracies than losses
     */
    public PublishedInput(Observations observations, double[] trainLoss, double[] trainAccuracy) {
        this(observations, trainLoss, trainAccuracy, trainLoss.length);
    }
}
