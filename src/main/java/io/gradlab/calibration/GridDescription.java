package io.gradlab.calibration;

import io.gradlab.engine.Versions;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which grid it is and what trained it.
 *
 * @param design seed and number of programs
 * @param steps of a training at most
 * @param date of the training, for example 2026-01-31
 * @param versions of what computed
 */
public record GridDescription(Design design, int steps, String date, Map<String, String> versions) {

    /**
     * A grid that is trained by this program.
     *
     * @param design seed and number of programs
     * @param date of the training
     * @return its description
     */
    public static GridDescription of(Design design, String date) {
        return new GridDescription(design, GridTraining.MOST_STEPS, date, Versions.current());
    }

    /** What computed: for example {@code djl 0.35.1, java 17}. */
    String versionText() {
        return versions.entrySet().stream()
                .map(version -> version.getKey() + " " + version.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Whether the same networks are trained, whenever that was. */
    boolean sameNetworks(GridDescription other) {
        return design.equals(other.design) && steps == other.steps;
    }
}
