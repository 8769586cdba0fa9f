package io.gradlab.train;

import io.gradlab.nn.StateDict;
import org.jspecify.annotations.Nullable;

/**
 * What a run leaves behind, as primitives.
 *
 * @param history every epoch
 * @param bestEpoch epoch with the best validation accuracy, the first of equals, 0-based; 0 if none
 *     was above 0
 * @param bestValidationAccuracy its validation accuracy
 * @param best parameters after that epoch; the initial ones if no validation accuracy was above 0
 * @param last parameters at the end; not finite after a divergence
 * @param divergence where the run diverged, or null if it did not
 * @param stopped whether it was stopped before its last epoch
 * @param seconds wall time of the epochs
 */
public record TrainingResult(
        History history,
        int bestEpoch,
        double bestValidationAccuracy,
        StateDict best,
        StateDict last,
        @Nullable Divergence divergence,
        boolean stopped,
        double seconds) {}
