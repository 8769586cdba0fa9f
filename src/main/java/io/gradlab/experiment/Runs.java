package io.gradlab.experiment;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Several setups, each trained from every seed.
 *
 * @param bySetup in the order in which they were trained; the runs in the order of the seeds
 */
record Runs(Map<Setup, List<Run>> bySetup) {

    /** The runs of a setup, one for each seed. */
    List<Run> of(Setup setup) {
        return Objects.requireNonNull(bySetup.get(setup), () -> setup + " was not trained");
    }
}
