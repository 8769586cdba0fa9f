package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict;
import io.gradlab.population.MemberState;
import io.gradlab.result.Columns;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.NumberText;
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
 * Laboratory#MAX_SEEDS} seeds; training for 1000 epochs from the first seed, and which parameters
 * it moved.
 */
final class DeadRelu extends Experiment {

    static final double BIAS = -8;

    DeadRelu() {
        super("dead-relu", "4.4.3", "When is a ReLU dead, and does Leaky ReLU cure it?");
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

        String movedText() {
            return String.join(" ", moved);
        }

        int epochs() {
            return trained.result().history().epochs();
        }
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        long[] seeds = lab.manySeeds();
        Notebook notebook = new Notebook(lab, this, seeds);
        int epochs = lab.epochsOr(Networks.BOOK_EPOCHS);
        VanishingGradient.enterStart(notebook, lab, BIAS, epochs + " from the first seed");
        Map<String, MlpConfiguration> setups = setups(lab);
        Starts starts = Starts.train(lab, id(), setups.values(), seeds, 1);
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
                        Text.of("Gradient norm of the weights at step 1, bias %.0f", BIAS),
                        gradients));
        Map<Text, Snapshot> ends = new LinkedHashMap<>();
        cases.forEach(one -> ends.put(Text.of(one.name()), one.trained().end()));
        notebook.figure("decision-boundaries", Boundaries.atEnd(lab, epochs, ends));
        Case relu = cases.get(0);
        notebook.runFiles(relu.trained());
        notebook.verdict(dead(relu));
        notebook.verdict(onlyLastBias(relu));
        List<Case> cures = cases.subList(1, cases.size());
        cures.forEach(cure -> notebook.verdict(reachesFirstLayer(cure.gradients())));
        cures.forEach(cure -> notebook.verdict(allMove(cure)));
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
        setups.put("relu", start(lab, ActivationFunction.RELU));
        setups.put("leaky 0.01", start(lab, ActivationFunction.leakyRelu(0.01f)));
        setups.put("leaky 0.2", start(lab, ActivationFunction.leakyRelu(0.2f)));
        setups.put("elu", start(lab, ActivationFunction.ELU));
        return setups;
    }

    private static MlpConfiguration start(Laboratory lab, ActivationFunction activation) {
        return VanishingGradient.start(Networks.fiveLayer(lab, activation), BIAS);
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
            double[] start = one.gradients().deadFractions();
            for (int i = 0; i < start.length; i++) {
                String layer = ParameterNames.layer(i + 1);
                rows.add(List.of(one.name(), layer, start[i], one.deadAtEnd()[i]));
            }
        }
        return new Table(
                "Dead unit fraction on the training set: at the start (median over seeds), at the end (first seed)",
                List.of("activation", "layer", "start", "end"),
                rows);
    }

    private static Table scores(Laboratory lab, List<Case> cases) {
        return new Columns<Case>()
                .add("activation", Case::name)
                .add("first loss", one -> one.trained().firstLoss())
                .add("last loss", one -> one.trained().lastLoss())
                .add("test accuracy", one -> one.trained().test().accuracy())
                .add("moved", Case::movedText)
                .table(Networks.afterTraining(lab), cases);
    }

    private static Verdict dead(Case relu) {
        int seeds = relu.gradients().seeds();
        int dead =
                (int)
                        relu.gradients().starts().stream()
                                .map(MemberState::deadFractions)
                                .filter(layers -> Arrays.stream(layers).allMatch(one -> one == 1))
                                .count();
        return Bridge.verdict(
                "With biases -8 every ReLU is dead from the start.",
                "all units of all hidden layers dead in " + Bridge.share(dead, seeds),
                Bridge.everySeed(dead, seeds),
                seeds);
    }

    private static Verdict onlyLastBias(Case relu) {
        String last = ParameterNames.bias(relu.gradients().layers());
        return Bridge.verdict(
                "A network of dead ReLUs learns nothing but its last bias.",
                NumberText.format(
                        "moved in %d epochs: %s; train loss %.4f to %.4f",
                        relu.epochs(),
                        relu.movedText(),
                        relu.trained().firstLoss(),
                        relu.trained().lastLoss()),
                Bridge.exact(relu.moved().equals(List.of(last))),
                1);
    }

    static Verdict reachesFirstLayer(FirstGradients gradients) {
        int seeds = gradients.seeds();
        return Bridge.verdict(
                "Biases -8: the gradient comes back to the first layer with "
                        + gradients.name()
                        + ".",
                gradients.summary() + "; layers " + NumberText.norms(gradients.weightNorms()),
                Bridge.typically(gradients.alive(), seeds),
                seeds);
    }

    private static Verdict allMove(Case one) {
        int all = one.trained().result().last().names().size();
        return Bridge.verdict(
                NumberText.format("With %s training moves every parameter.", one.name()),
                NumberText.format(
                        "%d of %d parameters changed by as much as one bit in %d epochs: %s",
                        one.moved().size(), all, one.epochs(), one.movedText()),
                Bridge.exact(one.moved().size() == all),
                1);
    }
}
