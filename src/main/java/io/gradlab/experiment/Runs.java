package io.gradlab.experiment;

import io.gradlab.report.ScoresFigure;
import io.gradlab.report.Table;
import java.util.ArrayList;
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

    double[] testAccuracies(Setup setup) {
        return Run.testAccuracies(of(setup));
    }

    /** Scores of every run, a row each. */
    Table perSeed() {
        List<List<Object>> rows = new ArrayList<>();
        for (List<Run> runs : bySetup.values()) {
            for (Run run : runs) {
                rows.add(
                        List.of(
                                run.setup().widthsAndRate(),
                                run.seed(),
                                run.result().bestEpoch(),
                                run.test().accuracy(),
                                run.test().loss()));
            }
        }
        return new Table(
                "Test scores by seed",
                List.of("configuration", "seed", "best epoch", "test accuracy", "test loss"),
                rows);
    }

    /** A dot for every run. */
    ScoresFigure figure() {
        return new ScoresFigure(
                "Test accuracy by seed",
                bySetup.keySet().stream()
                        .map(
                                setup ->
                                        new ScoresFigure.Row(
                                                setup.widthsAndRate(), testAccuracies(setup)))
                        .toList());
    }
}
