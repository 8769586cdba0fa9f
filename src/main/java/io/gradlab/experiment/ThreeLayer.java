package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.figure.BoundaryFigure;
import io.gradlab.figure.CurvesFigure;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.population.MemberResult;
import io.gradlab.result.Claim;
import io.gradlab.result.ClaimRule;
import io.gradlab.result.Columns;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics;
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
 * because one run of each proves nothing where the outcome depends on the start.
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
        notebook.enter(
                "networks", Text.of("2-5-3-1 against 2-5-1, sigmoid, weights normal:1.0, bias 0"));
        notebook.enter("learning_rates", RATES);
        notebook.enter("epochs", epochs);
        notebook.enter(
                "training",
                Text.of("%s; of curves and files: by the Runner", Starts.description(seeds)));
        List<MlpConfiguration> setups = new ArrayList<>();
        for (double rate : RATES) {
            setups.add(Networks.sigmoid(lab, rate, 5));
            setups.add(Networks.sigmoid(lab, rate, 5, 3));
        }
        long[] many = lab.manySeeds();
        notebook.enter(
                "gradients", Text.of("of %d starts of each, as one population", many.length));
        notebook.enter("good", Outcome.meaning());
        Starts runs = Starts.train(lab, id(), setups, seeds, epochs);
        notebook.longTable(runs.perSeed());
        List<DepthPair> pairs = RATES.stream().map(rate -> pair(lab, runs, rate)).toList();
        notebook.table(scores(pairs));
        notebook.table(differences(pairs));
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
        pairs.forEach(pair -> pair.verdicts().forEach(notebook::verdict));
        notebook.verdict(takesPart(starts));
        return notebook.close();
    }

    private static DepthPair pair(Laboratory lab, Starts runs, double rate) {
        return new DepthPair(
                Outcome.of(runs, Networks.sigmoid(lab, rate, 5)),
                Outcome.of(runs, Networks.sigmoid(lab, rate, 5, 3)),
                lab.data().test().size());
    }

    private static Table scores(List<DepthPair> pairs) {
        String shallow = pairs.get(0).shallow().widths();
        String deep = pairs.get(0).deep().widths();
        return new Columns<DepthPair>()
                .add("lr", ThreeLayer::rate)
                .add(Text.of("median %s", shallow), pair -> pair.shallow().median())
                .add(Text.of("median %s", deep), pair -> pair.deep().median())
                .add(Text.of("good %s", shallow), pair -> pair.shallow().good())
                .add(Text.of("good %s", deep), pair -> pair.deep().good())
                .add("both good", pair -> pair.bothGood().starts())
                .table(
                        Text.of(
                                "Test accuracy over %d starts: median, and how many end good",
                                pairs.get(0).starts()),
                        pairs);
    }

    private static Table differences(List<DepthPair> pairs) {
        return new Columns<DepthPair>()
                .add("lr", ThreeLayer::rate)
                .add("better", DepthPair::better)
                .add("equal", DepthPair::equal)
                .add("worse", DepthPair::worse)
                .add("difference", pair -> pair.difference().estimate())
                .add("from", pair -> pair.difference().low())
                .add("to", pair -> pair.difference().high())
                .add("one example", DepthPair::floor)
                .table(
                        Text.of(
                                "Test accuracy of %s against that of %s, same start: how many are better, equal, worse; mean difference, 95 %% interval",
                                pairs.get(0).deep().widths(), pairs.get(0).shallow().widths()),
                        pairs);
    }

    private static double rate(DepthPair pair) {
        return Networks.rate(pair.deep().setup());
    }

    private static CurvesFigure curves(Run shallow, Run deep) {
        return new CurvesFigure(
                Text.of("Learning rate %s, seed %d", Networks.rateText(deep.setup()), deep.seed()),
                List.of(
                        Notebook.curve(Text.of(shallow.setup().architecture().widths()), shallow),
                        Notebook.curve(Text.of(deep.setup().architecture().widths()), deep)));
    }

    /** The code that circulates computes the second hidden layer and then skips it. */
    private static Verdict takesPart(Starts starts) {
        Collection<List<MemberResult>> bySetup = starts.bySetup().values();
        int seeds = bySetup.iterator().next().size();
        double[] smallest =
                IntStream.range(0, seeds).mapToDouble(i -> smallestNorm(bySetup, i)).toArray();
        return Claim.ours(
                        ClaimRule.IN_EVERY_START,
                        Text.of(
                                "In every start all three layers of 2-5-3-1 take part: the loss depends on the weights of each."))
                .counted(
                        Statistics.atLeast(smallest, Double.MIN_VALUE),
                        seeds,
                        Text.of(
                                "smallest gradient norm of a weight matrix at step 1 is %s",
                                NumberText.norm(Arrays.stream(smallest).min().orElseThrow())));
    }

    private static double smallestNorm(Collection<List<MemberResult>> bySetup, int seed) {
        return bySetup.stream()
                .map(members -> members.get(seed).start().weightGradientNorms())
                .flatMapToDouble(Arrays::stream)
                .min()
                .orElseThrow();
    }
}
