package io.gradlab.train;

import java.util.Arrays;

/** Collects a {@link History} and knows when it was best so far. */
final class HistoryRecorder {

    private final int planned;
    private final double[] trainLoss;
    private final double[] trainAccuracy;
    private final double[] validationLoss;
    private final double[] validationAccuracy;
    private int epochs;
    private int bestStep;
    private double bestAccuracy;

    HistoryRecorder(int planned) {
        this.planned = planned;
        trainLoss = new double[planned];
        trainAccuracy = new double[planned];
        validationLoss = new double[planned];
        validationAccuracy = new double[planned];
    }

    /** Adds an epoch and tells what it gave; the best so far is updated after the comparison. */
    Epoch add(Evaluation train, Evaluation validation) {
        trainLoss[epochs] = train.loss();
        trainAccuracy[epochs] = train.accuracy();
        validationLoss[epochs] = validation.loss();
        validationAccuracy[epochs] = validation.accuracy();
        Epoch epoch =
                new Epoch(
                        epochs,
                        planned,
                        train.loss(),
                        train.accuracy(),
                        validation.loss(),
                        validation.accuracy(),
                        bestAccuracy);
        epochs++;
        if (epoch.improved()) {
            bestStep = epochs;
            bestAccuracy = epoch.validationAccuracy();
        }
        return epoch;
    }

    /** Number of updates after which it was; 0 if it never was above 0. */
    int bestStep() {
        return bestStep;
    }

    double bestAccuracy() {
        return bestAccuracy;
    }

    History history() {
        return new History(
                Arrays.copyOf(trainLoss, epochs),
                Arrays.copyOf(trainAccuracy, epochs),
                Arrays.copyOf(validationLoss, epochs),
                Arrays.copyOf(validationAccuracy, epochs));
    }
}
