package io.gradlab.experiment;

import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.StateDict;
import io.gradlab.population.MemberState;
import io.gradlab.population.PopulationConfig;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Judgement;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Section 4.4.3: 2-3-3-3-3-1, weights N(0, 0.01^2), biases -8, learning rate 0.01: ReLU, Leaky ReLU
 * with slopes 0.01 and 0.2, ELU. Gradient norms and dead units at step 1 over {@value
 * Starts#FOR_A_SHARE} seeds; training for 1000 epochs from the first seed, and which parameters it
 * moved.
 */
public final class DeadRelu implements Experiment {

    static final double BIAS = -8;

    @Override
    public String id() {
        return "dead-relu";
    }

    @Override
    public String book() {
        return "4.4.3";
    }

    @Override
    public String question() {
        return "When is a ReLU dead, and does Leaky ReLU cure it?";
    }

    /**
     * One activation function.
     *
     * @param gradients at step 1, every seed
     * @param trained the first seed's training
     * @param deadAtEnd dead unit fraction of each hidden layer after it
     * @param moved names of the parameters that training changed
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Case(FirstGradients gradients, Run trained, double[] deadAtEnd, List<String> moved) {

        String name() {
            return gradients.name();
        }
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        long[] seeds = lab.seedsOr(Starts.FOR_A_SHARE);
        Notebook notebook = new Notebook(lab, this, seeds);
        int epochs = lab.epochsOr(Networks.BOOK_EPOCHS);
        notebook.enter("network", "2-3-3-3-3-1");
        notebook.enter("weights", InitialWeights.normal(VanishingGradient.STD).toString());
        notebook.enter("bias", BIAS);
        notebook.enter("learning_rate", VanishingGradient.RATE);
        notebook.enter("epochs", epochs + " from the first seed");
        notebook.enter("gradients", "of " + seeds.length + " starts of each, as one population");
        notebook.enter("diagnosed_seeds", Notebook.range(lab.fewSeeds()));
        Map<String, MlpConfiguration> setups = setups(lab);
        Starts starts = Starts.train(lab, id(), setups.values(), seeds, PopulationConfig.epochs(1));
        List<Case> cases = new ArrayList<>();
        setups.forEach(
                (name, setup) ->
                        cases.add(
                                trained(
                                        lab,
                                        FirstGradients.of(name, starts.of(setup)),
                                        setup,
                                        epochs)));
        List<FirstGradients> gradients = cases.stream().map(Case::gradients).toList();
        notebook.table(FirstGradients.table("At step 1, median over the seeds", gradients));
        notebook.table(deadUnits(cases));
        notebook.table(scores(lab, cases));
        Diagnoses diagnoses = diagnoses(lab, epochs);
        notebook.diagnoses(diagnoses);
        notebook.figure(
                "gradient-norms",
                FirstGradients.figure(
                        "Gradient norm of the weights at step 1, bias -8", gradients));
        Map<String, Snapshot> ends = new LinkedHashMap<>();
        cases.forEach(one -> ends.put(one.name(), one.trained().end()));
        notebook.figure("decision-boundaries", Boundaries.atEnd(lab, epochs, ends));
        notebook.runFiles(cases.get(0).trained());
        Case relu = cases.get(0);
        notebook.verdict(dead(relu));
        notebook.verdict(onlyLastBias(relu));
        for (Case cure : cases.subList(1, cases.size())) {
            notebook.verdict(reachesFirstLayer(cure.gradients()));
        }
        for (Case cure : cases.subList(1, cases.size())) {
            notebook.verdict(allMove(cure));
        }
        notebook.verdict(diagnoses.names("relu", Pathology.DEAD_UNITS));
        return notebook.close();
    }

    /** ReLU from every seed; the others' trainings from the first are there. */
    private static Diagnoses diagnoses(Laboratory lab, int epochs) {
        Map<String, MlpConfiguration> others = setups(lab);
        Map<String, MlpConfiguration> relu = new LinkedHashMap<>(others);
        relu.keySet().retainAll(List.of("relu"));
        others.remove("relu");
        return Diagnoses.of(lab, relu, lab.fewSeeds(), Math.min(epochs, Diagnoses.EPOCHS))
                .and(Diagnoses.ofFirstSeed(lab, others, epochs));
    }

    private static Map<String, MlpConfiguration> setups(Laboratory lab) {
        Map<String, MlpConfiguration> setups = new LinkedHashMap<>();
        Map<String, ActivationFunction> functions = new LinkedHashMap<>();
        functions.put("relu", ActivationFunction.RELU);
        functions.put("leaky 0.01", ActivationFunction.leakyRelu(0.01f));
        functions.put("leaky 0.2", ActivationFunction.leakyRelu(0.2f));
        functions.put("elu", ActivationFunction.ELU);
        functions.forEach(
                (name, activation) ->
                        setups.put(
                                name,
                                new MlpConfiguration(
                                        Networks.fiveLayer(lab, activation),
                                        InitialWeights.normal(VanishingGradient.STD),
                                        (float) BIAS,
                                        (float) VanishingGradient.RATE,
                                        Clipping.NONE)));
        return setups;
    }

    private static Case trained(
            Laboratory lab, FirstGradients gradients, MlpConfiguration setup, int epochs) {
        Run trained = lab.trainings().run(setup, lab.seed(), epochs);
        StateDict last = trained.result().last();
        return new Case(
                gradients,
                trained,
                Units.deadFractions(last, setup.architecture().activation(), lab.data().train()),
                moved(setup.initial(lab.seed()), last));
    }

    /** Names of the parameters with any value that is not bitwise the same. */
    static List<String> moved(StateDict before, StateDict after) {
        return before.tensors().stream()
                .filter(tensor -> !tensor.equals(after.get(tensor.name())))
                .map(StateDict.Tensor::name)
                .toList();
    }

    private static Table deadUnits(List<Case> cases) {
        List<List<Object>> rows = new ArrayList<>();
        for (Case one : cases) {
            for (int layer = 1; layer <= one.deadAtEnd().length; layer++) {
                int at = layer - 1;
                double[] start =
                        one.gradients().starts().stream()
                                .mapToDouble(member -> member.deadFractions()[at])
                                .toArray();
                rows.add(
                        List.of(
                                one.name(),
                                "fc" + layer,
                                Statistics.median(start),
                                one.deadAtEnd()[at]));
            }
        }
        return new Table(
                "Dead unit fraction on the training set: at the start (median over seeds), at the end (first seed)",
                List.of("activation", "layer", "start", "end"),
                rows);
    }

    private static Table scores(Laboratory lab, List<Case> cases) {
        List<List<Object>> rows = new ArrayList<>();
        for (Case one : cases) {
            rows.add(
                    List.of(
                            one.name(),
                            one.trained().firstLoss(),
                            one.trained().lastLoss(),
                            one.trained().test().accuracy(),
                            String.join(" ", one.moved())));
        }
        return new Table(
                NumberText.format(
                        "After training, seed %d; the constant answer scores %.4f",
                        lab.seed(), lab.data().test().majority()),
                List.of("activation", "first loss", "last loss", "test accuracy", "moved"),
                rows);
    }

    private static Verdict dead(Case relu) {
        int seeds = relu.gradients().seeds();
        int dead =
                (int)
                        relu.gradients().starts().stream()
                                .map(MemberState::deadFractions)
                                .filter(layers -> Arrays.stream(layers).allMatch(one -> one == 1))
                                .count();
        return new Verdict(
                "With biases -8 every ReLU is dead from the start.",
                "all units of all hidden layers dead in " + NumberText.share(dead, seeds),
                Judgement.everySeed(dead, seeds),
                seeds);
    }

    private static Verdict onlyLastBias(Case relu) {
        String last = "fc" + relu.gradients().layers() + ".bias";
        boolean only = relu.moved().equals(List.of(last));
        return new Verdict(
                "A network of dead ReLUs learns nothing but its last bias.",
                NumberText.format(
                        "moved in %d epochs: %s; train loss %.4f to %.4f",
                        relu.trained().result().history().epochs(),
                        String.join(" ", relu.moved()),
                        relu.trained().firstLoss(),
                        relu.trained().lastLoss()),
                Judgement.exact(only),
                1);
    }

    static Verdict reachesFirstLayer(FirstGradients gradients) {
        int seeds = gradients.seeds();
        return new Verdict(
                "Biases -8: the gradient comes back to the first layer with "
                        + gradients.name()
                        + ".",
                gradients.summary() + "; layers " + NumberText.norms(gradients.weightNorms()),
                Judgement.typically(gradients.alive(), seeds),
                seeds);
    }

    private static Verdict allMove(Case one) {
        int all = one.trained().result().last().names().size();
        return new Verdict(
                NumberText.format("With %s training moves every parameter.", one.name()),
                NumberText.format(
                        "%d of %d parameters changed by as much as one bit in %d epochs: %s",
                        one.moved().size(),
                        all,
                        one.trained().result().history().epochs(),
                        String.join(" ", one.moved())),
                Judgement.exact(one.moved().size() == all),
                1);
    }
}
