package io.gradlab.experiment;

import io.gradlab.figure.ScoresFigure;
import io.gradlab.population.MemberResult;
import io.gradlab.population.PopulationConfig;
import io.gradlab.result.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Several setups from many starts, trained as one population.
 *
 * @param bySetup in the order in which they were given; the members in the order of the seeds
 */
record Starts(Map<Setup, List<MemberResult>> bySetup) {

    /**
     * Starts of each setup, where the user does not say and a share over them is claimed: it is
     * known within 0.03.
     */
    static final int FOR_A_SHARE = 1000;

    static String description(long[] seeds) {
        return "as one population, "
                + seeds.length
                + " starts of each, validated every "
                + PopulationConfig.SCORE_EVERY
                + " epochs";
    }

    static Starts train(Laboratory lab, String task, List<Setup> setups, long[] seeds, int epochs) {
        return new Starts(lab.population(task, setups, seeds, epochs));
    }

    /** The members of both, of a setup that is in both those of this one first. */
    Starts and(Starts more) {
        Map<Setup, List<MemberResult>> all = new LinkedHashMap<>(bySetup);
        more.bySetup.forEach(
                (setup, members) ->
                        all.merge(
                                setup,
                                members,
                                (first, second) ->
                                        Stream.concat(first.stream(), second.stream()).toList()));
        return new Starts(all);
    }

    /** The members of a setup, one for each seed. */
    List<MemberResult> of(Setup setup) {
        return Objects.requireNonNull(bySetup.get(setup), () -> setup + " was not trained");
    }

    double[] testAccuracies(Setup setup) {
        return testAccuracies(of(setup));
    }

    static double[] testAccuracies(List<MemberResult> members) {
        return members.stream().mapToDouble(MemberResult::testAccuracy).toArray();
    }

    /** Scores of every member, a row each. */
    Table perSeed() {
        List<List<Object>> rows = new ArrayList<>();
        bySetup.forEach(
                (setup, members) ->
                        members.forEach(
                                one ->
                                        rows.add(
                                                List.of(
                                                        setup.widthsAndRate(),
                                                        one.member().seed(),
                                                        one.bestStep(),
                                                        one.testAccuracy(),
                                                        one.testLoss()))));
        return new Table(
                "Test scores by seed",
                List.of("configuration", "seed", "best step", "test accuracy", "test loss"),
                rows);
    }

    /** A dot for every member. */
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
