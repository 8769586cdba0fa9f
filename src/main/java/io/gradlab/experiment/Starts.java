package io.gradlab.experiment;

import io.gradlab.console.TaskProgress;
import io.gradlab.engine.Torch;
import io.gradlab.figure.ScoresFigure;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.StateDict;
import io.gradlab.population.Member;
import io.gradlab.population.MemberResult;
import io.gradlab.population.Population;
import io.gradlab.population.PopulationConfig;
import io.gradlab.population.PopulationResult;
import io.gradlab.result.Columns;
import io.gradlab.result.Table;
import java.util.ArrayList;
import java.util.Collection;
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
record Starts(Map<MlpConfiguration, List<MemberResult>> bySetup) {

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

    /**
     * Trains every setup from every seed.
     *
     * @param task for the progress
     * @throws java.util.concurrent.CancellationException if the user stopped it
     */
    static Starts train(
            Laboratory lab,
            String task,
            Collection<MlpConfiguration> setups,
            long[] seeds,
            PopulationConfig config) {
        List<Member> members = new ArrayList<>();
        for (MlpConfiguration setup : setups) {
            for (long one : seeds) {
                members.add(new Member(setup, one));
            }
        }
        PopulationResult result;
        try (TaskProgress progress = lab.console().progress(task, members.size())) {
            PopulationConfig watched = config.watched(progress::step, lab.stop());
            result = Population.train(lab.data(), members, watched, Torch.device(lab.device()));
        }
        Trainings.requireNotStopped(result.stopped());
        Map<MlpConfiguration, List<MemberResult>> bySetup = new LinkedHashMap<>();
        int from = 0;
        for (MlpConfiguration setup : setups) {
            bySetup.put(setup, result.members().subList(from, from += seeds.length));
        }
        return new Starts(bySetup);
    }

    /** The members of both, of a setup that is in both those of this one first. */
    Starts and(Starts more) {
        Map<MlpConfiguration, List<MemberResult>> all = new LinkedHashMap<>(bySetup);
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
    List<MemberResult> of(MlpConfiguration setup) {
        return Objects.requireNonNull(bySetup.get(setup), () -> setup + " was not trained");
    }

    /**
     * The networks of the first seed at one time.
     *
     * @param named which setups, by their names
     * @param updates after which the parameters were kept
     */
    Map<String, Snapshot> first(Map<String, MlpConfiguration> named, int updates) {
        Map<String, Snapshot> networks = new LinkedHashMap<>();
        named.forEach(
                (name, setup) -> {
                    StateDict kept =
                            Objects.requireNonNull(of(setup).get(0).parameters().get(updates));
                    networks.put(name, new Snapshot(setup, kept));
                });
        return networks;
    }

    double[] testAccuracies(MlpConfiguration setup) {
        return testAccuracies(of(setup));
    }

    static double[] testAccuracies(List<MemberResult> members) {
        return members.stream().mapToDouble(MemberResult::testAccuracy).toArray();
    }

    /** Scores of every member, a row each. */
    Table perSeed() {
        return new Columns<MemberResult>()
                .add("configuration", one -> Networks.widthsAndRate(one.member().configuration()))
                .add("seed", one -> one.member().seed())
                .add("best step", MemberResult::bestStep)
                .add("test accuracy", MemberResult::testAccuracy)
                .add("test loss", MemberResult::testLoss)
                .table(
                        "Test scores by seed",
                        bySetup.values().stream().flatMap(List::stream).toList());
    }

    /** A dot for every member. */
    ScoresFigure figure() {
        return new ScoresFigure(
                "Test accuracy by seed",
                bySetup.keySet().stream()
                        .map(
                                setup ->
                                        new ScoresFigure.Row(
                                                Networks.widthsAndRate(setup),
                                                testAccuracies(setup)))
                        .toList());
    }
}
