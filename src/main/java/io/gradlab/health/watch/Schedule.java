package io.gradlab.health.watch;

import io.gradlab.core.Require;
import io.gradlab.health.observation.Observations;

/**
 * When to read: steps 1 to {@link Observations#EARLY_STEPS}, then rarely. A reading copies
 * gradients and activations, so that it costs about as much as a step or two.
 */
public final class Schedule {

    private final double factor;
    private final long every;

    private Schedule(double factor, long every) {
        this.factor = factor;
        this.every = every;
    }

    /**
     * Steps 1 to 10, then each step at least 1.5 times the last: 21 readings in 1000 steps, 26 in
     * 10,000. The default.
     *
     * @return the schedule
     */
    public static Schedule geometric() {
        return new Schedule(1.5, 0);
    }

    /**
     * Steps 1 to 10, then every so many.
     *
     * @param steps steps between two readings
     * @return the schedule
     * @throws IllegalArgumentException if steps is less than 1
     */
    public static Schedule every(long steps) {
        Require.argument(
                steps >= 1,
                "readings every %d steps: must be at least 1; use for example 100",
                steps);
        return new Schedule(1, steps);
    }

    /**
     * The step of the next reading.
     *
     * @param step of the last reading, 0 if there was none
     * @return a later step
     */
    long after(long step) {
        if (step < Observations.EARLY_STEPS) {
            return step + 1;
        }
        return Math.max(step + Math.max(1, every), (long) Math.ceil(step * factor));
    }
}
