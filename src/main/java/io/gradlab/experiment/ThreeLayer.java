package io.gradlab.experiment;

import io.gradlab.figure.BoundaryFigure;
import io.gradlab.figure.CurvesFigure;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.population.MemberResult;
import io.gradlab.population.PopulationConfig;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Judgement;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Section 4.3.1, exercise 2: a second hidden layer of three units. 2-5-3-1 against 2-5-1 on the
 * same data from the same seeds at learning rates 0.2, 1 and 3: paired test scores of a population,
 * because one run of each proves nothing where the outcome depends on the seed.
 */
final class ThreeLayer extends Experiment {

    static final List<Double> RATES = List.of(0.2, 1.0, 3.0);

    /** Starts of each configuration, where the user does not say: a second and a half. */
    static final int SEEDS = 30;

    ThreeLayer() {
        super("three-layer", "4.3.1 (2)", "Does a second hidden layer of 3 units help?");
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        long[] seeds = lab.seedsOr(SEEDS);
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
        Starts runs =
                Starts.train(
                        lab,
                        id(),
                        setups,
                        seeds,
                        PopulationConfig.epochs(epochs).withParametersAt(epochs));
        notebook.longTable(runs.perSeed());
        notebook.table(paired(lab, runs));
        Map<String, MlpConfiguration> deepSetups =
                Networks.named(
                        setups.stream()
                                .filter(setup -> setup.architecture().layers() == 3)
                                .toList());
        MlpConfiguration fastest = setups.get(setups.size() - 1);
        Optional<BoundaryFigure> boundary = Boundaries.overTime(lab, fastest, epochs);
        notebook.diagnoses(Diagnoses.ofFirstSeed(lab, deepSetups, epochs));
        notebook.figure("scores", runs.figure());
        List<MlpConfiguration> shallowFirst = new ArrayList<>(setups);
        shallowFirst.sort(Comparator.comparingInt(setup -> setup.architecture().layers()));
        Map<String, Snapshot> ends = runs.first(Networks.named(shallowFirst), epochs);
        Run shallow = lab.trainings().run(setups.get(setups.size() - 2), lab.seed(), epochs);
        Run deep = lab.trainings().run(fastest, lab.seed(), epochs);
        notebook.figure("curves", curves(shallow, deep));
        notebook.figure("decision-boundaries", Boundaries.atEnd(lab, epochs, ends));
        notebook.figure("decision-boundary", boundary);
        notebook.runFiles(deep);
        for (double rate : RATES) {
            notebook.verdict(
                    helps(
                            Networks.rateText(Networks.sigmoid(lab, rate, 5)),
                            runs.testAccuracies(Networks.sigmoid(lab, rate, 5)),
                            runs.testAccuracies(Networks.sigmoid(lab, rate, 5, 3))));
        }
        notebook.verdict(takesPart(deepSetups.values().stream().map(runs::of).toList()));
        return notebook.close();
    }

    private static Table paired(Laboratory lab, Starts runs) {
        List<List<Object>> rows = new ArrayList<>();
        for (double rate : RATES) {
            double[] shallow = runs.testAccuracies(Networks.sigmoid(lab, rate, 5));
            double[] deep = runs.testAccuracies(Networks.sigmoid(lab, rate, 5, 3));
            Interval difference = Statistics.pairedDifference(shallow, deep);
            rows.add(
                    List.of(
                            rate,
                            Statistics.median(shallow),
                            Statistics.median(deep),
                            difference.estimate(),
                            difference.low(),
                            difference.high()));
        }
        return new Table(
                "Test accuracy of 2-5-3-1 minus that of 2-5-1, same seed: mean, 95 % interval",
                List.of("lr", "median 2-5-1", "median 2-5-3-1", "difference", "from", "to"), rows);
    }

    private static CurvesFigure curves(Run shallow, Run deep) {
        return new CurvesFigure(
                "Learning rate " + Networks.rateText(deep.setup()) + ", seed " + deep.seed(),
                List.of(
                        Notebook.curve(shallow.setup().architecture().widths(), shallow),
                        Notebook.curve(deep.setup().architecture().widths(), deep)));
    }

    static Verdict helps(String rate, double[] shallow, double[] deep) {
        Interval difference = Statistics.pairedDifference(shallow, deep);
        return new Verdict(
                "At learning rate " + rate + " a second hidden layer improves the test score.",
                "paired difference of test accuracy " + NumberText.difference(difference),
                Judgement.above(difference, 0),
                shallow.length);
    }

    /** The code that circulates computes the second hidden layer and then skips it. */
    private static Verdict takesPart(List<List<MemberResult>> bySetup) {
        int seeds = bySetup.get(0).size();
        double[] smallest = new double[seeds];
        for (int seed = 0; seed < seeds; seed++) {
            int at = seed;
            smallest[seed] =
                    bySetup.stream()
                            .map(members -> members.get(at).start().weightGradientNorms())
                            .flatMapToDouble(Arrays::stream)
                            .min()
                            .orElseThrow();
        }
        int withGradient = Statistics.atLeast(smallest, Double.MIN_VALUE);
        return new Verdict(
                "All three layers take part: the loss depends on the weights of each.",
                "smallest gradient norm of a weight matrix at step 1 is "
                        + NumberText.norm(Arrays.stream(smallest).min().orElseThrow()),
                Judgement.everySeed(withGradient, seeds),
                seeds);
    }
}
