package io.gradlab.population;

import java.util.Locale;

/**
 * What became of a member, by the definitions and default thresholds of {@link io.gradlab.health}.
 * A member may have several, or none.
 */
public enum Fate {
    /** A hidden layer is dead at the start, and still at the end. */
    DEAD_AT_BIRTH("dead at birth"),
    /** A hidden layer is dead at the end that was not at the start. */
    DIED("died"),
    /** Hardly any of the gradient reaches the first layer at the start. */
    VANISHED("vanished gradient"),
    /** The units of a hidden layer are copies of one another from the start to the end. */
    SYMMETRIC("symmetric units"),
    /** A loss or a parameter was not finite. */
    DIVERGED("diverged"),
    /** After 100 steps or more without skill, and the loss hardly better than a constant's. */
    STUCK("stuck at the constant");

    private final String title;

    Fate(String title) {
        this.title = title;
    }

    /**
     * As files name it.
     *
     * @return for example {@code dead_at_birth}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * In words.
     *
     * @return for example {@code dead at birth}
     */
    public String title() {
        return title;
    }
}
