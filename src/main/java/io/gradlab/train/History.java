package io.gradlab.train;

import java.util.Arrays;
import java.util.List;

/**
 * Loss and accuracy of every epoch; the index is the epoch, 0-based.
 *
 * @param trainLoss on the training set, before the update of that epoch
 * @param trainAccuracy on the training set, before the update
 * @param validationLoss on the validation set, after the update; NaN for an epoch that diverged
 * @param validationAccuracy on the validation set, after the update; NaN for an epoch that diverged
 */
@SuppressWarnings("ArrayRecordComponent") // equality is defined below
public record History(
        double[] trainLoss,
        double[] trainAccuracy,
        double[] validationLoss,
        double[] validationAccuracy) {

    /** Number of epochs that were run, 0 or more. */
    public int epochs() {
        return trainLoss.length;
    }

    /** CSV text: a header line, then one row per epoch with full precision, each ended by \n. */
    public String toCsv() {
        StringBuilder csv =
                new StringBuilder(
                        "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy\n");
        List<double[]> columns =
                List.of(trainLoss, trainAccuracy, validationLoss, validationAccuracy);
        for (int epoch = 0; epoch < epochs(); epoch++) {
            csv.append(epoch);
            for (double[] column : columns) {
                csv.append(',').append(column[epoch]);
            }
            csv.append('\n');
        }
        return csv.toString();
    }

    /** Bitwise, NaN equal to NaN. */
    @Override
    public boolean equals(Object other) {
        return other instanceof History that
                && Arrays.equals(trainLoss, that.trainLoss)
                && Arrays.equals(trainAccuracy, that.trainAccuracy)
                && Arrays.equals(validationLoss, that.validationLoss)
                && Arrays.equals(validationAccuracy, that.validationAccuracy);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(trainLoss);
    }

    @Override
    public String toString() {
        return toCsv();
    }
}
