package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.figure.BoundaryFigure;
import io.gradlab.figure.CurvesFigure;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.population.MemberResult;
import io.gradlab.result.Columns;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Section 4.3.1, exercise 2: a second hidden layer of three units. 2-5-3-1 against 2-5-1 on the
 * same data from the same seeds at learning rates 0.2, 1 and 3: paired test scores of a population,
 * because one run of each proves nothing where the outcome depends on the seed.
 */
final class ThreeLayer extends Experiment {

    static final List<Double> RATES = List.of(0.2, 1.0, 3.0);

    ThreeLayer() {
        super("three-layer", "4.3.1 (2)", "Does a second hidden layer of 3 units help?");
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        long[] seeds = lab.seeds();
        Notebook notebook = new Notebook(lab, this, seeds);
        int epochs = lab.epochsOr(Networks.BOOK_EPOCHS);
        notebook.enter("networks", "2-5-3-1 against 2-5-1, sigmoid, weights normal:1.0, bias 0");
        notebook.enter("learning_rates", RATES);
        notebook.enter("epochs", epochs);
        notebook.enter(
                "training", Starts.description(seeds) + "; of curves and files: by the Runner");
        List<MlpConfiguration> setups = new ArrayList<>();
        for (double rate : RATES) {
            setups.add(Networks.sigmoid(lab, rate, 5));
            setups.add(Networks.sigmoid(lab, rate, 5, 3));
        }
        long[] many = lab.manySeeds();
        notebook.enter("gradients", "of " + many.length + " starts of each, as one population");
        Starts runs = Starts.train(lab, id(), setups, seeds, epochs);
        notebook.longTable(runs.perSeed());
        List<Pair> pairs = RATES.stream().map(rate -> Pair.of(lab, runs, rate)).toList();
        notebook.table(paired(pairs));
        Map<Text, MlpConfiguration> deepSetups =
                Networks.named(
                        setups.stream()
                                .filter(setup -> setup.architecture().layers() == 3)
                                .toList());
        Starts starts = Starts.train(lab, id(), deepSetups.values(), many, 1);
        MlpConfiguration fastest = setups.get(setups.size() - 1);
        Optional<BoundaryFigure> boundary = Boundaries.overTime(lab, fastest, epochs);
        notebook.diagnoses(Diagnoses.ofFirstSeed(lab, deepSetups, epochs));
        notebook.figure("scores", runs.figure());
        List<MlpConfiguration> shallowFirst = new ArrayList<>(setups);
        shallowFirst.sort(Comparator.comparingInt(setup -> setup.architecture().layers()));
        Map<Text, Snapshot> ends = runs.first(Networks.named(shallowFirst));
        Run shallow = lab.trainings().run(setups.get(setups.size() - 2), lab.seed(), epochs);
        Run deep = lab.trainings().run(fastest, lab.seed(), epochs);
        notebook.figure("curves", curves(shallow, deep));
        notebook.figure("decision-boundaries", Boundaries.atEnd(lab, epochs, ends));
        notebook.figure("decision-boundary", boundary);
        notebook.runFiles(deep);
        for (Pair pair : pairs) {
            notebook.verdict(helps(Networks.rateText(pair.setup), pair.shallow, pair.deep));
        }
        notebook.verdict(takesPart(starts));
        return notebook.close();
    }

    /** Test scores of both networks at one learning rate, by seed. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Pair(MlpConfiguration setup, double[] shallow, double[] deep) {

        static Pair of(Laboratory lab, Starts runs, double rate) {
            MlpConfiguration setup = Networks.sigmoid(lab, rate, 5);
            double[] deep = runs.testAccuracies(Networks.sigmoid(lab, rate, 5, 3));
            return new Pair(setup, runs.testAccuracies(setup), deep);
        }

        Interval difference() {
            return Statistics.pairedDifference(shallow, deep);
        }
    }

    private static Table paired(List<Pair> pairs) {
        return new Columns<Pair>()
                .add("lr", pair -> Networks.rate(pair.setup))
                .add("median 2-5-1", pair -> Statistics.median(pair.shallow))
                .add("median 2-5-3-1", pair -> Statistics.median(pair.deep))
                .add("difference", pair -> pair.difference().estimate())
                .add("from", pair -> pair.difference().low())
                .add("to", pair -> pair.difference().high())
                .table(
                        "Test accuracy of 2-5-3-1 minus that of 2-5-1, same seed: mean, 95 % interval",
                        pairs);
    }

    private static CurvesFigure curves(Run shallow, Run deep) {
        return new CurvesFigure(
                Text.of("Learning rate %s, seed %d", Networks.rateText(deep.setup()), deep.seed()),
                List.of(
                        Notebook.curve(Text.of(shallow.setup().architecture().widths()), shallow),
                        Notebook.curve(Text.of(deep.setup().architecture().widths()), deep)));
    }

    static Verdict helps(String rate, double[] shallow, double[] deep) {
        Interval difference = Statistics.pairedDifference(shallow, deep);
        return Bridge.verdict(
                "At learning rate " + rate + " a second hidden layer improves the test score.",
                "paired difference of test accuracy " + NumberText.difference(difference),
                Bridge.above(difference, 0),
                shallow.length);
    }

    /** The code that circulates computes the second hidden layer and then skips it. */
    private static Verdict takesPart(Starts starts) {
        Collection<List<MemberResult>> bySetup = starts.bySetup().values();
        int seeds = bySetup.iterator().next().size();
        double[] smallest =
                IntStream.range(0, seeds).mapToDouble(i -> smallestNorm(bySetup, i)).toArray();
        int withGradient = Statistics.atLeast(smallest, Double.MIN_VALUE);
        return Bridge.verdict(
                "All three layers take part: the loss depends on the weights of each.",
                "smallest gradient norm of a weight matrix at step 1 is "
                        + NumberText.norm(Arrays.stream(smallest).min().orElseThrow()),
                Bridge.everySeed(withGradient, seeds),
                seeds);
    }

    private static double smallestNorm(Collection<List<MemberResult>> bySetup, int seed) {
        return bySetup.stream()
                .map(members -> members.get(seed).start().weightGradientNorms())
                .flatMapToDouble(Arrays::stream)
                .min()
                .orElseThrow();
    }
}
