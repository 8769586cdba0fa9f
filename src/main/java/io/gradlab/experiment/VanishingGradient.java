package io.gradlab.experiment;

import static java.util.Objects.requireNonNull;

import io.gradlab.core.Text;
import io.gradlab.experiment.Diagnoses.Expected;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.Norms;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict;
import io.gradlab.population.MemberResult;
import io.gradlab.population.MemberState;
import io.gradlab.result.Columns;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Statistics;
import io.gradlab.result.Table;
import io.gradlab.study.MlpTraining;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Section 4.4.2: 2-3-3-3-3-1, weights N(0, 0.01^2), biases 1, learning rate 0.01, with sigmoid and
 * ReLU as in the book, and tanh, Leaky ReLU, ELU; then what is said to cure it: Xavier and He
 * initialisation with biases 0, wider layers. Gradient norms at step 1 over {@value
 * Laboratory#MAX_SEEDS} starts; 1000 epochs of the book's two and of the cures by initialisation
 * from {@value Laboratory#SEEDS} starts, of the others from the first.
 */
final class VanishingGradient extends Experiment {

    VanishingGradient() {
        super("vanishing-gradient", "4.4.2", "Where does the gradient go in a deep network?");
    }

    /**
     * One setup after training.
     *
     * @param members one for each start
     */
    private record Trained(Text name, List<MemberResult> members) {

        static List<Trained> of(Starts starts, Map<Text, MlpConfiguration> setups) {
            return setups.entrySet().stream()
                    .map(one -> new Trained(one.getKey(), starts.of(one.getValue())))
                    .toList();
        }

        double[] testAccuracies(Laboratory lab) {
            return Answers.endAccuracies(members, lab.data().test());
        }

        double median(ToDoubleFunction<MemberResult> value) {
            return Statistics.median(members.stream().mapToDouble(value).toArray());
        }
    }

    @Override
    Map<Text, MlpTraining> failing(Laboratory lab) {
        Map<Text, MlpTraining> failing = new LinkedHashMap<>();
        VanishingGradientSetups.of(lab)
                .book()
                .forEach(
                        (name, setup) ->
                                failing.put(
                                        name,
                                        new MlpTraining(
                                                setup, lab.epochsOr(Networks.BOOK_EPOCHS))));
        return failing;
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        Notebook notebook = new Notebook(lab, this, lab.manySeeds());
        int epochs = lab.epochsOr(Networks.BOOK_EPOCHS);
        enterStart(notebook, lab, VanishingGradientSetups.BIAS, epochs);
        notebook.enter(
                "training",
                Text.of(
                        "of the book's two and of the cures by initialisation: %s; of files: by the Runner",
                        Starts.description(lab.seeds())));
        VanishingGradientSetups setups = VanishingGradientSetups.of(lab);
        gradients(lab, notebook, setups);
        train(lab, notebook, setups, epochs);
        diagnose(lab, notebook, setups, Math.min(epochs, Diagnoses.EPOCHS));
        notebook.runFiles(lab.trainings().run(setups.sigmoid(), lab.seed(), epochs));
        return notebook.close();
    }

    private void gradients(Laboratory lab, Notebook notebook, VanishingGradientSetups setups) {
        Starts starts = Starts.train(lab, id(), setups.all().values(), lab.manySeeds(), 1);
        List<FirstGradients> plain = FirstGradients.of(starts, setups.plain());
        List<FirstGradients> cures = FirstGradients.of(starts, setups.cures());
        MlpConfiguration sigmoid = setups.sigmoid();
        notebook.table(FirstGradients.table(Text.of("At step 1, median over the starts"), plain));
        notebook.table(
                FirstGradients.table(
                        Text.of("With cures, at step 1, median over the starts"), cures));
        notebook.table(gradientsAndWeights(sigmoid, starts.of(sigmoid).get(0)));
        notebook.figure(
                "gradient-norms",
                FirstGradients.figure(Text.of("Gradient norm of the weights at step 1"), plain));
        notebook.figure(
                "gradient-norms-cures",
                FirstGradients.figure(
                        Text.of("Gradient norm of the weights at step 1, cures"), cures));
        FirstGradients first = plain.get(0);
        FirstGradients relu = plain.get(1);
        notebook.verdict(VanishingGradientClaims.vanishes(first));
        notebook.verdict(
                VanishingGradientClaims.printOfWeights(sigmoid.initial(lab.seed()), first));
        notebook.verdict(VanishingGradientClaims.alleviates(first, relu));
        notebook.verdict(VanishingGradientClaims.reaches(Text.of("ReLU instead of sigmoid"), relu));
        cures.forEach(cure -> notebook.verdict(VanishingGradientClaims.reaches(cure.name(), cure)));
    }

    private void train(
            Laboratory lab, Notebook notebook, VanishingGradientSetups setups, int epochs) {
        Starts many = Starts.train(lab, id(), setups.many().values(), lab.seeds(), epochs);
        long[] first = {lab.seed()};
        Starts single = Starts.train(lab, id(), setups.single().values(), first, epochs);
        List<Trained> ofMany = Trained.of(many, setups.many());
        List<Trained> trained = new ArrayList<>(ofMany);
        trained.addAll(Trained.of(single, setups.single()));
        notebook.table(scores(lab, trained, epochs));
        Map<Text, Snapshot> ends = many.first(setups.many());
        ends.putAll(single.first(setups.single()));
        Map<Text, Snapshot> inOrder = new LinkedHashMap<>();
        setups.all().keySet().forEach(name -> inOrder.put(name, requireNonNull(ends.get(name))));
        notebook.figure("decision-boundaries", Boundaries.atEnd(lab, epochs, inOrder));
        ofMany.forEach(
                one ->
                        notebook.verdict(
                                Networks.learns(lab, epochs, one.name(), one.testAccuracies(lab))));
    }

    /** The book's two from every seed, the others from the first. */
    private static void diagnose(
            Laboratory lab, Notebook notebook, VanishingGradientSetups setups, int epochs) {
        Map<Text, MlpConfiguration> others = setups.all();
        others.keySet().removeAll(setups.book().keySet());
        Diagnoses diagnoses =
                Diagnoses.of(lab, setups.book(), lab.fewSeeds(), epochs)
                        .and(Diagnoses.ofFirstSeed(lab, others, epochs));
        notebook.diagnoses(diagnoses);
        notebook.table(
                diagnoses.selfTest(
                        setups.book().keySet().stream()
                                .map(name -> new Expected(name, Pathology.VANISHING_GRADIENT))
                                .toArray(Expected[]::new)));
    }

    /** What stands in the notebooks of both. */
    static void enterStart(Notebook notebook, Laboratory lab, double bias, Object epochs) {
        notebook.enter("network", "2-3-3-3-3-1");
        notebook.enter("weights", InitialWeights.normal(VanishingGradientSetups.STD).toString());
        notebook.enter("bias", bias);
        notebook.enter("learning_rate", VanishingGradientSetups.RATE);
        notebook.enter("epochs", epochs);
        int starts = lab.manySeeds().length;
        notebook.enter("gradients", Text.of("of %d starts of each, as one population", starts));
        notebook.enter("diagnosed_seeds", Notebook.range(lab.fewSeeds()));
    }

    /** The first seed's gradients as gradients, and beside them the weights as weights. */
    private static Table gradientsAndWeights(MlpConfiguration setup, MemberResult first) {
        MemberState state = first.start();
        List<String> names = ParameterNames.all(setup.architecture().layers());
        StateDict start = setup.initial(first.member().seed());
        return new Columns<Integer>()
                .add("parameter", names::get)
                .add(
                        "gradient norm",
                        i ->
                                (i % 2 == 0
                                                ? state.weightGradientNorms()
                                                : state.biasGradientNorms())
                                        [i / 2])
                .add("parameter norm", i -> Norms.l2(start.get(names.get(i)).values()))
                .table(
                        Text.of(
                                "Sigmoid, seed %d, step 1: the gradient's norm is not the parameter's norm",
                                first.member().seed()),
                        IntStream.range(0, names.size()).boxed().toList());
    }

    private static Table scores(Laboratory lab, List<Trained> trained, int epochs) {
        return new Columns<Trained>()
                .add("network", Trained::name)
                .add("starts", one -> one.members().size())
                .add("first loss", one -> one.median(member -> member.start().loss()))
                .add("last loss", one -> one.median(member -> member.end().loss()))
                .add("test accuracy", one -> Statistics.median(one.testAccuracies(lab)))
                .add(
                        "better than a constant",
                        one -> Networks.beyondMajority(lab.data().test(), one.testAccuracies(lab)))
                .table(
                        Text.of(
                                "After %d epochs, median over the starts, and how many are better than a constant, which scores %.4f, beyond sampling error",
                                epochs, lab.data().test().majority()),
                        trained);
    }
}
