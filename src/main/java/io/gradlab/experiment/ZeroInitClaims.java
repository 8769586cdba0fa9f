package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.data.Examples;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict;
import io.gradlab.result.Claim;
import io.gradlab.result.ClaimRule;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;
import io.gradlab.result.Verdict;
import java.util.List;

/** What is claimed of {@link ZeroInit}. */
final class ZeroInitClaims {

    private static final String BOOK = "4.4.1";

    private ZeroInitClaims() {}

    /**
     * How a training came out.
     *
     * @param accuracy on the test set, after the last epoch
     */
    record Trained(int epochs, double firstLoss, double lastLoss, double accuracy) {

        static Trained of(Run run, Examples test) {
            return new Trained(
                    run.result().history().epochs(),
                    run.firstLoss(),
                    run.lastLoss(),
                    run.endAccuracy(test));
        }
    }

    /** After the epochs for which the book trains. */
    static Verdict learnedNothing(Examples test, Trained zeros) {
        Text sentence =
                Text.of(
                        "In this start a network initialised with zeros has learned nothing after %d epochs: it answers no better than a constant.",
                        zeros.epochs());
        return noBetterThanConstant(
                Claim.book(BOOK, ZeroInit.BOOK_EPOCHS, ClaimRule.IN_THIS_START, sentence),
                test,
                zeros);
    }

    /** What is made of it. */
    static Verdict doesNotLearn(Examples test, Trained zeros) {
        Text sentence =
                Text.of(
                        "In this start a network initialised with zeros does not learn in %d epochs: it answers no better than a constant.",
                        zeros.epochs());
        return noBetterThanConstant(Claim.often(ClaimRule.IN_THIS_START, sentence), test, zeros);
    }

    /** Beyond the sampling error of the test set, and by the loss. */
    private static Verdict noBetterThanConstant(Claim claim, Examples test, Trained zeros) {
        Interval score = Networks.scoreInterval(test, zeros.accuracy());
        boolean learned = zeros.lastLoss() < zeros.firstLoss() && score.isAbove(test.majority());
        return claim.seen(
                !learned,
                Text.of(
                        "train loss %.4f to %.4f; test accuracy %.4f (95 %% interval %.3f to %.3f), that of a constant %.4f",
                        zeros.firstLoss(),
                        zeros.lastLoss(),
                        zeros.accuracy(),
                        score.low(),
                        score.high(),
                        test.majority()));
    }

    static Verdict zerosCollapse(ZeroInitSeries zeros) {
        Text sentence =
                Text.of(
                        "In this start with zeros all hidden units stay the same: effective width 1.");
        return collapses(
                Claim.book(BOOK, ZeroInit.BOOK_EPOCHS, ClaimRule.IN_THIS_START, sentence), zeros);
    }

    static Verdict constantsCollapse(ZeroInitSeries constant) {
        Text sentence =
                Text.of(
                        "In this start with all weights %s all hidden units stay the same: effective width 1.",
                        NumberText.shortest(constant.setup().weights().value()));
        return collapses(Claim.often(ClaimRule.IN_THIS_START, sentence), constant);
    }

    private static Verdict collapses(Claim claim, ZeroInitSeries series) {
        return claim.seen(
                series.widest() == 1,
                Text.of(
                        "effective width of layer 1 from %d to %d over %d updates; to the last bit up to %d, by rounding",
                        series.narrowest(),
                        series.widest(),
                        series.widths().size() - 1,
                        series.widestExact()));
    }

    static Verdict everyGradientIsZero(Run zeros) {
        List<String> names = ParameterNames.all(2);
        double[] norms = names.stream().mapToDouble(zeros::firstNorm).toArray();
        Text sentence = Text.of("In this start with zeros every gradient is 0 at step 1.");
        return Claim.often(ClaimRule.IN_THIS_START, sentence)
                .seen(
                        Statistics.quantile(norms, 1) == 0,
                        Text.of(
                                "gradient norms of %s: %s",
                                String.join(", ", names), NumberText.norms(norms)));
    }

    /** After the last epoch. */
    static Verdict randomAnswersMore(Laboratory lab, ZeroInitSeries zeros, ZeroInitSeries random) {
        Text sentence =
                Text.of(
                        "On average over starts and test examples N(0, 1) at learning rate %s answers more examples right than zeros after %d epochs.",
                        Networks.rateText(zeros.setup()), zeros.run().result().history().epochs());
        Examples test = lab.data().test();
        return answersMore(
                sentence,
                random.ends().size(),
                rightShares(zeros, test),
                rightShares(random, test));
    }

    /**
     * Example by example: zeros are one network, whose score on these examples has their sampling
     * error, so the mean is taken over the examples.
     *
     * @param zeros 1 for each example that they answer right, else 0
     * @param random share of the starts that answer the example right
     */
    static Verdict answersMore(Text sentence, int starts, double[] zeros, double[] random) {
        return Claim.often(ClaimRule.ON_AVERAGE, sentence)
                .differing(
                        Statistics.pairedDifference(zeros, random),
                        1.0 / zeros.length,
                        starts,
                        Text.of(
                                "right of %d test examples: zeros %.4f, N(0, 1) %.4f",
                                zeros.length, Statistics.mean(zeros), Statistics.mean(random)));
    }

    private static double[] rightShares(ZeroInitSeries series, Examples test) {
        List<StateDict> ends = series.ends();
        return Answers.rightShares(ends, series.setup().architecture().activation(), test);
    }
}
