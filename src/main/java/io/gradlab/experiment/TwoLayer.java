package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.figure.BoundaryFigure;
import io.gradlab.figure.CurvesFigure;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.result.Columns;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sections 4.3.1 to 4.3.4: the two-layer network from predefined layers, with gradients by
 * automatic differentiation and the Runner. 2-5-1 sigmoid, weights N(0, 1), biases 0, learning rate
 * 0.2, 1000 epochs: {@value Laboratory#SEEDS} starts as a population, the first of them by the
 * Runner too.
 */
final class TwoLayer extends Experiment {

    /** The test score that the book prints in section 4.3.4. */
    static final double BOOK_SCORE = 0.84;

    /** Epochs between two of the book's lines on the loss. */
    private static final int LOG_EVERY = 50;

    /**
     * Scores of 200 examples scatter by sqrt(0.84 * 0.16 / 200) = 0.026 even for one network; seeds
     * that stay within two of these agree.
     */
    static final double SAME_SCORE = 0.052;

    TwoLayer() {
        super(
                "two-layer",
                "4.3.1 to 4.3.4",
                "Does automatic differentiation with predefined layers do the job?");
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        long[] seeds = lab.seeds();
        Notebook notebook = new Notebook(lab, this, seeds);
        MlpConfiguration setup = Networks.sigmoid(lab, Networks.BOOK_RATE, 5);
        int epochs = lab.epochsOr(Networks.BOOK_EPOCHS);
        Networks.described(setup).forEach(notebook::enter);
        notebook.enter("epochs", epochs);
        notebook.enter(
                "training", Starts.description(seeds) + "; of curves and files: by the Runner");
        notebook.enter("diagnosed_seeds", Notebook.range(lab.fewSeeds()));
        Optional<BoundaryFigure> boundary = Boundaries.overTime(lab, setup, epochs);
        List<Run> runs = lab.train(id(), setup, epochs);
        Run first = runs.get(0);
        notebook.line("");
        notebook.line("seed " + first.seed() + ":");
        BookLines.of(first.result().history(), LOG_EVERY).forEach(notebook::line);
        notebook.line(first.test().testLine());
        notebook.table(scores(runs));
        Starts starts = Starts.train(lab, id(), List.of(setup), seeds, epochs);
        notebook.longTable(starts.perSeed());
        Text name = Networks.widthsAndRate(setup);
        Diagnoses diagnoses = Diagnoses.of(lab, Map.of(name, setup), lab.fewSeeds(), epochs);
        notebook.diagnoses(diagnoses);
        notebook.table(diagnoses.selfTest(Diagnoses.Expected.noAlarm(name)));
        notebook.runFiles(first);
        notebook.figure(
                "fw-acc",
                new CurvesFigure(
                        Text.of("Loss and accuracy of %s", setup.architecture().widths()),
                        List.of(Notebook.curve(Text.of("seed %d", first.seed()), first))));
        notebook.figure("decision-boundary", boundary);
        double[] accuracies = starts.testAccuracies(setup);
        notebook.verdict(bookScore(lab, accuracies));
        notebook.verdict(learns(lab, accuracies));
        notebook.verdict(oneRunTells(accuracies));
        return notebook.close();
    }

    private static Table scores(List<Run> runs) {
        return new Columns<Run>()
                .add("seed", Run::seed)
                .add("best epoch", run -> run.result().bestEpoch())
                .add("validation accuracy", run -> run.result().bestValidationAccuracy())
                .add("last train loss", Run::lastLoss)
                .add("test accuracy", run -> run.test().accuracy())
                .add("test loss", run -> run.test().loss())
                .table("Scores of the best parameters by validation accuracy", runs);
    }

    /** Confirmed if the book's score is in the sampling interval of the median test score. */
    static Verdict bookScore(Laboratory lab, double[] accuracies) {
        double median = Statistics.median(accuracies);
        int size = lab.data().test().size();
        Interval interval = Networks.scoreInterval(lab.data().test(), median);
        boolean inside = interval.low() <= BOOK_SCORE && BOOK_SCORE <= interval.high();
        return Bridge.verdict(
                "2-5-1 at learning rate 0.2 scores about 0.84 on the test set.",
                NumberText.format(
                        "median test accuracy %.4f, and %d test examples leave %.3f to %.3f open",
                        median, size, interval.low(), interval.high()),
                Bridge.exact(inside),
                accuracies.length);
    }

    /** Against always giving the more frequent answer. */
    static Verdict learns(Laboratory lab, double[] accuracies) {
        double majority = lab.data().test().majority();
        int better = Networks.beyondMajority(lab.data().test(), accuracies);
        return Bridge.verdict(
                "Automatic differentiation and predefined layers are enough to learn the two moons.",
                NumberText.format(
                        "better than the constant answer (%.4f) beyond sampling error in %s",
                        majority, Bridge.share(better, accuracies.length)),
                Bridge.everySeed(better, accuracies.length),
                accuracies.length);
    }

    static Verdict oneRunTells(double[] accuracies) {
        double low = Arrays.stream(accuracies).min().orElseThrow();
        double high = Arrays.stream(accuracies).max().orElseThrow();
        int near = 0;
        double median = Statistics.median(accuracies);
        for (double accuracy : accuracies) {
            near += Math.abs(accuracy - median) <= SAME_SCORE ? 1 : 0;
        }
        return Bridge.verdict(
                "One run tells the test accuracy of this network at this learning rate.",
                NumberText.format(
                        "test accuracy from %.4f to %.4f; within %.3f of the median %.4f in %s",
                        low, high, SAME_SCORE, median, Bridge.share(near, accuracies.length)),
                Bridge.everySeed(near, accuracies.length),
                accuracies.length);
    }
}
