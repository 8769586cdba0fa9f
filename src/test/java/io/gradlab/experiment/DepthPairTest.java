package io.gradlab.experiment;

import static io.gradlab.experiment.SyntheticRuns.outcome;
import static io.gradlab.experiment.SyntheticRuns.scores;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.result.ClaimRule;
import io.gradlab.result.Verdict;
import io.gradlab.result.Word;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepthPairTest {

    private static final int EXAMPLES = 200;

    private static DepthPair pair(double[] shallow, double[] deep) {
        return new DepthPair(outcome(List.of(5), shallow), outcome(List.of(5, 3), deep), EXAMPLES);
    }

    private static List<Verdict> verdicts(double[] shallow, double[] deep) {
        return pair(shallow, deep).verdicts();
    }

    /** One example of 200 is 0.005; equal differences have an interval without width. */
    @Test
    void verdicts_onePeak_aDifferenceBelowOneExampleIsNone() {
        double[] low = scores(30, 0.85, 0, 0);
        List<Verdict> above = verdicts(low, scores(30, 0.86, 0, 0));
        assertThat(above).singleElement().returns(ClaimRule.ON_AVERAGE, Verdict::rule);
        assertThat(above.get(0).word()).isEqualTo(Word.CONFIRMED);
        List<Verdict> within = verdicts(low, scores(30, 0.8549, 0, 0));
        assertThat(within.get(0).word()).isEqualTo(Word.UNDECIDED);
        assertThat(within.get(0).measured().toString())
                .contains("less than one test example, 0.0050")
                .contains("better in 30 starts, equal in 0, worse in 0");
        assertThat(verdicts(low, scores(30, 0.84, 0, 0)).get(0).word()).isEqualTo(Word.CORRECTED);
    }

    /** What rate 3 shows: fewer starts fail, and those of which none fails are no better. */
    @Test
    void verdicts_twoPeaks_shareAndTheStartsWhereBothEndGood() {
        double[] shallow = scores(60, 1, 40, 0.86);
        double[] deep = scores(85, 0.995, 15, 0.86);
        List<Verdict> verdicts = verdicts(shallow, deep);
        assertThat(verdicts)
                .extracting(Verdict::rule)
                .containsExactly(ClaimRule.BY_THE_SHARE, ClaimRule.IN_MOST_STARTS);
        assertThat(verdicts)
                .extracting(Verdict::word)
                .containsExactly(Word.CONFIRMED, Word.CORRECTED);
        assertThat(verdicts.get(1).seeds()).isEqualTo(60);
        assertThat(verdicts.get(1).measured().toString())
                .contains("equal in 0, worse in 60; medians there 0.9950 against 1.0000");
        // The mean alone would have said the opposite.
        assertThat(pair(shallow, deep).difference().low()).isGreaterThan(1.0 / EXAMPLES);
    }

    /** Wilson for 50 of 100 is 0.404 to 0.596; for 70 it is 0.604 to 0.781, for 69 from 0.594. */
    @Test
    void verdicts_twoPeaks_sharesWhoseIntervalsMeetDecideNothing() {
        double[] half = scores(50, 0.99, 50, 0.86);
        assertThat(verdicts(half, scores(70, 0.99, 30, 0.86)).get(0).word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(verdicts(half, scores(69, 0.99, 31, 0.86)).get(0).word())
                .isEqualTo(Word.UNDECIDED);
        assertThat(verdicts(half, scores(30, 0.99, 70, 0.86)).get(0).word())
                .isEqualTo(Word.CORRECTED);
    }

    @Test
    void verdicts_twoPeaksNowhereBothGood_sayItInTheShare() {
        assertThat(verdicts(scores(1, 0.86, 1, 0.95), scores(1, 0.95, 1, 0.86)))
                .singleElement()
                .satisfies(
                        one ->
                                assertThat(one.measured().toString())
                                        .endsWith("; from no start do both end good"));
    }

    /** Good from 0.95 on. */
    @Test
    void verdicts_limitOfGood_makesTheSecondPeak() {
        double[] low = scores(2, 0.86, 0, 0);
        assertThat(verdicts(low, scores(1, 0.86, 1, 0.945)).get(0).rule())
                .isEqualTo(ClaimRule.ON_AVERAGE);
        assertThat(verdicts(low, scores(1, 0.86, 1, 0.95)).get(0).rule())
                .isEqualTo(ClaimRule.BY_THE_SHARE);
        // All good is one peak again.
        assertThat(verdicts(scores(2, 0.95, 0, 0), scores(2, 0.99, 0, 0)).get(0).rule())
                .isEqualTo(ClaimRule.ON_AVERAGE);
    }
}
