package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.figure.BoundaryFigure;
import io.gradlab.manual.FiniteDifferences;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.result.Columns;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import io.gradlab.result.Verdict.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The thinking question of section 4.3: hand-written gradients against automatic differentiation,
 * in values and in time. 2-5-1 and 2-3-3-3-3-1, sigmoid, weights N(0, 1), biases 0, learning rate
 * 0.2; the same start for both. A third computation, central differences in float64, knows nothing
 * of the chain rule.
 */
final class AutogradVsManual extends Experiment {

    /**
     * Largest difference of one gradient element, relative to the largest element of its tensor: a
     * hundred rounding units of float32 (6e-8), the sum over 640 examples being rounded in float32.
     */
    static final double SAME_GRADIENT = 6e-6;

    /**
     * Central differences leave 1e-10 of absolute error; relative to small tensors that is more.
     * See {@link FiniteDifferences}.
     */
    static final double SAME_AS_CENTRAL = 1e-9;

    /** Largest difference of the loss at any epoch; float32 alone gives 1e-7 to 3e-7. */
    static final double SAME_LOSS = 1e-5;

    AutogradVsManual() {
        super(
                "autograd-vs-manual",
                "4.3, thinking question",
                "Do hand-written gradients differ from automatic ones, in values or in time?");
    }

    @Override
    public ExperimentResult run(Laboratory lab) throws IOException {
        long[] seeds = lab.fewSeeds();
        Notebook notebook = new Notebook(lab, this, seeds);
        int epochs = lab.epochsOr(Networks.BOOK_EPOCHS);
        List<MlpConfiguration> setups =
                List.of(
                        Networks.sigmoid(lab, Networks.BOOK_RATE, 5),
                        Networks.sigmoid(lab, Networks.BOOK_RATE, 3, 3, 3, 3));
        notebook.enter("networks", "2-5-1 and 2-3-3-3-3-1, sigmoid, weights normal:1.0, bias 0");
        notebook.enter("learning_rate", Networks.BOOK_RATE);
        notebook.enter("epochs", epochs);
        notebook.enter("automatic", "DJL and PyTorch, float32");
        notebook.enter("by hand", "plain Java, float64");
        List<GradientComparison> gradients = new ArrayList<>();
        for (MlpConfiguration setup : setups) {
            for (long seed : seeds) {
                gradients.addAll(GradientComparison.of(lab, setup, seed));
            }
        }
        notebook.table(
                gradientTable(
                        "Gradients at step 1, seed " + lab.seed(),
                        gradients.stream().filter(one -> one.seed() == lab.seed()).toList()));
        notebook.longTable(gradientTable("Gradients at step 1, every seed", gradients));
        List<TrainingComparison> trainings =
                setups.stream().map(setup -> TrainingComparison.of(lab, setup, epochs)).toList();
        notebook.table(lossTable(trainings));
        notebook.table(timeTable(trainings));
        notebook.figure("decision-boundaries", boundaries(lab, trainings, epochs));
        notebook.diagnoses(Diagnoses.ofFirstSeed(lab, Networks.named(setups), epochs));
        notebook.verdict(sameValues(gradients, seeds.length));
        notebook.verdict(rightValues(gradients, seeds.length));
        trainings.forEach(training -> notebook.verdict(sameLoss(training)));
        trainings.forEach(training -> notebook.verdict(time(training)));
        return notebook.close();
    }

    /** Of each network after the last update, by both: one must lie on the other. */
    private static Optional<BoundaryFigure> boundaries(
            Laboratory lab, List<TrainingComparison> trainings, int epochs) {
        Map<Text, Snapshot> ends = new LinkedHashMap<>();
        for (TrainingComparison one : trainings) {
            ends.put(
                    Text.of("%s, automatic", one.widths()),
                    new Snapshot(one.setup(), one.automatic().last()));
            ends.put(
                    Text.of("%s, by hand", one.widths()),
                    new Snapshot(one.setup(), one.manual().last()));
        }
        return Boundaries.atEnd(lab, epochs, ends);
    }

    private static Table gradientTable(String title, List<GradientComparison> gradients) {
        return new Columns<GradientComparison>()
                .add("network", GradientComparison::network)
                .add("seed", GradientComparison::seed)
                .add("parameter", GradientComparison::parameter)
                .add("norm", GradientComparison::norm)
                .add("automatic", GradientComparison::automaticDifference)
                .add("central differences", GradientComparison::centralDifference)
                .table(
                        title
                                + ": norm, and the largest difference of an element from that by hand",
                        gradients);
    }

    private static Table lossTable(List<TrainingComparison> trainings) {
        return new Columns<TrainingComparison>()
                .add("network", TrainingComparison::widths)
                .add("epochs", training -> training.manual().epochs())
                .add("difference", TrainingComparison::lossDifference)
                .add("automatic", training -> training.automatic().lastLoss())
                .add("by hand", training -> training.manual().lastLoss())
                .table(
                        "Train and validation loss: largest difference at any epoch; last train loss",
                        trainings);
    }

    private static Table timeTable(List<TrainingComparison> trainings) {
        List<List<Object>> rows = new ArrayList<>();
        for (TrainingComparison training : trainings) {
            rows.add(times(training, "automatic", training.automatic().micros()));
            rows.add(times(training, "by hand", training.manual().micros()));
        }
        return new Table(
                "Microseconds per epoch, with the validation loss of every epoch",
                List.of("network", "gradients", "quartile 1", "median", "quartile 3"),
                rows);
    }

    private static List<Object> times(TrainingComparison training, String name, double[] micros) {
        return List.of(
                training.widths(),
                name,
                Statistics.quantile(micros, 0.25),
                Statistics.median(micros),
                Statistics.quantile(micros, 0.75));
    }

    static Verdict sameValues(List<GradientComparison> comparisons, int seeds) {
        double worst =
                comparisons.stream()
                        .mapToDouble(GradientComparison::relativeDifference)
                        .max()
                        .orElseThrow();
        return Bridge.verdict(
                "Automatic differentiation gives the gradients of the hand-derived formulas.",
                NumberText.format(
                        "largest difference %.1e of the tensor's largest element; float32 allows %.1e",
                        worst, SAME_GRADIENT),
                Bridge.exact(worst <= SAME_GRADIENT),
                seeds);
    }

    static Verdict rightValues(List<GradientComparison> comparisons, int seeds) {
        double worst =
                comparisons.stream()
                        .mapToDouble(GradientComparison::centralDifference)
                        .max()
                        .orElseThrow();
        return Bridge.verdict(
                "The hand-derived gradients are the slopes of the loss.",
                NumberText.format(
                        "largest difference from central differences %.1e; their error allows %.1e",
                        worst, SAME_AS_CENTRAL),
                Bridge.exact(worst <= SAME_AS_CENTRAL),
                seeds);
    }

    private static Verdict sameLoss(TrainingComparison training) {
        return Bridge.verdict(
                training.widths() + ": both trainings take the same course.",
                NumberText.format(
                        "train and validation loss differ by at most %.1e in %d epochs; allowed %.0e",
                        training.lossDifference(), training.manual().epochs(), SAME_LOSS),
                Bridge.exact(training.lossDifference() <= SAME_LOSS),
                1);
    }

    private static Verdict time(TrainingComparison training) {
        double automatic = Statistics.median(training.automatic().micros());
        double manual = Statistics.median(training.manual().micros());
        return Bridge.verdict(
                training.widths()
                        + ": hand-written gradients in plain Java are faster than automatic ones at this size.",
                NumberText.format(
                        "median %.0f against %.0f microseconds per epoch, ratio %.2f",
                        manual, automatic, automatic / manual),
                faster(training.manual().micros(), training.automatic().micros()),
                1);
    }

    /** Undecided where the middle halves of the repeats overlap: a busy machine scatters. */
    static Word faster(double[] first, double[] second) {
        if (Statistics.quantile(first, 0.75) < Statistics.quantile(second, 0.25)) {
            return Word.CONFIRMED;
        }
        return Statistics.quantile(first, 0.25) > Statistics.quantile(second, 0.75)
                ? Word.CORRECTED
                : Word.UNDECIDED;
    }
}
