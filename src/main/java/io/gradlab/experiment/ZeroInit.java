package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.data.Examples;
import io.gradlab.experiment.Diagnoses.Expected;
import io.gradlab.experiment.ZeroInitClaims.Trained;
import io.gradlab.figure.BoundaryFigure;
import io.gradlab.figure.CurvesFigure;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.StateDict;
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
import java.util.Optional;
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

    private static MlpConfiguration zeros(Laboratory lab) {
        return Networks.sigmoid(lab, Networks.BOOK_RATE, 5).withWeights(InitialWeights.zeros(), 0);
    }

    @Override
    Map<Text, MlpTraining> failing(Laboratory lab) {
        MlpConfiguration zeros = zeros(lab);
        return Map.of(
                ZeroInitSeries.text(zeros.weights()),
                new MlpTraining(zeros, lab.epochsOr(Networks.BOOK_EPOCHS)));
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        Notebook notebook = new Notebook(lab, this, lab.seeds());
        int epochs = lab.epochsOr(Networks.BOOK_EPOCHS);
        notebook.enter("network", Text.of("%s sigmoid, bias %s", "2-5-1", 0));
        notebook.enter(
                "weights", Text.join(", ", WEIGHTS.stream().map(ZeroInitSeries::text).toList()));
        notebook.enter("learning_rates", RATES);
        notebook.enter("epochs", epochs);
        notebook.enter(
                "training", Text.of("of the drawn weights: %s", Starts.description(lab.seeds())));
        Run first = firstSteps(lab, notebook, Math.min(BOOK_EPOCHS, epochs));
        List<ZeroInitSeries> all = train(lab, epochs);
        ZeroInitSeries zeros = all.get(0);
        notebook.table(scores(lab, all));
        notebook.longTable(widths(all));
        notebook.table(
                parameters(
                        Text.of("Zero initialisation: the parameters at the end"),
                        Map.of(zeros.run().result().history().epochs(), zeros.ends().get(0))));
        diagnose(lab, notebook, all, epochs);
        notebook.runFiles(zeros.run());
        notebook.figure("fw-zero", curves(all));
        notebook.figure("decision-boundary", boundaries(lab, all, epochs));
        Examples test = lab.data().test();
        notebook.verdict(ZeroInitClaims.learnedNothing(test, Trained.of(first, test)));
        notebook.verdict(ZeroInitClaims.doesNotLearn(test, Trained.of(zeros.run(), test)));
        notebook.verdict(ZeroInitClaims.zerosCollapse(zeros));
        notebook.verdict(ZeroInitClaims.everyGradientIsZero(zeros.run()));
        notebook.verdict(ZeroInitClaims.constantsCollapse(all.get(1)));
        for (int rate = 0; rate < RATES.size(); rate++) {
            ZeroInitSeries fixed = all.get(rate * WEIGHTS.size());
            ZeroInitSeries random = all.get((rate + 1) * WEIGHTS.size() - 1);
            notebook.verdict(ZeroInitClaims.randomAnswersMore(lab, fixed, random));
        }
        return notebook.close();
    }

    /** Every weight at every rate: zeros first, N(0, 1) last, the slow rate before the fast. */
    private List<ZeroInitSeries> train(Laboratory lab, int epochs) {
        List<MlpConfiguration> setups = new ArrayList<>();
        for (double rate : RATES) {
            for (InitialWeights weights : WEIGHTS) {
                setups.add(Networks.sigmoid(lab, rate, 5).withWeights(weights, 0));
            }
        }
        List<MlpConfiguration> drawn = setups.stream().filter(ZeroInit::drawn).toList();
        Starts starts = Starts.train(lab, id(), drawn, lab.seeds(), epochs);
        List<ZeroInitSeries> all = new ArrayList<>();
        for (MlpConfiguration setup : setups) {
            all.add(drawn(setup) ? drawn(lab, setup, starts, epochs) : fixed(lab, setup, epochs));
        }
        return all;
    }

    private static boolean drawn(MlpConfiguration setup) {
        return setup.weights().kind() == InitialWeights.Kind.UNIFORM
                || setup.weights().kind() == InitialWeights.Kind.NORMAL;
    }

    private static ZeroInitSeries drawn(
            Laboratory lab, MlpConfiguration setup, Starts starts, int epochs) {
        Run run = lab.trainings().run(setup, lab.seed(), epochs);
        ZeroInitSeries.Width start = ZeroInitSeries.Width.of(setup.initial(lab.seed()));
        ZeroInitSeries.Width end = ZeroInitSeries.Width.of(run.result().last());
        return ZeroInitSeries.drawn(run, List.of(start, end), starts.of(setup), lab.data().test());
    }

    private static ZeroInitSeries fixed(Laboratory lab, MlpConfiguration setup, int epochs) {
        List<ZeroInitSeries.Width> widths = new ArrayList<>();
        Run run =
                lab.trainings()
                        .observed(
                                setup,
                                lab.seed(),
                                epochs,
                                (updates, runner) ->
                                        widths.add(ZeroInitSeries.Width.of(runner.parameters())));
        return ZeroInitSeries.fixed(run, widths, lab.data().test());
    }

    /** The book's five epochs: every parameter after each step. Weights as weights, no norms. */
    private static Run firstSteps(Laboratory lab, Notebook notebook, int epochs) {
        MlpConfiguration setup = zeros(lab);
        Map<Integer, StateDict> states = new LinkedHashMap<>();
        Run run =
                lab.trainings()
                        .observed(
                                setup,
                                lab.seed(),
                                epochs,
                                (updates, runner) -> states.put(updates, runner.parameters()));
        notebook.table(
                parameters(
                        Text.of(
                                "Zero initialisation: every parameter after each of the first steps (0: at the start)"),
                        states));
        return run;
    }

    private static Table parameters(Text title, Map<Integer, StateDict> states) {
        record Row(int step, StateDict.Tensor parameter) {}
        List<Row> rows = new ArrayList<>();
        states.forEach(
                (step, parameters) ->
                        parameters.tensors().forEach(one -> rows.add(new Row(step, one))));
        return new Columns<Row>()
                .add("step", Row::step)
                .add("parameter", row -> row.parameter().name())
                .add("values", row -> doubles(row.parameter().values()))
                .table(title, rows);
    }

    /** -0 is 0. */
    private static List<Double> doubles(float[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> values[i] + 0.0).toList();
    }

    private static Table scores(Laboratory lab, List<ZeroInitSeries> all) {
        return new Columns<ZeroInitSeries>()
                .add("weights", one -> ZeroInitSeries.text(one.setup().weights()))
                .add("lr", one -> Networks.rate(one.setup()))
                .add("starts", one -> one.ends().size())
                .add("first loss", one -> Statistics.median(one.firstLosses()))
                .add("last loss", one -> Statistics.median(one.lastLosses()))
                .add("test accuracy: min", one -> Statistics.quantile(one.testAccuracies(), 0))
                .add("median", one -> Statistics.median(one.testAccuracies()))
                .add("max", one -> Statistics.quantile(one.testAccuracies(), 1))
                .add("smallest width", ZeroInitSeries::narrowest)
                .add("largest width", ZeroInitSeries::widest)
                .table(
                        Text.of(
                                "Median losses over the starts, test accuracy after the last epoch, and effective width of layer 1 over the epochs of seed %d",
                                lab.seed()),
                        all);
    }

    private static Table widths(List<ZeroInitSeries> all) {
        List<ZeroInitSeries> fixed = all.stream().filter(one -> !drawn(one.setup())).toList();
        int times = fixed.stream().mapToInt(one -> one.widths().size()).min().orElseThrow();
        Columns<Integer> columns = new Columns<Integer>().add("updates", updates -> updates);
        for (ZeroInitSeries one : fixed) {
            columns.add(one.name(), updates -> one.widths().get(updates).withinRounding());
            columns.add(
                    Text.of("%s, to the last bit", one.name()),
                    updates -> one.widths().get(updates).exact());
        }
        return columns.table(
                "Effective width of layer 1 after each epoch",
                IntStream.range(0, times).boxed().toList());
    }

    private static void diagnose(
            Laboratory lab, Notebook notebook, List<ZeroInitSeries> all, int epochs) {
        Map<Text, MlpConfiguration> setups = new LinkedHashMap<>();
        all.forEach(one -> setups.put(one.name(), one.setup()));
        Diagnoses diagnoses = Diagnoses.ofFirstSeed(lab, setups, epochs);
        notebook.diagnoses(diagnoses);
        Expected symmetric = new Expected(all.get(0).name(), Pathology.SYMMETRIC_UNITS);
        notebook.table(diagnoses.selfTest(symmetric));
    }

    private static CurvesFigure curves(List<ZeroInitSeries> all) {
        return new CurvesFigure(
                Text.of(
                        "Initial weights, learning rate %s, seed %d",
                        Networks.rateText(all.get(0).setup()), all.get(0).run().seed()),
                all.stream()
                        .limit(WEIGHTS.size())
                        .map(
                                one ->
                                        Notebook.curve(
                                                ZeroInitSeries.text(one.setup().weights()),
                                                one.run()))
                        .toList());
    }

    /** Zeros and N(0, 1) at each rate, after the last epoch. */
    private static Optional<BoundaryFigure> boundaries(
            Laboratory lab, List<ZeroInitSeries> all, int epochs) {
        Map<Text, Snapshot> ends = new LinkedHashMap<>();
        for (int rate = 0; rate < RATES.size(); rate++) {
            for (int weights : new int[] {0, WEIGHTS.size() - 1}) {
                ZeroInitSeries series = all.get(rate * WEIGHTS.size() + weights);
                ends.put(series.name(), series.run().end());
            }
        }
        return Boundaries.atEnd(lab, epochs, ends);
    }
}
