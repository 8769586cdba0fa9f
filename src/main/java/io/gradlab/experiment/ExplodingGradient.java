package io.gradlab.experiment;

import io.gradlab.health.Pathology;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.report.ExperimentResult;
import io.gradlab.report.ScoresFigure;
import io.gradlab.report.Table;
import io.gradlab.report.Verdict;
import io.gradlab.train.Clipping;
import io.gradlab.train.Divergence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
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
 * learns nothing. At std {@value #STD} the second happens, over 20 seeds in 19; non-finite values
 * need weights near {@value #OVERFLOW_STD}, where the product of five layers nears float32's end,
 * 3.4e38.
 */
public final class ExplodingGradient implements Experiment {

    static final double STD = 10;
    static final double OVERFLOW_STD = 1e6;
    static final double RATE = 0.1;
    static final int EPOCHS = 200;

    /** Common choice for both kinds of clipping. */
    static final double LIMIT = 1;

    @Override
    public String id() {
        return "exploding-gradient";
    }

    @Override
    public String book() {
        return "4.4, closing questions";
    }

    @Override
    public String question() {
        return "How is an exploding gradient prevented?";
    }

    /** How a run ended. */
    enum End {
        /** A loss or parameter was not finite. */
        NON_FINITE("non-finite"),
        /** A whole hidden layer is 0 on every training example. */
        DEAD("dead"),
        /** Neither. */
        ALIVE("alive");

        private final String text;

        End(String text) {
            this.text = text;
        }
    }

    /**
     * One start or remedy over all seeds.
     *
     * @param name for tables
     * @param runs one for each seed
     * @param ends how each ended
     */
    record Case(String name, List<Run> runs, List<End> ends) {

        int count(End end) {
            return (int) ends.stream().filter(one -> one == end).count();
        }

        FirstGradients gradients() {
            return new FirstGradients(name, runs);
        }
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        Notebook notebook = new Notebook(lab, this);
        int epochs = lab.epochsOr(EPOCHS);
        notebook.enter("network", "2-3-3-3-3-1 relu, bias 0");
        notebook.enter("weights", InitialWeights.normal(STD).toString());
        notebook.enter("learning_rate", RATE);
        notebook.enter("epochs", epochs);
        Map<String, Setup> setups = setups(lab);
        Runs runs = lab.train(id(), List.copyOf(setups.values()), epochs);
        List<Case> cases = new ArrayList<>();
        setups.forEach((name, setup) -> cases.add(judged(lab, name, runs.of(setup))));
        notebook.table(
                FirstGradients.table(
                        "At step 1, median over the seeds",
                        cases.stream().map(Case::gradients).toList()));
        notebook.table(outcomes(cases));
        notebook.table(bySeed(cases));
        Diagnoses diagnoses = Diagnoses.of(lab, setups, lab.seedValues(), epochs);
        notebook.diagnoses(diagnoses);
        notebook.figure("scores", scores(cases));
        notebook.runFiles(cases.get(0).runs().get(0));
        notebook.verdict(endsNonFinite(cases.get(0)));
        notebook.verdict(endsNonFinite(cases.get(1)));
        for (Case remedy : cases.subList(2, cases.size())) {
            notebook.verdict(survives(remedy));
            notebook.verdict(learns(lab, remedy));
        }
        notebook.verdict(diagnoses.names("std 10", Pathology.EXPLODING_GRADIENT));
        return notebook.close();
    }

    private static Map<String, Setup> setups(Laboratory lab) {
        Setup exploding =
                Setup.standard(Networks.fiveLayer(lab, ActivationFunction.RELU), RATE)
                        .withWeights(InitialWeights.normal(STD), 0);
        Map<String, Setup> setups = new LinkedHashMap<>();
        setups.put("std 10", exploding);
        setups.put("std 1e6", exploding.withWeights(InitialWeights.normal(OVERFLOW_STD), 0));
        setups.put("clip value 1", exploding.withClipping(Clipping.byValue(LIMIT)));
        setups.put("clip norm 1", exploding.withClipping(Clipping.byNorm(LIMIT)));
        setups.put("He", exploding.withWeights(InitialWeights.he(), 0));
        return setups;
    }

    private static Case judged(Laboratory lab, String name, List<Run> runs) {
        return new Case(name, runs, runs.stream().map(run -> end(lab, run)).toList());
    }

    private static End end(Laboratory lab, Run run) {
        if (run.result().divergence() != null) {
            return End.NON_FINITE;
        }
        double[] dead =
                Units.deadFractions(
                        run.result().last(),
                        run.setup().architecture().activation(),
                        lab.data().train());
        return Arrays.stream(dead).anyMatch(fraction -> fraction == 1) ? End.DEAD : End.ALIVE;
    }

    private static Table outcomes(List<Case> cases) {
        List<List<Object>> rows = new ArrayList<>();
        for (Case one : cases) {
            double[] scores = Run.testAccuracies(one.runs());
            rows.add(
                    List.of(
                            one.name(),
                            one.count(End.NON_FINITE),
                            one.count(End.DEAD),
                            one.count(End.ALIVE),
                            Arrays.stream(scores).min().orElseThrow(),
                            Statistics.median(scores),
                            Arrays.stream(scores).max().orElseThrow()));
        }
        return new Table(
                "How the runs ended, and the test accuracy of the best parameters over seeds",
                List.of("start", "non-finite", "dead", "alive", "min", "median", "max"),
                rows);
    }

    private static Table bySeed(List<Case> cases) {
        List<List<Object>> rows = new ArrayList<>();
        for (Case one : cases) {
            for (int i = 0; i < one.runs().size(); i++) {
                Run run = one.runs().get(i);
                @Nullable Divergence divergence = run.result().divergence();
                rows.add(
                        List.of(
                                one.name(),
                                run.seed(),
                                one.ends().get(i).text,
                                divergence == null ? "-" : "step " + divergence.step(),
                                divergence == null ? "-" : where(divergence),
                                run.firstLoss(),
                                run.lastLoss(),
                                run.test().accuracy()));
            }
        }
        return new Table(
                "Where each run left the finite numbers",
                List.of(
                        "start",
                        "seed",
                        "end",
                        "first non-finite",
                        "tensor",
                        "first loss",
                        "last loss",
                        "test accuracy"),
                rows);
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
                "Test accuracy of the best parameters by seed",
                cases.stream()
                        .map(
                                one ->
                                        new ScoresFigure.Row(
                                                one.name(), Run.testAccuracies(one.runs())))
                        .toList());
    }

    static Verdict endsNonFinite(Case one) {
        int seeds = one.runs().size();
        int nonFinite = one.count(End.NON_FINITE);
        return new Verdict(
                one.name() + ": an exploding gradient shows as NaN or infinity.",
                Text.format(
                        "median gradient norm of fc1 at step 1 %s; non-finite in %s, dead in %d, alive in %d",
                        Text.norm(one.gradients().norm("fc1.weight")),
                        Text.share(nonFinite, seeds),
                        one.count(End.DEAD),
                        one.count(End.ALIVE)),
                Judgement.typically(nonFinite, seeds),
                seeds);
    }

    static Verdict survives(Case remedy) {
        int seeds = remedy.runs().size();
        int alive = remedy.count(End.ALIVE);
        return new Verdict(
                remedy.name() + ": the network survives, finite and with no layer dead.",
                Text.format(
                        "median gradient norm of fc1 at step 1 %s; alive in %s",
                        Text.norm(remedy.gradients().norm("fc1.weight")), Text.share(alive, seeds)),
                Judgement.typically(alive, seeds),
                seeds);
    }

    static Verdict learns(Laboratory lab, Case remedy) {
        double[] scores = Run.testAccuracies(remedy.runs());
        int learned = Networks.beyondMajority(lab.data().test(), scores);
        return new Verdict(
                remedy.name() + ": the network learns.",
                Text.format(
                        "median test accuracy %.4f; better than the constant answer (%.4f) beyond sampling error in %s",
                        Statistics.median(scores),
                        Networks.majority(lab.data().test()),
                        Text.share(learned, scores.length)),
                Judgement.typically(learned, scores.length),
                scores.length);
    }
}
