package io.gradlab.experiment;

import static java.util.Objects.requireNonNull;

import io.gradlab.core.Text;
import io.gradlab.experiment.Diagnoses.Expected;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict;
import io.gradlab.population.MemberState;
import io.gradlab.result.Claim;
import io.gradlab.result.ClaimRule;
import io.gradlab.result.Columns;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import io.gradlab.study.MlpTraining;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Section 4.4.3: 2-3-3-3-3-1, weights N(0, 0.01^2), biases -8, learning rate 0.01: ReLU, Leaky ReLU
 * with slopes 0.01 and 0.2, ELU. Gradient norms and dead units at step 1 over {@value
 * Laboratory#MAX_SEEDS} starts; training for 1000 epochs from the first seed, and which parameters
 * it moved.
 */
final class DeadRelu extends Experiment {

    static final double BIAS = -8;

    private static final String BOOK = "4.4.3";

    /** The book prints gradients of one epoch. */
    private static final int BOOK_EPOCHS = 1;

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

        Text name() {
            return gradients.name();
        }

        /** Whether the book has this cure. */
        boolean isLeaky() {
            return trained.setup().architecture().activation().id().equals("leaky_relu");
        }

        int parameters() {
            return trained.result().last().names().size();
        }

        int epochs() {
            return trained.result().history().epochs();
        }
    }

    @Override
    Map<Text, MlpTraining> failing(Laboratory lab) {
        return Map.of(
                Text.verbatim("relu"),
                new MlpTraining(
                        start(lab, ActivationFunction.RELU), lab.epochsOr(Networks.BOOK_EPOCHS)));
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        Notebook notebook = new Notebook(lab, this, lab.manySeeds());
        int epochs = lab.epochsOr(Networks.BOOK_EPOCHS);
        VanishingGradient.enterStart(
                notebook, lab, BIAS, Text.of("%d from the first seed", epochs));
        Map<Text, MlpConfiguration> setups = setups(lab);
        Starts starts = Starts.train(lab, id(), setups.values(), lab.manySeeds(), 1);
        List<Case> cases = new ArrayList<>();
        for (FirstGradients gradients : FirstGradients.of(starts, setups)) {
            MlpConfiguration setup = requireNonNull(setups.get(gradients.name()));
            cases.add(trained(lab, gradients, setup, epochs));
        }
        List<FirstGradients> gradients = cases.stream().map(Case::gradients).toList();
        notebook.table(
                FirstGradients.table(Text.of("At step 1, median over the starts"), gradients));
        notebook.table(deadUnits(lab, cases));
        notebook.table(scores(lab, cases));
        diagnose(lab, notebook, epochs);
        notebook.figure(
                "gradient-norms",
                FirstGradients.figure(
                        Text.of("Gradient norm of the weights at step 1, bias %.0f", BIAS),
                        gradients));
        Map<Text, Snapshot> ends = new LinkedHashMap<>();
        cases.forEach(one -> ends.put(one.name(), one.trained().end()));
        notebook.figure("decision-boundaries", Boundaries.atEnd(lab, epochs, ends));
        Case relu = cases.get(0);
        notebook.runFiles(relu.trained());
        notebook.verdict(dead(relu.gradients()));
        notebook.verdict(moveNothingElse(relu));
        List<Case> cures = cases.subList(1, cases.size());
        notebook.verdict(givesAGradient(cures.get(0).gradients()));
        cures.forEach(
                cure -> notebook.verdict(reachesFirstLayer(cure.isLeaky(), cure.gradients())));
        cures.forEach(cure -> notebook.verdict(allMove(cure)));
        return notebook.close();
    }

    /** ReLU from every seed; the others' trainings from the first are there. */
    private static void diagnose(Laboratory lab, Notebook notebook, int epochs) {
        Map<Text, MlpConfiguration> others = setups(lab);
        Text name = others.keySet().iterator().next();
        Map<Text, MlpConfiguration> relu = Map.of(name, requireNonNull(others.remove(name)));
        Diagnoses diagnoses =
                Diagnoses.of(lab, relu, lab.fewSeeds(), Math.min(epochs, Diagnoses.EPOCHS))
                        .and(Diagnoses.ofFirstSeed(lab, others, epochs));
        notebook.diagnoses(diagnoses);
        notebook.table(diagnoses.selfTest(new Expected(name, Pathology.DEAD_UNITS)));
    }

    /** The book's slope, its library's default, is the first. */
    private static Map<Text, MlpConfiguration> setups(Laboratory lab) {
        Map<Text, MlpConfiguration> setups = new LinkedHashMap<>();
        setups.put(Text.verbatim("relu"), start(lab, ActivationFunction.RELU));
        setups.put(leaky("0.01"), start(lab, ActivationFunction.leakyRelu(0.01f)));
        setups.put(leaky("0.2"), start(lab, ActivationFunction.leakyRelu(0.2f)));
        setups.put(Text.verbatim("elu"), start(lab, ActivationFunction.ELU));
        return setups;
    }

    private static Text leaky(String slope) {
        return Text.of("leaky %s", slope);
    }

    private static MlpConfiguration start(Laboratory lab, ActivationFunction activation) {
        return VanishingGradientSetups.start(Networks.fiveLayer(lab, activation), BIAS);
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

    private static Table deadUnits(Laboratory lab, List<Case> cases) {
        record Layer(Case of, int index) {}
        List<Layer> layers = new ArrayList<>();
        for (Case one : cases) {
            IntStream.range(0, one.deadAtEnd().length)
                    .forEach(index -> layers.add(new Layer(one, index)));
        }
        return new Columns<Layer>()
                .add("activation", layer -> layer.of().name())
                .add("layer", layer -> ParameterNames.layer(layer.index() + 1))
                .add("start", layer -> layer.of().gradients().deadFractions()[layer.index()])
                .add("end", layer -> layer.of().deadAtEnd()[layer.index()])
                .table(
                        Text.of(
                                "Dead unit fraction on the training set: at the start (median over the starts), at the end (seed %d)",
                                lab.seed()),
                        layers);
    }

    private static Table scores(Laboratory lab, List<Case> cases) {
        return new Columns<Case>()
                .add("activation", Case::name)
                .add("first loss", one -> one.trained().firstLoss())
                .add("last loss", one -> one.trained().lastLoss())
                .add("test accuracy", one -> one.trained().endAccuracy(lab.data().test()))
                .add("moved", one -> one.moved().size())
                .add("parameters", Case::parameters)
                .table(Networks.afterTraining(lab), cases);
    }

    static Verdict dead(FirstGradients relu) {
        int dead =
                (int)
                        relu.starts().stream()
                                .map(MemberState::deadFractions)
                                .filter(layers -> Arrays.stream(layers).allMatch(one -> one == 1))
                                .count();
        Text sentence =
                Text.of("In every start with biases -8 every ReLU is dead before training.");
        return claim(true, ClaimRule.IN_EVERY_START, sentence)
                .counted(dead, relu.count(), Text.of("that is, 0 on every training example"));
    }

    private static Verdict moveNothingElse(Case relu) {
        return moveNothingElse(
                relu.moved(),
                Text.of(
                        "%d of %d parameters moved in %d epochs: %s; train loss %.4f to %.4f",
                        relu.moved().size(),
                        relu.parameters(),
                        relu.epochs(),
                        String.join(" ", relu.moved()),
                        relu.trained().firstLoss(),
                        relu.trained().lastLoss()));
    }

    /** The last layer, fc5, has no ReLU. */
    static Verdict moveNothingElse(List<String> moved, Text measured) {
        return claim(
                        true,
                        ClaimRule.IN_THIS_START,
                        Text.of("In this start training moves no parameter of a dead ReLU."))
                .seen(moved.stream().allMatch(name -> name.startsWith("fc5.")), measured);
    }

    /** What is left of the book's cure: a gradient, of whatever size. */
    static Verdict givesAGradient(FirstGradients leaky) {
        double[] norms = leaky.firstNorms();
        int some = (int) Arrays.stream(norms).filter(norm -> norm > 0).count();
        Text sentence =
                Text.of(
                        "In every start with biases -8 the first layer has a gradient that is not 0 at step 1 with %s.",
                        leaky.name());
        return claim(true, ClaimRule.IN_EVERY_START, sentence)
                .counted(
                        some,
                        norms.length,
                        Text.of(
                                "smallest gradient norm of fc1 %s, median %s",
                                NumberText.norm(Statistics.quantile(norms, 0)),
                                NumberText.norm(Statistics.median(norms))));
    }

    /** The book's cures are a leak, and a larger one. */
    static Verdict reachesFirstLayer(boolean ofBook, FirstGradients gradients) {
        Text sentence =
                Text.of(
                        "In most starts with biases -8 the gradient comes back to the first layer at step 1 with %s.",
                        gradients.name());
        return gradients.reachesFirstLayer(claim(ofBook, ClaimRule.IN_MOST_STARTS, sentence));
    }

    private static Claim claim(boolean ofBook, ClaimRule rule, Text sentence) {
        return ofBook ? Claim.book(BOOK, BOOK_EPOCHS, rule, sentence) : Claim.often(rule, sentence);
    }

    private static Verdict allMove(Case one) {
        Text sentence =
                Text.of("In this start training moves every parameter with %s.", one.name());
        return claim(one.isLeaky(), ClaimRule.IN_THIS_START, sentence)
                .seen(
                        one.moved().size() == one.parameters(),
                        Text.of(
                                "%d of %d parameters changed by as much as one bit in %d epochs: %s",
                                one.moved().size(),
                                one.parameters(),
                                one.epochs(),
                                String.join(" ", one.moved())));
    }
}
