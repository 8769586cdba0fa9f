package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.Norms;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict;
import io.gradlab.population.MemberResult;
import io.gradlab.population.MemberState;
import io.gradlab.result.Columns;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.NumberText;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import io.gradlab.result.Verdict.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Section 4.4.2: 2-3-3-3-3-1, weights N(0, 0.01^2), biases 1, learning rate 0.01, with sigmoid and
 * ReLU as in the book, and tanh, Leaky ReLU, ELU; then what is said to cure it: Xavier and He
 * initialisation with biases 0, wider layers. Gradient norms at step 1 over {@value
 * Laboratory#MAX_SEEDS} seeds; 1000 epochs of sigmoid and ReLU from {@value Laboratory#SEEDS}
 * seeds, of the others from the first.
 */
final class VanishingGradient extends Experiment {

    static final double STD = 0.01;
    static final double BIAS = 1;
    static final double RATE = 0.01;

    /** Units of the wider layers. */
    private static final int WIDE = 20;

    /**
     * A print of weights tells gradients apart from each other only if the layers' ratio is the
     * same within this factor.
     */
    static final double SAME_PRINT = 10;

    VanishingGradient() {
        super("vanishing-gradient", "4.4.2", "Where does the gradient go in a deep network?");
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        long[] seeds = lab.manySeeds();
        Notebook notebook = new Notebook(lab, this, seeds);
        int epochs = lab.epochsOr(Networks.BOOK_EPOCHS);
        enterStart(notebook, lab, BIAS, epochs);
        notebook.enter(
                "training",
                "of sigmoid and relu: "
                        + Starts.description(lab.seeds())
                        + "; of files: by the Runner");
        Map<String, MlpConfiguration> setups = new LinkedHashMap<>(plainSetups(lab));
        setups.putAll(cureSetups(lab));
        Starts starts = Starts.train(lab, id(), setups.values(), seeds, 1);
        List<FirstGradients> plain = FirstGradients.of(starts, plainSetups(lab));
        List<FirstGradients> cures = FirstGradients.of(starts, cureSetups(lab));
        notebook.table(FirstGradients.table("At step 1, median over the seeds", plain));
        notebook.table(FirstGradients.table("With cures, at step 1, median over the seeds", cures));
        MlpConfiguration sigmoid = start(lab, ActivationFunction.SIGMOID);
        MlpConfiguration relu = start(lab, ActivationFunction.RELU);
        List<MlpConfiguration> book = List.of(sigmoid, relu);
        Starts trained = Starts.train(lab, id(), book, lab.seeds(), epochs);
        Starts first = Starts.train(lab, id(), setups.values(), new long[] {lab.seed()}, epochs);
        notebook.table(gradientsAndWeights(sigmoid, starts.of(sigmoid).get(0)));
        notebook.figure(
                "gradient-norms",
                FirstGradients.figure(Text.of("Gradient norm of the weights at step 1"), plain));
        notebook.figure(
                "gradient-norms-cures",
                FirstGradients.figure(
                        Text.of("Gradient norm of the weights at step 1, cures"), cures));
        notebook.table(scores(lab, setups, first));
        Map<Text, MlpConfiguration> labelled = new LinkedHashMap<>();
        setups.forEach((name, setup) -> labelled.put(Text.of(name), setup));
        Map<Text, Snapshot> ends = first.first(labelled);
        notebook.figure("decision-boundaries", Boundaries.atEnd(lab, epochs, ends));
        Diagnoses diagnoses = diagnoses(lab, Math.min(epochs, Diagnoses.EPOCHS));
        notebook.diagnoses(diagnoses);
        notebook.runFiles(lab.trainings().run(sigmoid, lab.seed(), epochs));
        notebook.verdict(vanishes(plain.get(0)));
        notebook.verdict(printOfWeights(sigmoid.initial(lab.seed()), plain.get(0)));
        notebook.verdict(cures("ReLU instead of sigmoid", plain.get(1)));
        for (FirstGradients cure : cures) {
            notebook.verdict(cures(cure.name(), cure));
        }
        notebook.verdict(learns(lab, "Sigmoid", trained.testAccuracies(sigmoid)));
        notebook.verdict(learns(lab, "ReLU", trained.testAccuracies(relu)));
        notebook.verdict(diagnoses.names("sigmoid", Pathology.VANISHING_GRADIENT));
        notebook.verdict(diagnoses.names("relu", Pathology.VANISHING_GRADIENT));
        return notebook.close();
    }

    /** The book's two from every seed, the others from the first. */
    private static Diagnoses diagnoses(Laboratory lab, int epochs) {
        Map<String, MlpConfiguration> book = plainSetups(lab);
        Map<String, MlpConfiguration> others = new LinkedHashMap<>(book);
        book.keySet().retainAll(List.of("sigmoid", "relu"));
        others.keySet().removeAll(book.keySet());
        others.putAll(cureSetups(lab));
        return Diagnoses.of(lab, book, lab.fewSeeds(), epochs)
                .and(Diagnoses.ofFirstSeed(lab, others, epochs));
    }

    private static MlpConfiguration start(Laboratory lab, ActivationFunction activation) {
        return start(Networks.fiveLayer(lab, activation), BIAS);
    }

    /** Of this experiment and of the dead ReLU. */
    static MlpConfiguration start(MlpArchitecture architecture, double bias) {
        return MlpConfiguration.standard(architecture, RATE)
                .withWeights(InitialWeights.normal(STD), bias);
    }

    /** What stands in the notebooks of both. */
    static void enterStart(Notebook notebook, Laboratory lab, double bias, Object epochs) {
        notebook.enter("network", "2-3-3-3-3-1");
        notebook.enter("weights", InitialWeights.normal(STD).toString());
        notebook.enter("bias", bias);
        notebook.enter("learning_rate", RATE);
        notebook.enter("epochs", epochs);
        int starts = lab.manySeeds().length;
        notebook.enter("gradients", "of " + starts + " starts of each, as one population");
        notebook.enter("diagnosed_seeds", Notebook.range(lab.fewSeeds()));
    }

    private static Map<String, MlpConfiguration> plainSetups(Laboratory lab) {
        List<ActivationFunction> functions =
                List.of(
                        ActivationFunction.SIGMOID,
                        ActivationFunction.RELU,
                        ActivationFunction.TANH,
                        ActivationFunction.leakyRelu(ActivationFunction.DEFAULT_SLOPE),
                        ActivationFunction.ELU);
        return Networks.named(
                functions.stream().map(function -> start(lab, function)).toList(),
                setup -> setup.architecture().activation().id());
    }

    private static Map<String, MlpConfiguration> cureSetups(Laboratory lab) {
        Map<String, MlpConfiguration> setups = new LinkedHashMap<>();
        MlpConfiguration sigmoid = start(lab, ActivationFunction.SIGMOID);
        MlpConfiguration tanh = start(lab, ActivationFunction.TANH);
        MlpConfiguration relu = start(lab, ActivationFunction.RELU);
        setups.put("sigmoid, Xavier", sigmoid.withWeights(InitialWeights.xavier(), 0));
        setups.put("tanh, Xavier", tanh.withWeights(InitialWeights.xavier(), 0));
        setups.put("relu, He", relu.withWeights(InitialWeights.he(), 0));
        setups.put(
                "relu, " + WIDE + " units a layer",
                start(
                        new MlpArchitecture(
                                lab.data().width(),
                                List.of(WIDE, WIDE, WIDE, WIDE),
                                ActivationFunction.RELU),
                        BIAS));
        return setups;
    }

    /** The first seed's gradients as gradients, and beside them the weights as weights. */
    private static Table gradientsAndWeights(MlpConfiguration setup, MemberResult first) {
        MemberState state = first.start();
        List<List<Object>> rows = new ArrayList<>();
        for (StateDict.Tensor tensor : setup.initial(first.member().seed()).tensors()) {
            boolean bias = tensor.shape().length == 1;
            double[] norms = bias ? state.biasGradientNorms() : state.weightGradientNorms();
            rows.add(List.of(tensor.name(), norms[rows.size() / 2], norm(tensor.values())));
        }
        return new Table(
                "Sigmoid, seed "
                        + first.member().seed()
                        + ", step 1: the gradient's norm is not the parameter's norm",
                List.of("parameter", "gradient norm", "parameter norm"),
                rows);
    }

    private static double norm(float[] values) {
        return Norms.l2(IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray());
    }

    private static Table scores(
            Laboratory lab, Map<String, MlpConfiguration> setups, Starts trained) {
        return new Columns<Map.Entry<String, MemberResult>>()
                .add("network", Map.Entry::getKey)
                .add("first loss", one -> one.getValue().start().loss())
                .add("last loss", one -> one.getValue().end().loss())
                .add("best step", one -> one.getValue().bestStep())
                .add("test accuracy", one -> one.getValue().testAccuracy())
                .table(
                        Networks.afterTraining(lab),
                        setups.entrySet().stream()
                                .map(
                                        one ->
                                                Map.entry(
                                                        one.getKey(),
                                                        trained.of(one.getValue()).get(0)))
                                .toList());
    }

    static Verdict vanishes(FirstGradients sigmoid) {
        int seeds = sigmoid.seeds();
        int vanished = seeds - sigmoid.alive();
        return Bridge.verdict(
                "With sigmoid the gradient vanishes on its way to the first layer.",
                sigmoid.summary(),
                Bridge.typically(vanished, seeds),
                seeds);
    }

    static Verdict cures(String cure, FirstGradients measured) {
        int seeds = measured.seeds();
        return Bridge.verdict(
                "The gradient reaches the first layer with: " + cure + ".",
                measured.summary() + "; layers " + NumberText.norms(measured.weightNorms()),
                Bridge.typically(measured.alive(), seeds),
                seeds);
    }

    private static Verdict printOfWeights(StateDict start, FirstGradients sigmoid) {
        int last = sigmoid.layers();
        double weights =
                norm(start.get(ParameterNames.weight(1)).values())
                        / norm(start.get(ParameterNames.weight(last)).values());
        return printOfWeights(weights, sigmoid.ratios()[0]);
    }

    /** Both ratios are fc1 over the last layer: of the weights, and of their gradients. */
    static Verdict printOfWeights(double weights, double gradients) {
        double factor = Math.max(weights / gradients, gradients / weights);
        Word word = Bridge.exact(factor <= SAME_PRINT);
        return Bridge.verdict(
                "The printed norms of the weights show the vanishing gradient.",
                NumberText.format(
                        "fc1 over the last layer: %s in the weights, %s in the gradients",
                        NumberText.norm(weights), NumberText.norm(gradients)),
                word,
                1);
    }

    static Verdict learns(Laboratory lab, String name, double[] accuracies) {
        String claim =
                NumberText.format(
                        "%s at this start learns within %d epochs.",
                        name, lab.epochsOr(Networks.BOOK_EPOCHS));
        return Networks.learns(lab, claim, accuracies);
    }
}
