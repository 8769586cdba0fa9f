package io.gradlab.population;

import io.gradlab.core.Require;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * How a population is trained.
 *
 * @param epochs updates of each member, 1 to {@value #MAX_EPOCHS}
 * @param scoreEvery updates between two validations, at least 1
 * @param lossEvery updates between two training losses that are kept; 0 keeps none
 * @param parametersAt numbers of updates after which every member's parameters are kept, 0 before
 *     the first; empty keeps none
 * @param chunk members that a core takes at a time; 0 for what suits the widths, the examples and
 *     the cores
 * @param progress told how many members more are finished
 * @param stop asked before every epoch of what a core trains, a member or a chunk of them; true
 *     leaves out what is not finished
 */
public record PopulationConfig(
        int epochs,
        int scoreEvery,
        int lossEvery,
        Set<Integer> parametersAt,
        int chunk,
        IntConsumer progress,
        BooleanSupplier stop) {

    /** Most epochs. */
    public static final int MAX_EPOCHS = 10_000_000;

    /** Updates between two validations unless another number is chosen. */
    public static final int SCORE_EVERY = 10;

    /**
     * Checks the numbers and copies the set.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public PopulationConfig {
        Require.that(
                epochs >= 1 && epochs <= MAX_EPOCHS,
                "epochs %d are outside 1 to %d; use for example 1000",
                epochs,
                MAX_EPOCHS);
        Require.that(
                scoreEvery >= 1 && lossEvery >= 0 && chunk >= 0,
                "scores every %d, losses every %d, chunks of %d: a number is too small; use for example 10, 0 and 0",
                scoreEvery,
                lossEvery,
                chunk);
        parametersAt = Set.copyOf(parametersAt);
        for (int updates : parametersAt) {
            Require.argument(
                    updates >= 0 && updates <= epochs,
                    "parameters after %d updates are outside 0 to %d; ask for those of an update that is made",
                    updates,
                    epochs);
        }
    }

    /**
     * Validation every {@value #SCORE_EVERY} updates, nothing kept, nobody looking on.
     *
     * @param epochs updates of each member
     */
    public static PopulationConfig epochs(int epochs) {
        return new PopulationConfig(
                epochs, SCORE_EVERY, 0, Set.of(), 0, members -> {}, () -> false);
    }

    /** The same with at least 1 update between two validations. */
    public PopulationConfig withScoreEvery(int updates) {
        return new PopulationConfig(
                epochs, updates, lossEvery, parametersAt, chunk, progress, stop);
    }

    /** The same, keeping training losses with at least 1 update between two. */
    public PopulationConfig withLossEvery(int updates) {
        return new PopulationConfig(
                epochs, scoreEvery, updates, parametersAt, chunk, progress, stop);
    }

    /**
     * The same, keeping parameters.
     *
     * @param updates numbers of updates after which they are kept, 0 to the epochs
     * @throws IllegalArgumentException if one is out of range
     */
    public PopulationConfig withParametersAt(Integer... updates) {
        return new PopulationConfig(
                epochs, scoreEvery, lossEvery, Set.of(updates), chunk, progress, stop);
    }

    /** The same with at least 1 member in a chunk. */
    public PopulationConfig withChunk(int members) {
        return new PopulationConfig(
                epochs, scoreEvery, lossEvery, parametersAt, members, progress, stop);
    }

    /**
     * The same with somebody looking on.
     *
     * @param newProgress told how many members more are finished
     * @param newStop true leaves out what is not finished
     */
    public PopulationConfig watched(IntConsumer newProgress, BooleanSupplier newStop) {
        return new PopulationConfig(
                epochs, scoreEvery, lossEvery, parametersAt, chunk, newProgress, newStop);
    }

    /** Number of losses that are kept of a member. */
    int keptLosses() {
        return lossEvery == 0 ? 0 : (epochs + lossEvery - 1) / lossEvery;
    }

    /** Whether the loss after a number of updates is kept. */
    boolean keepsLoss(int updates) {
        return lossEvery > 0 && updates % lossEvery == 0;
    }

    /** Whether a validation follows a number of updates. */
    boolean scores(int updates) {
        return updates % scoreEvery == 0 || updates == epochs;
    }
}
