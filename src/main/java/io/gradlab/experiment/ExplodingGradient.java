package io.gradlab.experiment;

import static java.util.Objects.requireNonNull;

import io.gradlab.core.Text;
import io.gradlab.data.Examples;
import io.gradlab.experiment.Diagnoses.Expected;
import io.gradlab.figure.ScoresFigure;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.population.Fate;
import io.gradlab.population.MemberResult;
import io.gradlab.result.Claim;
import io.gradlab.result.ClaimRule;
import io.gradlab.result.Columns;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import io.gradlab.study.MlpTraining;
import io.gradlab.train.Divergence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The closing questions of section 4.4: how explosion is prevented. 2-3-3-3-3-1 ReLU with weights
 * whose gradients explode; the same with clipping by value, by global norm, and with He
 * initialisation.
 *
 * <p>A ReLU network can end in two ways: at a non-finite value, which ends the run, or dead,
 * because the huge step leaves a layer negative on every example; then it goes on for ever and
 * learns nothing. At std {@value #STD} the second happens, in 916 of 1000 starts; non-finite values
 * need weights near {@value #OVERFLOW_STD}, where the product of five layers nears float32's end,
 * 3.4e38.
 */
final class ExplodingGradient extends Experiment {

    static final double STD = 10;
    static final double OVERFLOW_STD = 1e6;
    static final double RATE = 0.1;
    static final int EPOCHS = 100;

    /** Common choice for both kinds of clipping. */
    static final double LIMIT = 1;

    ExplodingGradient() {
        super(
                "exploding-gradient",
                "4.4, closing questions",
                "How is an exploding gradient prevented?");
    }

    /** How a run ended. */
    enum End {
        /** A loss or parameter was not finite. */
        NON_FINITE,
        /** A whole hidden layer is 0 on every training example. */
        DEAD,
        /** Neither. */
        ALIVE
    }

    /**
     * One setup over all starts.
     *
     * @param testAccuracies after the last epoch, by seed; not finite is the answer 0
     * @param ends how each ended
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Case(FirstGradients gradients, double[] testAccuracies, List<End> ends) {

        static Case of(Text name, List<MemberResult> members, Examples test) {
            return new Case(
                    FirstGradients.of(name, members),
                    Answers.endAccuracies(members, test),
                    members.stream().map(ExplodingGradient::end).toList());
        }

        Text name() {
            return gradients.name();
        }

        String firstNorm() {
            return NumberText.norm(gradients.weightNorms()[0]);
        }

        int starts() {
            return ends.size();
        }

        int count(End end) {
            return (int) ends.stream().filter(one -> one == end).count();
        }
    }

    @Override
    Map<Text, MlpTraining> failing(Laboratory lab) {
        Map.Entry<Text, MlpConfiguration> first = setups(lab).entrySet().iterator().next();
        return Map.of(first.getKey(), new MlpTraining(first.getValue(), lab.epochsOr(EPOCHS)));
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        Notebook notebook = new Notebook(lab, this, lab.manySeeds());
        int epochs = lab.epochsOr(EPOCHS);
        notebook.enter("network", Text.of("%s relu, bias %s", "2-3-3-3-3-1", 0));
        notebook.enter("weights", InitialWeights.normal(STD).toString());
        notebook.enter("learning_rate", RATE);
        notebook.enter("epochs", epochs);
        notebook.enter(
                "training",
                Text.of(
                        "%s; by the Runner for diagnoses and where it diverged",
                        Starts.description(lab.manySeeds())));
        notebook.enter("diagnosed_seeds", Notebook.range(lab.fewSeeds()));
        Map<Text, MlpConfiguration> setups = setups(lab);
        Starts starts = Starts.train(lab, id(), setups.values(), lab.manySeeds(), epochs);
        List<Case> cases = new ArrayList<>();
        setups.forEach(
                (name, setup) -> cases.add(Case.of(name, starts.of(setup), lab.data().test())));
        notebook.table(
                FirstGradients.table(
                        Text.of("At step 1, median over the starts"),
                        cases.stream().map(Case::gradients).toList()));
        notebook.table(outcomes(lab, cases));
        Map<Text, List<Run>> runs = lab.train(id(), setups, epochs);
        notebook.table(divergences(lab, runs));
        Diagnoses diagnoses = Diagnoses.of(lab, setups, lab.fewSeeds(), epochs);
        notebook.diagnoses(diagnoses);
        Text exploding = cases.get(0).name();
        notebook.table(diagnoses.selfTest(new Expected(exploding, Pathology.EXPLODING_GRADIENT)));
        notebook.figure("scores", scores(cases));
        Map<Text, Snapshot> ends = new LinkedHashMap<>();
        runs.forEach((name, ofName) -> ends.put(name, ofName.get(0).end()));
        notebook.figure("decision-boundaries", Boundaries.atEnd(lab, epochs, ends));
        notebook.runFiles(requireNonNull(runs.get(exploding)).get(0));
        cases.subList(0, 2).forEach(one -> notebook.verdict(endsNonFinite(one)));
        for (Case remedy : cases.subList(2, cases.size())) {
            notebook.verdict(survives(remedy));
            notebook.verdict(Networks.learns(lab, epochs, remedy.name(), remedy.testAccuracies()));
        }
        return notebook.close();
    }

    /** Two that explode, then the remedies. */
    private static Map<Text, MlpConfiguration> setups(Laboratory lab) {
        MlpConfiguration exploding =
                MlpConfiguration.standard(Networks.fiveLayer(lab, ActivationFunction.RELU), RATE)
                        .withWeights(InitialWeights.normal(STD), 0);
        Map<Text, MlpConfiguration> setups = new LinkedHashMap<>();
        setups.put(Text.of("std %s", "10"), exploding);
        setups.put(
                Text.of("std %s", "1e6"),
                exploding.withWeights(InitialWeights.normal(OVERFLOW_STD), 0));
        setups.put(Text.of("clip value %s", "1"), exploding.withClipping(Clipping.byValue(LIMIT)));
        setups.put(Text.of("clip norm %s", "1"), exploding.withClipping(Clipping.byNorm(LIMIT)));
        setups.put(Text.verbatim("He"), exploding.withWeights(InitialWeights.he(), 0));
        return setups;
    }

    private static End end(MemberResult member) {
        if (member.fates().contains(Fate.DIVERGED)) {
            return End.NON_FINITE;
        }
        return member.end().largestDeadFraction() == 1 ? End.DEAD : End.ALIVE;
    }

    private static Table outcomes(Laboratory lab, List<Case> cases) {
        return new Columns<Case>()
                .add("network", Case::name)
                .add("non-finite", one -> one.count(End.NON_FINITE))
                .add("dead", one -> one.count(End.DEAD))
                .add("alive", one -> one.count(End.ALIVE))
                .add("test accuracy: min", one -> Statistics.quantile(one.testAccuracies(), 0))
                .add("median", one -> Statistics.median(one.testAccuracies()))
                .add("max", one -> Statistics.quantile(one.testAccuracies(), 1))
                .add(
                        "better than a constant",
                        one -> Networks.beyondMajority(lab.data().test(), one.testAccuracies()))
                .table(
                        Text.of(
                                "How %d starts of each ended: test accuracy after the last epoch, and how many are better than a constant, which scores %.4f, beyond sampling error",
                                cases.get(0).starts(), lab.data().test().majority()),
                        cases);
    }

    private static Table divergences(Laboratory lab, Map<Text, List<Run>> runs) {
        record Row(Text name, Run run, Optional<Divergence> divergence) {}
        List<Row> rows = new ArrayList<>();
        runs.forEach(
                (name, ofName) ->
                        ofName.forEach(
                                run ->
                                        rows.add(
                                                new Row(
                                                        name,
                                                        run,
                                                        Optional.ofNullable(
                                                                run.result().divergence())))));
        return new Columns<Row>()
                .add("network", Row::name)
                .add("seed", row -> row.run().seed())
                .add(
                        "first non-finite step",
                        row -> row.divergence().<Object>map(Divergence::step).orElse("-"))
                .add(
                        "tensor",
                        row -> row.divergence().<Object>map(ExplodingGradient::where).orElse("-"))
                .add("first loss", row -> row.run().firstLoss())
                .add("last loss", row -> row.run().lastLoss())
                .add(
                        "test accuracy",
                        row ->
                                row.divergence().isPresent()
                                        ? "-"
                                        : row.run().endAccuracy(lab.data().test()))
                .table("Where the first runs left the finite numbers", rows);
    }

    /** A parameter names its layer itself. */
    private static Text where(Divergence divergence) {
        Text tensor = Text.of(divergence.tensor());
        return divergence.tensor().startsWith(divergence.layer())
                ? tensor
                : Text.of("%s %s", divergence.layer(), tensor);
    }

    /** Scores, not curves: a clipped run at this rate swings between two answers for ever. */
    private static ScoresFigure scores(List<Case> cases) {
        return new ScoresFigure(
                Text.of("Test accuracy after the last epoch"),
                cases.stream()
                        .map(one -> new ScoresFigure.Row(one.name(), one.testAccuracies()))
                        .toList());
    }

    static Verdict endsNonFinite(Case one) {
        return counted(
                Text.of(
                        "In most starts with %s the exploding gradient shows as NaN or infinity.",
                        one.name()),
                one,
                End.NON_FINITE,
                Text.of(
                        "dead in %d, alive in %d; median gradient norm of fc1 at step 1 %s",
                        one.count(End.DEAD), one.count(End.ALIVE), one.firstNorm()));
    }

    static Verdict survives(Case remedy) {
        return counted(
                Text.of(
                        "In most starts with %s the network survives, finite and with no layer dead.",
                        remedy.name()),
                remedy,
                End.ALIVE,
                Text.of(
                        "dead in %d, not finite in %d; median gradient norm of fc1 at step 1 %s",
                        remedy.count(End.DEAD), remedy.count(End.NON_FINITE), remedy.firstNorm()));
    }

    private static Verdict counted(Text sentence, Case one, End end, Text others) {
        return Claim.often(ClaimRule.IN_MOST_STARTS, sentence)
                .counted(one.count(end), one.starts(), others);
    }
}
