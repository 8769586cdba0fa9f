package io.gradlab.experiment;

import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.report.CurvesFigure;
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
 * and a learning rate that diverge; the same with clipping by value, by global norm, and with He
 * initialisation. A run that diverges ends at its first non-finite value; the others go on.
 */
public final class ExplodingGradient implements Experiment {

    static final double STD = 5;
    static final double RATE = 0.1;
    static final int EPOCHS = 300;
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

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        Notebook notebook = new Notebook(lab, this);
        int epochs = lab.epochsOr(EPOCHS);
        notebook.enter("network", "2-3-3-3-3-1 relu, bias 0");
        notebook.enter("weights", InitialWeights.normal(STD).toString());
        notebook.enter("learning_rate", RATE);
        notebook.enter("epochs", epochs);
        Map<String, Setup> setups = setups(lab);
        Runs trained = lab.train(id(), List.copyOf(setups.values()), epochs);
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        setups.forEach((name, setup) -> runs.put(name, trained.of(setup)));
        List<FirstGradients> gradients = new ArrayList<>();
        runs.forEach((name, ofSetup) -> gradients.add(new FirstGradients(name, ofSetup)));
        notebook.table(FirstGradients.table("At step 1, median over the seeds", gradients));
        notebook.table(outcomes(runs));
        notebook.table(bySeed(runs));
        notebook.figure("curves", curves(lab, runs));
        notebook.figure("scores", scores(runs));
        for (Map.Entry<String, List<Run>> entry : runs.entrySet()) {
            boolean plain = entry.getValue().get(0).setup().clipping().equals(Clipping.NONE);
            notebook.verdict(staysFinite(entry.getKey(), entry.getValue()));
            if (!plain || entry.getKey().equals("He")) {
                notebook.verdict(learns(lab, entry.getKey(), entry.getValue()));
            }
        }
        return notebook.close();
    }

    private static Map<String, Setup> setups(Laboratory lab) {
        Setup exploding =
                Setup.standard(Networks.fiveLayer(lab, ActivationFunction.RELU), RATE)
                        .withWeights(InitialWeights.normal(STD), 0);
        Map<String, Setup> setups = new LinkedHashMap<>();
        setups.put("plain", exploding);
        setups.put("clip value", exploding.withClipping(Clipping.byValue(LIMIT)));
        setups.put("clip norm", exploding.withClipping(Clipping.byNorm(LIMIT)));
        setups.put("He", exploding.withWeights(InitialWeights.he(), 0));
        return setups;
    }

    private static Table outcomes(Map<String, List<Run>> runs) {
        List<List<Object>> rows = new ArrayList<>();
        runs.forEach(
                (name, ofSetup) -> {
                    double[] scores = Run.testAccuracies(ofSetup);
                    rows.add(
                            List.of(
                                    name,
                                    diverged(ofSetup) + " of " + ofSetup.size(),
                                    Arrays.stream(scores).min().orElseThrow(),
                                    Statistics.median(scores),
                                    Arrays.stream(scores).max().orElseThrow()));
                });
        return new Table(
                "Divergence and test accuracy of the best parameters over seeds",
                List.of("start", "diverged", "min", "median", "max"),
                rows);
    }

    private static Table bySeed(Map<String, List<Run>> runs) {
        List<List<Object>> rows = new ArrayList<>();
        runs.forEach(
                (name, ofSetup) ->
                        ofSetup.forEach(
                                run -> {
                                    @Nullable Divergence end = run.result().divergence();
                                    rows.add(
                                            List.of(
                                                    name,
                                                    run.seed(),
                                                    run.firstLoss(),
                                                    end == null ? "-" : "step " + end.step(),
                                                    end == null
                                                            ? "-"
                                                            : end.layer() + " " + end.tensor(),
                                                    run.lastLoss(),
                                                    run.test().accuracy()));
                                }));
        return new Table(
                "Where each run left the finite numbers",
                List.of(
                        "start",
                        "seed",
                        "first loss",
                        "first non-finite",
                        "tensor",
                        "last loss",
                        "test accuracy"),
                rows);
    }

    private static CurvesFigure curves(Laboratory lab, Map<String, List<Run>> runs) {
        return new CurvesFigure(
                "Seed " + lab.seed(),
                runs.entrySet().stream()
                        .map(entry -> Notebook.curve(entry.getKey(), entry.getValue().get(0)))
                        .toList());
    }

    private static ScoresFigure scores(Map<String, List<Run>> runs) {
        return new ScoresFigure(
                "Test accuracy of the best parameters by seed",
                runs.entrySet().stream()
                        .map(
                                entry ->
                                        new ScoresFigure.Row(
                                                entry.getKey(),
                                                Run.testAccuracies(entry.getValue())))
                        .toList());
    }

    private static int diverged(List<Run> runs) {
        return (int) runs.stream().filter(run -> run.result().divergence() != null).count();
    }

    static Verdict staysFinite(String name, List<Run> runs) {
        int finite = runs.size() - diverged(runs);
        return new Verdict(
                name + ": training stays finite.",
                Text.format(
                        "median gradient norm of fc1 at step 1 %s; finite in %s",
                        Text.norm(new FirstGradients(name, runs).norm("fc1.weight")),
                        Text.share(finite, runs.size())),
                Judgement.everySeed(finite, runs.size()),
                runs.size());
    }

    static Verdict learns(Laboratory lab, String name, List<Run> runs) {
        double majority = Networks.majority(lab.data().test());
        int size = lab.data().test().size();
        int learned = 0;
        for (double score : Run.testAccuracies(runs)) {
            learned +=
                    Statistics.share((int) Math.round(score * size), size).isAbove(majority)
                            ? 1
                            : 0;
        }
        return new Verdict(
                name + ": the network typically learns.",
                Text.format(
                        "better than the constant answer (%.4f) beyond sampling error in %s",
                        majority, Text.share(learned, runs.size())),
                Judgement.typically(learned, runs.size()),
                runs.size());
    }
}
