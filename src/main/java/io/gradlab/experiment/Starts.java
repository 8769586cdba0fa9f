package io.gradlab.experiment;

import static java.util.Objects.requireNonNull;

import io.gradlab.core.Text;
import io.gradlab.figure.ScoresFigure;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.population.MemberResult;
import io.gradlab.population.PopulationConfig;
import io.gradlab.result.Columns;
import io.gradlab.result.Table;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several setups from many starts, trained as one population.
 *
 * @param bySetup in the order in which they were given; the members in the order of the seeds
 */
record Starts(Map<MlpConfiguration, List<MemberResult>> bySetup) {

    static Text description(long[] seeds) {
        return Text.of(
                "as one population, %d starts of each, validated every %d epochs",
                seeds.length, PopulationConfig.SCORE_EVERY);
    }

    /**
     * Trains every setup from every seed, or takes what was trained before.
     *
     * @param task for the progress
     * @param seeds from the laboratory's first on
     * @throws java.util.concurrent.CancellationException if the user stopped it
     */
    static Starts train(
            Laboratory lab,
            String task,
            Collection<MlpConfiguration> setups,
            long[] seeds,
            int epochs) {
        return new Starts(
                lab.trainings()
                        .members(
                                setups,
                                seeds,
                                epochs,
                                members -> lab.console().progress(task, members)));
    }

    /** The members of a setup, one for each seed. */
    List<MemberResult> of(MlpConfiguration setup) {
        return requireNonNull(bySetup.get(setup), () -> setup + " was not trained");
    }

    /** The networks of the first seed after the last update, by the names of their setups. */
    Map<Text, Snapshot> first(Map<Text, MlpConfiguration> named) {
        Map<Text, Snapshot> networks = new LinkedHashMap<>();
        named.forEach(
                (name, setup) ->
                        networks.put(name, new Snapshot(setup, Answers.end(of(setup).get(0)))));
        return networks;
    }

    double[] validationAccuracies(MlpConfiguration setup) {
        return of(setup).stream().mapToDouble(MemberResult::validationAccuracy).toArray();
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
                .add("validation accuracy", MemberResult::validationAccuracy)
                .add("test accuracy", MemberResult::testAccuracy)
                .add("test loss", MemberResult::testLoss)
                .table(
                        "Scores of every start",
                        bySetup.values().stream().flatMap(List::stream).toList());
    }

    /** Of every member. */
    ScoresFigure figure() {
        return new ScoresFigure(
                Text.of("Test accuracy over the starts"),
                bySetup.keySet().stream()
                        .map(
                                setup ->
                                        new ScoresFigure.Row(
                                                Networks.widthsAndRate(setup),
                                                testAccuracies(setup)))
                        .toList());
    }
}
