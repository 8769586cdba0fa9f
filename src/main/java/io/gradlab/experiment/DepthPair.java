package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.result.Claim;
import io.gradlab.result.ClaimRule;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;
import io.gradlab.result.Verdict;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A network and one with a further hidden layer, at one learning rate from the same starts.
 *
 * @param shallow the one
 * @param deep the other
 * @param examples size of the test set
 */
record DepthPair(Outcome shallow, Outcome deep, int examples) {

    int starts() {
        return shallow.starts();
    }

    /** What one example of the test set makes in accuracy. */
    double floor() {
        return 1.0 / examples;
    }

    Interval difference() {
        return Statistics.pairedDifference(shallow.test(), deep.test());
    }

    /** Starts from which the deeper network scores better. */
    int better() {
        return count(i -> deep.test()[i] > shallow.test()[i]);
    }

    int equal() {
        return count(i -> deep.test()[i] == shallow.test()[i]);
    }

    int worse() {
        return count(i -> deep.test()[i] < shallow.test()[i]);
    }

    private int count(IntPredicate which) {
        return (int) IntStream.range(0, starts()).filter(which).count();
    }

    /** The starts from which both networks end good. */
    DepthPair bothGood() {
        int[] both =
                IntStream.range(0, starts())
                        .filter(
                                i ->
                                        shallow.test()[i] >= Outcome.GOOD
                                                && deep.test()[i] >= Outcome.GOOD)
                        .toArray();
        return new DepthPair(of(shallow, both), of(deep, both), examples);
    }

    private static Outcome of(Outcome outcome, int[] starts) {
        return new Outcome(
                outcome.setup(), at(outcome.validation(), starts), at(outcome.test(), starts));
    }

    private static double[] at(double[] scores, int[] starts) {
        return IntStream.of(starts).mapToDouble(i -> scores[i]).toArray();
    }

    /**
     * Whether the deeper network is better, by what tells it at this rate: where either network has
     * two peaks, by the share of starts that end good and then by those from which both do, because
     * the mean is about the starts that fail; else on average.
     */
    List<Verdict> verdicts() {
        if (!shallow.isMixed() && !deep.isMixed()) {
            return List.of(onAverage());
        }
        DepthPair both = bothGood();
        return both.starts() == 0
                ? List.of(byShare(Text.of("; from no start do both end good")))
                : List.of(byShare(Text.NOTHING), both.inMostStarts());
    }

    private Verdict onAverage() {
        return Claim.often(
                        ClaimRule.ON_AVERAGE,
                        says(
                                "On average over starts %s at learning rate %s scores better than %s."))
                .differing(
                        difference(),
                        floor(),
                        starts(),
                        Text.of(
                                "better in %d starts, equal in %d, worse in %d; medians %.4f against %.4f",
                                better(), equal(), worse(), deep.median(), shallow.median()));
    }

    private Verdict byShare(Text more) {
        return Claim.often(
                        ClaimRule.BY_THE_SHARE,
                        says(
                                "By the share of starts that end good, %s at learning rate %s is better than %s."))
                .larger(
                        deep.share(),
                        shallow.share(),
                        starts(),
                        Text.of(
                                "%s ends good %s; %s %s%s",
                                deep.widths(),
                                deep.shareText(),
                                shallow.widths(),
                                shallow.shareText(),
                                more));
    }

    private Verdict inMostStarts() {
        return Claim.often(
                        ClaimRule.IN_MOST_STARTS,
                        says(
                                "In most starts from which both end good, %s at learning rate %s scores better than %s."))
                .counted(
                        better(),
                        starts(),
                        Text.of(
                                "equal in %d, worse in %d; medians there %.4f against %.4f",
                                equal(), worse(), deep.median(), shallow.median()));
    }

    private Text says(String template) {
        return Text.of(template, deep.widths(), deep.rate(), shallow.widths());
    }
}
