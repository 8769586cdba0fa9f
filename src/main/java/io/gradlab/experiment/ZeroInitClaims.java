package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.data.Examples;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict;
import io.gradlab.result.Claim;
import io.gradlab.result.NumberText;
import io.gradlab.result.Rule;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;
import io.gradlab.result.Verdict;
import java.util.List;

/** What is claimed of {@link ZeroInit}. */
final class ZeroInitClaims {

    private static final String BOOK = "4.4.1";

    private ZeroInitClaims() {}

    /** After the epochs for which the book trains. */
    static Verdict learnedNothing(Laboratory lab, Run run) {
        Text sentence =
                Text.of(
                        "In this start a network initialised with zeros has learned nothing after %d epochs: it answers no better than a constant.",
                        run.result().history().epochs());
        return noBetterThanConstant(
                Claim.book(BOOK, ZeroInit.BOOK_EPOCHS, Rule.IN_THIS_START, sentence), lab, run);
    }

    /** What is made of it. */
    static Verdict doesNotLearn(Laboratory lab, Run run) {
        Text sentence =
                Text.of(
                        "In this start a network initialised with zeros does not learn in %d epochs: it answers no better than a constant.",
                        run.result().history().epochs());
        return noBetterThanConstant(Claim.often(Rule.IN_THIS_START, sentence), lab, run);
    }

    /** Beyond the sampling error of the test set, and by the loss. */
    private static Verdict noBetterThanConstant(Claim claim, Laboratory lab, Run run) {
        Examples test = lab.data().test();
        Interval score = Networks.scoreInterval(test, run.endAccuracy(test));
        boolean learned = run.lastLoss() < run.firstLoss() && score.isAbove(test.majority());
        return claim.seen(
                !learned,
                Text.of(
                        "train loss %.4f to %.4f; test accuracy %.4f (95 %% interval %.3f to %.3f), that of a constant %.4f",
                        run.firstLoss(),
                        run.lastLoss(),
                        score.estimate(),
                        score.low(),
                        score.high(),
                        test.majority()));
    }

    static Verdict zerosCollapse(ZeroInitSeries zeros) {
        Text sentence =
                Text.of(
                        "In this start with zeros all hidden units stay the same: effective width 1.");
        return collapses(
                Claim.book(BOOK, ZeroInit.BOOK_EPOCHS, Rule.IN_THIS_START, sentence), zeros);
    }

    static Verdict constantsCollapse(ZeroInitSeries constant) {
        Text sentence =
                Text.of(
                        "In this start with all weights %s all hidden units stay the same: effective width 1.",
                        NumberText.shortest(constant.setup().weights().value()));
        return collapses(Claim.often(Rule.IN_THIS_START, sentence), constant);
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
        return Claim.often(Rule.IN_THIS_START, sentence)
                .seen(
                        Statistics.quantile(norms, 1) == 0,
                        Text.of(
                                "gradient norms of %s: %s",
                                String.join(", ", names), NumberText.norms(norms)));
    }

    /**
     * Example by example, after the last epoch: zeros are one network, whose score on these
     * examples has their sampling error. So the mean is taken over the examples.
     */
    static Verdict randomAnswersMore(Laboratory lab, ZeroInitSeries zeros, ZeroInitSeries random) {
        Examples test = lab.data().test();
        double[] fixed = rightShares(zeros, test);
        double[] drawn = rightShares(random, test);
        Text sentence =
                Text.of(
                        "On average over starts and test examples N(0, 1) at learning rate %s answers more examples right than zeros after %d epochs.",
                        Networks.rateText(zeros.setup()), zeros.run().result().history().epochs());
        return Claim.often(Rule.ON_AVERAGE, sentence)
                .differing(
                        Statistics.pairedDifference(fixed, drawn),
                        1.0 / test.size(),
                        random.ends().size(),
                        Text.of(
                                "right of %d test examples: zeros %.4f, N(0, 1) %.4f",
                                test.size(), Statistics.mean(fixed), Statistics.mean(drawn)));
    }

    private static double[] rightShares(ZeroInitSeries series, Examples test) {
        List<StateDict> ends = series.ends();
        return Answers.rightShares(ends, series.setup().architecture().activation(), test);
    }
}
