package io.gradlab.population;

import io.gradlab.core.Text;
import io.gradlab.health.diagnosis.Pathology;
import java.util.Locale;

/**
 * What became of a member: a {@link Pathology} that held from its start or to its end, by the
 * definitions and default thresholds of {@link io.gradlab.health.diagnosis.PathologyCriteria}. A
 * member may have several, or none.
 */
public enum Fate {
    /** A hidden layer is dead at the start, and still at the end. */
    DEAD_AT_BIRTH(Pathology.DEAD_UNITS, "dead at birth"),
    /** A hidden layer is dead at the end that was not at the start. */
    DIED(Pathology.DEAD_UNITS, "died"),
    /** Hardly any of the gradient reaches the first layer at the start. */
    VANISHED(Pathology.VANISHING_GRADIENT, "vanished gradient"),
    /** The units of a hidden layer are copies of one another from the start to the end. */
    SYMMETRIC(Pathology.SYMMETRIC_UNITS, "symmetric units"),
    /** A loss or a parameter was not finite. */
    DIVERGED(Pathology.NON_FINITE, "diverged"),
    /** After 100 steps or more without skill, and the loss hardly better than a constant's. */
    STUCK(Pathology.NOT_LEARNING, "stuck at the constant");

    private final Pathology pathology;
    private final String title;

    Fate(Pathology pathology, String title) {
        this.pathology = pathology;
        this.title = title;
    }

    /** What a diagnosis names, the same for several fates that only differ in when. */
    public Pathology pathology() {
        return pathology;
    }

    /** As files name it, for example {@code dead_at_birth}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In words, for example {@code dead at birth}. */
    public Text title() {
        return Text.of(title);
    }
}
