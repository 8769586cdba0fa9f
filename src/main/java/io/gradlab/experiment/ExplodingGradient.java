package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.figure.ScoresFigure;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.population.Fate;
import io.gradlab.population.MemberResult;
import io.gradlab.result.Columns;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import io.gradlab.train.Divergence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The closing questions of section 4.4: how explosion is prevented. 2-3-3-3-3-1 ReLU with weights
 * whose gradients explode; the same with clipping by value, by global norm, and with He
 * initialisation.
 *
 * <p>A ReLU network can end in two ways: at a non-finite value, which ends the run, or dead,
 * because the huge step leaves a layer negative on every example; then it goes on for ever and
 * learns nothing. At std {@value #STD} the second happens, in 916 of 1000 seeds; non-finite values
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
     * One start or remedy over all seeds.
     *
     * @param testAccuracies of the best parameters, by seed
     * @param ends how each ended
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Case(FirstGradients gradients, double[] testAccuracies, List<End> ends) {

        static Case of(String name, List<MemberResult> members) {
            return new Case(
                    FirstGradients.of(name, members),
                    Starts.testAccuracies(members),
                    members.stream().map(ExplodingGradient::end).toList());
        }

        String name() {
            return gradients.name();
        }

        String firstNorm() {
            return NumberText.norm(gradients.weightNorms()[0]);
        }

        int seeds() {
            return ends.size();
        }

        int count(End end) {
            return (int) ends.stream().filter(one -> one == end).count();
        }
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        long[] seeds = lab.manySeeds();
        Notebook notebook = new Notebook(lab, this, seeds);
        int epochs = lab.epochsOr(EPOCHS);
        notebook.enter("network", "2-3-3-3-3-1 relu, bias 0");
        notebook.enter("weights", InitialWeights.normal(STD).toString());
        notebook.enter("learning_rate", RATE);
        notebook.enter("epochs", epochs);
        Map<String, MlpConfiguration> setups = setups(lab);
        notebook.enter(
                "training",
                Starts.description(seeds) + "; by the Runner for diagnoses and where it diverged");
        notebook.enter("diagnosed_seeds", Notebook.range(lab.fewSeeds()));
        Starts starts = Starts.train(lab, id(), setups.values(), seeds, epochs);
        List<Case> cases = new ArrayList<>();
        setups.forEach((name, setup) -> cases.add(Case.of(name, starts.of(setup))));
        Map<String, List<Run>> runs = lab.train(id(), setups, epochs);
        notebook.table(
                FirstGradients.table(
                        "At step 1, median over the seeds",
                        cases.stream().map(Case::gradients).toList()));
        notebook.table(outcomes(cases));
        notebook.table(divergences(runs));
        Diagnoses diagnoses = Diagnoses.of(lab, setups, lab.fewSeeds(), epochs);
        notebook.diagnoses(diagnoses);
        notebook.figure("scores", scores(cases));
        Map<Text, Snapshot> ends = new LinkedHashMap<>();
        runs.forEach((name, ofName) -> ends.put(Text.of(name), ofName.get(0).end()));
        notebook.figure("decision-boundaries", Boundaries.atEnd(lab, epochs, ends));
        notebook.runFiles(List.copyOf(runs.values()).get(0).get(0));
        cases.subList(0, 2).forEach(one -> notebook.verdict(endsNonFinite(one)));
        for (Case remedy : cases.subList(2, cases.size())) {
            notebook.verdict(survives(remedy));
            notebook.verdict(learns(lab, remedy));
        }
        notebook.verdict(diagnoses.names("std 10", Pathology.EXPLODING_GRADIENT));
        return notebook.close();
    }

    private static Map<String, MlpConfiguration> setups(Laboratory lab) {
        MlpConfiguration exploding =
                MlpConfiguration.standard(Networks.fiveLayer(lab, ActivationFunction.RELU), RATE)
                        .withWeights(InitialWeights.normal(STD), 0);
        Map<String, MlpConfiguration> setups = new LinkedHashMap<>();
        setups.put("std 10", exploding);
        setups.put("std 1e6", exploding.withWeights(InitialWeights.normal(OVERFLOW_STD), 0));
        setups.put("clip value 1", exploding.withClipping(Clipping.byValue(LIMIT)));
        setups.put("clip norm 1", exploding.withClipping(Clipping.byNorm(LIMIT)));
        setups.put("He", exploding.withWeights(InitialWeights.he(), 0));
        return setups;
    }

    private static End end(MemberResult member) {
        if (member.fates().contains(Fate.DIVERGED)) {
            return End.NON_FINITE;
        }
        return member.end().largestDeadFraction() == 1 ? End.DEAD : End.ALIVE;
    }

    private static Table outcomes(List<Case> cases) {
        return new Columns<Case>()
                .add("start", Case::name)
                .add("non-finite", one -> one.count(End.NON_FINITE))
                .add("dead", one -> one.count(End.DEAD))
                .add("alive", one -> one.count(End.ALIVE))
                .add("min", one -> Statistics.quantile(one.testAccuracies(), 0))
                .add("median", one -> Statistics.median(one.testAccuracies()))
                .add("max", one -> Statistics.quantile(one.testAccuracies(), 1))
                .table(
                        "How the runs ended, and the test accuracy of the best parameters over seeds",
                        cases);
    }

    private static Table divergences(Map<String, List<Run>> runs) {
        List<List<Object>> rows = new ArrayList<>();
        runs.forEach((name, ofName) -> ofName.forEach(run -> rows.add(divergence(name, run))));
        return new Table(
                "Where the first runs left the finite numbers",
                List.of(
                        "start",
                        "seed",
                        "first non-finite",
                        "tensor",
                        "first loss",
                        "last loss",
                        "test accuracy"),
                rows);
    }

    private static List<Object> divergence(String name, Run run) {
        @Nullable Divergence divergence = run.result().divergence();
        return List.of(
                name,
                run.seed(),
                divergence == null ? "-" : "step " + divergence.step(),
                divergence == null ? "-" : where(divergence),
                run.firstLoss(),
                run.lastLoss(),
                run.test().accuracy());
    }

    /** A parameter names its layer itself. */
    private static String where(Divergence divergence) {
        return divergence.tensor().startsWith(divergence.layer())
                ? divergence.tensor()
                : divergence.layer() + " " + divergence.tensor();
    }

    /** Scores, not curves: a clipped run at this rate swings between two answers for ever. */
    private static ScoresFigure scores(List<Case> cases) {
        return new ScoresFigure(
                Text.of("Test accuracy of the best parameters"),
                cases.stream()
                        .map(one -> new ScoresFigure.Row(Text.of(one.name()), one.testAccuracies()))
                        .toList());
    }

    static Verdict endsNonFinite(Case one) {
        int seeds = one.seeds();
        int nonFinite = one.count(End.NON_FINITE);
        return Bridge.verdict(
                one.name() + ": an exploding gradient shows as NaN or infinity.",
                NumberText.format(
                        "median gradient norm of fc1 at step 1: %s; non-finite in %s, dead in %d, alive in %d",
                        one.firstNorm(),
                        Bridge.share(nonFinite, seeds),
                        one.count(End.DEAD),
                        one.count(End.ALIVE)),
                Bridge.typically(nonFinite, seeds),
                seeds);
    }

    static Verdict survives(Case remedy) {
        int seeds = remedy.seeds();
        int alive = remedy.count(End.ALIVE);
        return Bridge.verdict(
                remedy.name() + ": the network survives, finite and with no layer dead.",
                NumberText.format(
                        "median gradient norm of fc1 at step 1: %s; alive in %s",
                        remedy.firstNorm(), Bridge.share(alive, seeds)),
                Bridge.typically(alive, seeds),
                seeds);
    }

    static Verdict learns(Laboratory lab, Case remedy) {
        return Networks.learns(
                lab, remedy.name() + ": the network learns.", remedy.testAccuracies());
    }
}
