package io.gradlab.calibration.published;

import io.gradlab.core.Require;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Reading;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as published rules see it.
 *
 * @param observations what was read of it
 * @param trainLoss loss of the batch at each step, step = index + 1; a diverged run is shorter
 * @param trainAccuracy share of the batch that was right, in [0, 1], of the same length; NaN of a
 *     regression
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

    /**
     * The same with epochs for steps: their mean losses and accuracies, and the last reading of
     * each.
     *
     * @param length steps of an epoch, at least 1; the last epoch may be shorter
     * @return a run whose step n is epoch n
     */
    public PublishedInput byEpoch(int length) {
        Map<Long, Reading> readings = new LinkedHashMap<>();
        for (Reading reading : observations.readings()) {
            long epoch = (reading.step() - 1) / length + 1;
            readings.put(epoch, new Reading(epoch, reading.values()));
        }
        Observations ofEpochs =
                new Observations(
                        observations.steps(),
                        observations.layers(),
                        observations.inputs(),
                        observations.labels(),
                        observations.output(),
                        observations.loss(),
                        List.copyOf(readings.values()),
                        observations.losses(),
                        observations.judged(),
                        observations.validation(),
                        observations.units(),
                        observations.symmetric(),
                        observations.nonFinite(),
                        observations.notes());
        return new PublishedInput(
                ofEpochs,
                means(trainLoss, length),
                means(trainAccuracy, length),
                (plannedSteps + length - 1) / length);
    }

    private static double[] means(double[] values, int length) {
        double[] means = new double[(values.length + length - 1) / length];
        for (int i = 0; i < means.length; i++) {
            int end = Math.min(values.length, (i + 1) * length);
            means[i] = Arrays.stream(values, i * length, end).average().orElseThrow();
        }
        return means;
    }

    /** Whether an accuracy was measured: there is none of a regression. */
    boolean hasAccuracy() {
        return Arrays.stream(trainAccuracy).anyMatch(accuracy -> !Double.isNaN(accuracy));
    }
}
