package io.gradlab.train;

import java.util.Locale;
import java.util.Optional;

/**
 * What one epoch of a run gave, for whoever watches it.
 *
 * @param epoch 0-based
 * @param epochs number of epochs planned
 * @param trainLoss loss on the training set before the update
 * @param trainAccuracy accuracy on the training set before the update
 * @param validationLoss loss on the validation set after the update
 * @param validationAccuracy accuracy on the validation set after the update
 * @param bestBefore best validation accuracy of the epochs before, 0 at the start
 */
public record Epoch(
        int epoch,
        int epochs,
        double trainLoss,
        double trainAccuracy,
        double validationLoss,
        double validationAccuracy,
        double bestBefore) {

    /** Whether the validation accuracy is above that of every epoch before. */
    public boolean improved() {
        return validationAccuracy > bestBefore;
    }

    /**
     * The book's line on an improvement.
     *
     * @return {@code [Evaluate] best accuracy has been updated: 0.00000 --> 0.45625}, or nothing if
     *     there is none
     */
    public Optional<String> evaluateLine() {
        return improved()
                ? Optional.of(
                        String.format(
                                Locale.ROOT,
                                "[Evaluate] best accuracy has been updated: %.5f --> %.5f",
                                bestBefore,
                                validationAccuracy))
                : Optional.empty();
    }

    /** The book's line: {@code [Train] epoch: 0/1000, loss: 0.7848005294799805}. */
    public String trainLine() {
        return "[Train] epoch: " + epoch + "/" + epochs + ", loss: " + trainLoss;
    }
}
