package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.figure.BoundaryFigure;
import io.gradlab.manual.FiniteDifferences;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.result.Claim;
import io.gradlab.result.ClaimRule;
import io.gradlab.result.Columns;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Statistics;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import io.gradlab.result.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The thinking question of section 4.3: hand-written gradients against automatic differentiation,
 * in values and in time. 2-5-1 and 2-3-3-3-3-1, sigmoid, weights N(0, 1), biases 0, learning rate
 * 0.2; the same start for both, many starts for the gradients of step 1, one for the course and the
 * time of a training. A third computation, central differences in float64, knows nothing of the
 * chain rule.
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
        long[] seeds = lab.seeds();
        Notebook notebook = new Notebook(lab, this, seeds);
        int epochs = lab.epochsOr(Networks.BOOK_EPOCHS);
        List<MlpConfiguration> setups =
                List.of(
                        Networks.sigmoid(lab, Networks.BOOK_RATE, 5),
                        Networks.sigmoid(lab, Networks.BOOK_RATE, 3, 3, 3, 3));
        notebook.enter(
                "networks", Text.of("2-5-1 and 2-3-3-3-3-1, sigmoid, weights normal:1.0, bias 0"));
        notebook.enter("learning_rate", Networks.BOOK_RATE);
        notebook.enter("epochs", epochs);
        notebook.enter("automatic", Text.of("DJL and PyTorch, float32"));
        notebook.enter("by hand", Text.of("plain Java, float64"));
        List<GradientComparison> gradients =
                setups.stream()
                        .flatMap(setup -> GradientComparison.of(lab, setup, seeds).stream())
                        .toList();
        notebook.table(firstStart(lab.seed(), gradients));
        notebook.table(everyStart(seeds.length, gradients));
        List<TrainingComparison> trainings =
                setups.stream().map(setup -> TrainingComparison.of(lab, setup, epochs)).toList();
        notebook.table(lossTable(trainings));
        notebook.table(timeTable(trainings));
        notebook.figure("decision-boundaries", boundaries(lab, trainings, epochs));
        notebook.diagnoses(Diagnoses.ofFirstSeed(lab, Networks.named(setups), epochs));
        notebook.verdict(sameValues(gradients));
        notebook.verdict(rightValues(gradients));
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

    private static Table firstStart(long seed, List<GradientComparison> gradients) {
        return new Columns<GradientComparison>()
                .add("network", GradientComparison::network)
                .add("parameter", GradientComparison::parameter)
                .add("norm", GradientComparison::norm)
                .add("automatic", GradientComparison::automaticDifference)
                .add("central differences", GradientComparison::centralDifference)
                .table(
                        Text.of(
                                "Gradients at step 1, seed %d: norm, and the largest difference of an element from that by hand; central differences of %d examples",
                                seed, GradientComparison.SLOPED),
                        gradients.stream().filter(one -> one.seed() == seed).toList());
    }

    /** A row for each parameter. */
    private static Table everyStart(int starts, List<GradientComparison> gradients) {
        Map<List<String>, List<GradientComparison>> byParameter = new LinkedHashMap<>();
        gradients.forEach(
                one ->
                        byParameter
                                .computeIfAbsent(
                                        List.of(one.network(), one.parameter()),
                                        name -> new ArrayList<>())
                                .add(one));
        return new Columns<List<GradientComparison>>()
                .add("network", same -> same.get(0).network())
                .add("parameter", same -> same.get(0).parameter())
                .add(
                        "norm",
                        same ->
                                Statistics.median(
                                        same.stream()
                                                .mapToDouble(GradientComparison::norm)
                                                .toArray()))
                .add("automatic", same -> largest(same, GradientComparison::automaticDifference))
                .add(
                        "central differences",
                        same -> largest(same, GradientComparison::centralDifference))
                .table(
                        Text.of(
                                "Gradients at step 1, %d starts: median norm, and the largest difference of an element from that by hand in any start",
                                starts),
                        byParameter.values());
    }

    private static double largest(
            List<GradientComparison> comparisons, ToDoubleFunction<GradientComparison> difference) {
        return comparisons.stream().mapToDouble(difference).max().orElseThrow();
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
        List<Times> times = new ArrayList<>();
        for (TrainingComparison training : trainings) {
            times.add(new Times(training.widths(), "automatic", training.automatic().micros()));
            times.add(new Times(training.widths(), "by hand", training.manual().micros()));
        }
        return new Columns<Times>()
                .add("network", Times::network)
                .add("gradients", one -> Text.of(one.gradients()))
                .add("quartile 1", one -> Statistics.quantile(one.micros(), 0.25))
                .add("median", one -> Statistics.median(one.micros()))
                .add("quartile 3", one -> Statistics.quantile(one.micros(), 0.75))
                .table("Microseconds per epoch, with the validation loss of every epoch", times);
    }

    /** Microseconds per epoch. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Times(String network, String gradients, double[] micros) {}

    static Verdict sameValues(List<GradientComparison> comparisons) {
        return within(
                Claim.often(
                        ClaimRule.IN_EVERY_START,
                        Text.of(
                                "In every start automatic differentiation gives the gradients of the hand-derived formulas.")),
                comparisons,
                GradientComparison::relativeDifference,
                SAME_GRADIENT);
    }

    static Verdict rightValues(List<GradientComparison> comparisons) {
        return within(
                Claim.ours(
                        ClaimRule.IN_EVERY_START,
                        Text.of(
                                "In every start the hand-derived gradients are the slopes of the loss, as central differences give them.")),
                comparisons,
                GradientComparison::centralDifference,
                SAME_AS_CENTRAL);
    }

    /** A start agrees if every parameter of every network does; NaN does not. */
    private static Verdict within(
            Claim claim,
            List<GradientComparison> comparisons,
            ToDoubleFunction<GradientComparison> difference,
            double allowed) {
        int starts = starts(comparisons, one -> true);
        int failing = starts(comparisons, one -> !(difference.applyAsDouble(one) <= allowed));
        return claim.counted(
                starts - failing,
                starts,
                Text.of(
                        "largest difference %.1e, allowed %.1e",
                        largest(comparisons, difference), allowed));
    }

    private static int starts(
            List<GradientComparison> comparisons, Predicate<GradientComparison> which) {
        return (int)
                comparisons.stream()
                        .filter(which)
                        .mapToLong(GradientComparison::seed)
                        .distinct()
                        .count();
    }

    private static Verdict sameLoss(TrainingComparison training) {
        return Claim.often(
                        ClaimRule.IN_THIS_START,
                        Text.of(
                                "In this start automatic and hand-written gradients train %s alike.",
                                training.widths()))
                .seen(
                        training.lossDifference() <= SAME_LOSS,
                        Text.of(
                                "train and validation loss differ by at most %.1e in %d epochs; allowed %.0e",
                                training.lossDifference(), training.manual().epochs(), SAME_LOSS));
    }

    private static Verdict time(TrainingComparison training) {
        double automatic = Statistics.median(training.automatic().micros());
        double manual = Statistics.median(training.manual().micros());
        return Claim.ours(
                        ClaimRule.IN_THIS_START,
                        Text.of(
                                "In this start and on this machine hand-written gradients in plain Java train %s faster than automatic ones.",
                                training.widths()))
                .seen(
                        faster(training.manual().micros(), training.automatic().micros()),
                        Text.of(
                                "median %.0f against %.0f microseconds per epoch, ratio %.2f",
                                manual, automatic, automatic / manual));
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
