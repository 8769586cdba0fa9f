package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.figure.BoundaryFigure;
import io.gradlab.figure.CurvesFigure;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Section 4.4.1: zero initialisation. 2-5-1 sigmoid, all parameters 0, learning rate 0.2: five
 * epochs with every parameter printed, as in the book, then 1000; the same with constant weights
 * 0.5, U(-1, 1) and N(0, 1), each at learning rates 0.2 and 5.
 */
final class ZeroInit extends Experiment {

    static final int BOOK_EPOCHS = 5;
    static final List<Double> RATES = List.of(0.2, 5.0);

    private static final List<InitialWeights> WEIGHTS =
            List.of(
                    InitialWeights.zeros(),
                    InitialWeights.constant(0.5),
                    InitialWeights.uniform(1),
                    InitialWeights.normal(1));

    ZeroInit() {
        super("zero-init", "4.4.1", "What does zero initialisation do?");
    }

    /**
     * A setup, its run from the first seed with the effective width of layer 1, and its scores over
     * all seeds; one in all where no weight is drawn.
     *
     * @param widths of the run after 0, 1, 2, ... updates; where weights are drawn, only of its
     *     start and its end
     * @param lastLosses train loss at the end, by seed
     * @param testAccuracies of the best parameters, by seed
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Series(Run run, List<Width> widths, double[] lastLosses, double[] testAccuracies) {

        static Series fixed(Run run, List<Width> widths) {
            return new Series(
                    run,
                    widths,
                    new double[] {run.lastLoss()},
                    new double[] {run.test().accuracy()});
        }

        MlpConfiguration setup() {
            return run.setup();
        }

        int widest() {
            return widths.stream().mapToInt(Width::withinRounding).max().orElseThrow();
        }

        int narrowest() {
            return widths.stream().mapToInt(Width::withinRounding).min().orElseThrow();
        }

        int widestExact() {
            return widths.stream().mapToInt(Width::exact).max().orElseThrow();
        }
    }

    /**
     * Effective width of layer 1.
     *
     * @param withinRounding units that differ by more than rounding
     * @param exact units that differ in any bit
     */
    record Width(int withinRounding, int exact) {

        static Width of(StateDict parameters) {
            return new Width(Units.distinct(parameters, 1), Units.distinctExactly(parameters, 1));
        }
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        long[] seeds = lab.seeds();
        Notebook notebook = new Notebook(lab, this, seeds);
        int epochs = lab.epochsOr(Networks.BOOK_EPOCHS);
        notebook.enter("network", "2-5-1 sigmoid, bias 0");
        notebook.enter(
                "weights",
                WEIGHTS.stream().map(InitialWeights::toString).collect(Collectors.joining(", ")));
        notebook.enter("learning_rates", RATES);
        notebook.enter("epochs", epochs);
        notebook.enter("training", "of the drawn weights: " + Starts.description(seeds));
        notebook.table(firstSteps(lab, epochs));
        List<MlpConfiguration> setups = new ArrayList<>();
        for (double rate : RATES) {
            for (InitialWeights weights : WEIGHTS) {
                setups.add(Networks.sigmoid(lab, rate, 5).withWeights(weights, 0));
            }
        }
        List<MlpConfiguration> drawn = setups.stream().filter(ZeroInit::drawn).toList();
        Starts starts = Starts.train(lab, id(), drawn, seeds, epochs);
        List<Series> all = new ArrayList<>();
        for (MlpConfiguration setup : setups) {
            all.add(drawn(setup) ? drawn(lab, setup, starts, epochs) : fixed(lab, setup, epochs));
        }
        Series zero = all.get(0);
        notebook.table(scores(all));
        notebook.longTable(widths(all));
        notebook.table(
                parameters(
                        "Zero initialisation: the parameters at the end",
                        Map.of(
                                zero.run().result().history().epochs(),
                                zero.run().result().last())));
        Diagnoses diagnoses =
                Diagnoses.ofFirstSeed(lab, Networks.named(setups, ZeroInit::name), epochs);
        notebook.diagnoses(diagnoses);
        notebook.runFiles(zero.run());
        notebook.figure("fw-zero", curves(all));
        notebook.figure("decision-boundary", boundaries(lab, all, epochs));
        notebook.verdict(stopsLearning(lab, zero));
        notebook.verdict(collapses(zero));
        notebook.verdict(zeroGradient(zero));
        notebook.verdict(collapses(all.get(1)));
        for (int rate = 0; rate < RATES.size(); rate++) {
            int at = rate * WEIGHTS.size();
            notebook.verdict(randomIsBetter(all.get(at), all.get(at + WEIGHTS.size() - 1)));
        }
        notebook.verdict(diagnoses.names(name(zero.setup()), Pathology.SYMMETRIC_UNITS));
        return notebook.close();
    }

    private static String name(MlpConfiguration setup) {
        return setup.weights() + ", lr " + Networks.rateText(setup);
    }

    private static Text label(MlpConfiguration setup) {
        return Text.of("%s, lr %s", setup.weights().toString(), Networks.rateText(setup));
    }

    private static boolean drawn(MlpConfiguration setup) {
        return setup.weights().kind() == InitialWeights.Kind.UNIFORM
                || setup.weights().kind() == InitialWeights.Kind.NORMAL;
    }

    private static Series drawn(Laboratory lab, MlpConfiguration setup, Starts starts, int epochs) {
        Run run = lab.trainings().run(setup, lab.seed(), epochs);
        Width start = Width.of(setup.initial(lab.seed()));
        Width end = Width.of(run.result().last());
        double[] losses = starts.of(setup).stream().mapToDouble(one -> one.end().loss()).toArray();
        return new Series(run, List.of(start, end), losses, starts.testAccuracies(setup));
    }

    private static Series fixed(Laboratory lab, MlpConfiguration setup, int epochs) {
        List<Width> widths = new ArrayList<>();
        Run run =
                lab.trainings()
                        .observed(
                                setup,
                                lab.seed(),
                                epochs,
                                (updates, runner) -> widths.add(Width.of(runner.parameters())));
        return Series.fixed(run, widths);
    }

    /** The book's five epochs: every parameter after each step. Weights as weights, no norms. */
    private static Table firstSteps(Laboratory lab, int epochs) {
        MlpConfiguration setup =
                Networks.sigmoid(lab, Networks.BOOK_RATE, 5).withWeights(InitialWeights.zeros(), 0);
        Map<Integer, StateDict> states = new LinkedHashMap<>();
        lab.trainings()
                .observed(
                        setup,
                        lab.seed(),
                        Math.min(BOOK_EPOCHS, epochs),
                        (updates, runner) -> states.put(updates, runner.parameters()));
        return parameters(
                "Zero initialisation: every parameter after each of the first steps (0: at the start)",
                states);
    }

    private static Table parameters(String title, Map<Integer, StateDict> states) {
        List<List<Object>> rows = new ArrayList<>();
        states.forEach(
                (step, parameters) ->
                        parameters
                                .tensors()
                                .forEach(
                                        one ->
                                                rows.add(
                                                        List.of(
                                                                step,
                                                                one.name(),
                                                                texts(one.values())))));
        return new Table(title, List.of("step", "parameter", "values"), rows);
    }

    private static Table scores(List<Series> all) {
        return new Columns<Series>()
                .add("weights", one -> one.setup().weights().toString())
                .add("lr", one -> Networks.rateText(one.setup()))
                .add("seeds", one -> one.testAccuracies().length)
                .add("first loss", one -> one.run().firstLoss())
                .add("last loss", one -> Statistics.median(one.lastLosses()))
                .add("test accuracy: min", one -> Statistics.quantile(one.testAccuracies(), 0))
                .add("median", one -> Statistics.median(one.testAccuracies()))
                .add("max", one -> Statistics.quantile(one.testAccuracies(), 1))
                .add("effective width", one -> one.narrowest() + " to " + one.widest())
                .table(
                        "Scores over seeds, and the effective width of layer 1 over the epochs (first seed)",
                        all);
    }

    private static Table widths(List<Series> all) {
        List<Series> fixed = all.stream().filter(one -> !drawn(one.setup())).toList();
        int times = fixed.stream().mapToInt(one -> one.widths().size()).min().orElseThrow();
        Columns<Integer> columns = new Columns<Integer>().add("updates", updates -> updates);
        for (Series one : fixed) {
            String name = name(one.setup());
            columns.add(name, updates -> one.widths().get(updates).withinRounding());
            columns.add(name + ", to the last bit", updates -> one.widths().get(updates).exact());
        }
        return columns.table(
                "Effective width of layer 1 after each epoch",
                IntStream.range(0, times).boxed().toList());
    }

    private static CurvesFigure curves(List<Series> all) {
        return new CurvesFigure(
                Text.of(
                        "Initial weights, learning rate %s, seed %d",
                        Networks.rateText(all.get(0).setup()), all.get(0).run().seed()),
                all.stream()
                        .limit(WEIGHTS.size())
                        .map(
                                one ->
                                        Notebook.curve(
                                                Text.of(one.setup().weights().toString()),
                                                one.run()))
                        .toList());
    }

    /** Zeros and N(0, 1) at each rate, after the last epoch. */
    private static Optional<BoundaryFigure> boundaries(
            Laboratory lab, List<Series> all, int epochs) {
        Map<Text, Snapshot> ends = new LinkedHashMap<>();
        for (int rate = 0; rate < RATES.size(); rate++) {
            for (int weights : new int[] {0, WEIGHTS.size() - 1}) {
                Series series = all.get(rate * WEIGHTS.size() + weights);
                ends.put(label(series.setup()), series.run().end());
            }
        }
        return Boundaries.atEnd(lab, epochs, ends);
    }

    /** Six digits each. */
    private static String texts(float[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> values[i] == 0 ? "0" : NumberText.format("%.6g", values[i]))
                .collect(Collectors.joining(", "));
    }

    /** Against the constant answer, beyond the sampling error of the test set. */
    static Verdict stopsLearning(Laboratory lab, Series zero) {
        Run run = zero.run();
        double majority = lab.data().test().majority();
        Interval score = Networks.scoreInterval(lab.data().test(), run.test().accuracy());
        boolean learns = run.lastLoss() < run.firstLoss() && score.isAbove(majority);
        return Bridge.verdict(
                "A network initialised with zeros does not learn.",
                NumberText.format(
                        "train loss %.4f to %.4f; test accuracy %.4f (95 %% interval %.3f to %.3f), constant answer %.4f",
                        run.firstLoss(),
                        run.lastLoss(),
                        run.test().accuracy(),
                        score.low(),
                        score.high(),
                        majority),
                Bridge.exact(!learns),
                1);
    }

    static Verdict collapses(Series series) {
        return Bridge.verdict(
                NumberText.format(
                        "With weights %s all hidden units stay the same: effective width 1.",
                        series.setup().weights()),
                NumberText.format(
                        "effective width of layer 1 from %d to %d over %d updates; to the last bit up to %d, by rounding",
                        series.narrowest(),
                        series.widest(),
                        series.widths().size() - 1,
                        series.widestExact()),
                Bridge.exact(series.widest() == 1),
                1);
    }

    private static Verdict zeroGradient(Series zero) {
        Map<String, Double> norms = new LinkedHashMap<>();
        ParameterNames.all(2).forEach(name -> norms.put(name, zero.run().firstNorm(name)));
        return Bridge.verdict(
                "With zeros every gradient is 0.",
                "gradient norms at step 1: "
                        + norms.entrySet().stream()
                                .map(one -> one.getKey() + " " + NumberText.norm(one.getValue()))
                                .collect(Collectors.joining(", ")),
                Bridge.exact(norms.values().stream().allMatch(norm -> norm == 0)),
                1);
    }

    static Verdict randomIsBetter(Series zero, Series random) {
        double[] fixed = new double[random.testAccuracies().length];
        Arrays.fill(fixed, zero.testAccuracies()[0]);
        Interval difference = Statistics.pairedDifference(fixed, random.testAccuracies());
        return Bridge.verdict(
                NumberText.format(
                        "At learning rate %s weights N(0, 1) score better than zeros on these test examples.",
                        Networks.rateText(zero.setup())),
                "difference of test accuracy " + NumberText.difference(difference),
                Bridge.above(difference, 0),
                random.testAccuracies().length);
    }
}
