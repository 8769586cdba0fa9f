package io.gradlab.train;

import io.gradlab.nn.StateDict;
import org.jspecify.annotations.Nullable;

/**
 * What a run leaves behind, as primitives.
 *
 * @param history every epoch
 * @param bestStep number of updates after which the validation accuracy was best, the first of
 *     equals; 0 if none was above 0
 * @param bestValidationAccuracy validation accuracy then
 * @param best parameters then: the initial ones if it was after no update
 * @param last parameters at the end; not finite after a divergence
 * @param divergence where the run diverged, or null if it did not
 * @param stopped whether it was stopped before its last epoch
 * @param seconds wall time of the epochs
 */
public record RunnerResult(
        History history,
        int bestStep,
        double bestValidationAccuracy,
        StateDict best,
        StateDict last,
        @Nullable Divergence divergence,
        boolean stopped,
        double seconds) {

    /**
     * The epoch whose update gave the best parameters, as the book counts epochs.
     *
     * @return 0-based: {@link #bestStep} - 1, but 0 if no update gave them
     */
    public int bestEpoch() {
        return Math.max(0, bestStep - 1);
    }
}
