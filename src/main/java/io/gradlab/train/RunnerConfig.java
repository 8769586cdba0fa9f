package io.gradlab.train;

import io.gradlab.core.Require;
import io.gradlab.nn.Clipping;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How {@link Runner#train} goes about a run.
 *
 * @param epochs number of epochs, 1 to {@value #MAX_EPOCHS}
 * @param clipping gradient clipping
 * @param observer told of every epoch after its validation
 * @param stop asked after every epoch but the last; true ends the run and keeps what was best
 */
public record RunnerConfig(
        int epochs, Clipping clipping, Consumer<Epoch> observer, BooleanSupplier stop) {

    /** Most epochs of one run: the history of a run stays in memory, 32 bytes an epoch. */
    public static final int MAX_EPOCHS = 10_000_000;

    /**
     * Checks the number of epochs.
     *
     * @throws IllegalArgumentException if it is outside 1 to {@value #MAX_EPOCHS}
     */
    public RunnerConfig {
        Require.that(
                epochs >= 1 && epochs <= MAX_EPOCHS,
                "epochs %s are outside 1 to %s; use for example 1000",
                epochs,
                MAX_EPOCHS);
    }

    /** A run without clipping that nobody watches or stops. */
    public static RunnerConfig epochs(int epochs) {
        return new RunnerConfig(epochs, Clipping.NONE, epoch -> {}, () -> false);
    }

    /** The same with gradient clipping. */
    public RunnerConfig withClipping(Clipping newClipping) {
        return new RunnerConfig(epochs, newClipping, observer, stop);
    }

    /** The same with an observer, told of every epoch. */
    public RunnerConfig withObserver(Consumer<Epoch> newObserver) {
        return new RunnerConfig(epochs, clipping, newObserver, stop);
    }

    /** The same with a condition to stop, asked after every epoch but the last. */
    public RunnerConfig withStop(BooleanSupplier newStop) {
        return new RunnerConfig(epochs, clipping, observer, newStop);
    }
}
