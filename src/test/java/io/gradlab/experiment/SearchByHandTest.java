package io.gradlab.experiment;

import static io.gradlab.experiment.SyntheticRuns.outcome;
import static io.gradlab.experiment.SyntheticRuns.scores;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.experiment.SearchByHand.RuleOfThumb;
import io.gradlab.result.Verdict;
import io.gradlab.result.Word;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchByHandTest {

    private static Outcome units(int hidden, double... scores) {
        return outcome(List.of(hidden), scores);
    }

    /** So many of 300 starts end good. */
    private static Outcome good(int hidden, int good) {
        return units(hidden, scores(good, 0.99, 300 - good, 0.86));
    }

    @Test
    void reliable_needsEveryStart() {
        assertThat(SearchByHand.reliable(good(5, 300)).word()).isEqualTo(Word.CONFIRMED);
        assertThat(SearchByHand.reliable(good(5, 299)).word()).isEqualTo(Word.CORRECTED);
    }

    private static Verdict rival(Outcome fast, Outcome... others) {
        List<Outcome> all = new ArrayList<>(List.of(others));
        all.add(fast);
        return SearchByHand.rival(fast, all);
    }

    /** Wilson for 150 of 300 is 0.444 to 0.556. */
    @Test
    void rival_comparesWithTheBestOther() {
        Outcome half = good(4, 150);
        assertThat(rival(good(5, 190), half, good(3, 0)).word()).isEqualTo(Word.CONFIRMED);
        assertThat(rival(good(5, 160), half, good(3, 0)).word()).isEqualTo(Word.UNDECIDED);
        assertThat(rival(good(5, 100), half, good(3, 0)).word()).isEqualTo(Word.CORRECTED);
    }

    /** What is best by the test set is no rival: the test set would judge its own choice. */
    @Test
    void rival_isChosenByValidation() {
        double[] good = scores(300, 0.99, 0, 0);
        double[] bad = scores(300, 0.86, 0, 0);
        Verdict verdict =
                rival(
                        good(5, 150),
                        outcome(List.of(4), good, scores(100, 0.99, 200, 0.86)),
                        outcome(List.of(3), bad, good));
        assertThat(verdict.measured().toString()).contains("2-4-1").doesNotContain("2-3-1");
        assertThat(verdict.word()).isEqualTo(Word.CONFIRMED);
    }

    @Test
    void rival_noStartGoodAnywhere_namesNoRival() {
        Verdict verdict = rival(good(5, 0), good(4, 0), good(3, 0));
        assertThat(verdict.word()).isEqualTo(Word.UNDECIDED);
        assertThat(verdict.measured().toString())
                .isEqualTo("no network ends good yet, from none of 300 starts");
    }

    private static Word ruleOfThumb(RuleOfThumb rule, Outcome... outcomes) {
        return SearchByHand.ruleOfThumb(rule, List.of(outcomes)).orElseThrow().word();
    }

    @Test
    void ruleOfThumb_comparesWhatItAllowsWithTheRest() {
        RuleOfThumb rule = RuleOfThumb.BELOW_TWICE;
        assertThat(ruleOfThumb(rule, good(5, 0), good(3, 300))).isEqualTo(Word.CONFIRMED);
        assertThat(ruleOfThumb(rule, good(4, 300), good(3, 0))).isEqualTo(Word.CORRECTED);
        assertThat(ruleOfThumb(rule, good(4, 150), good(3, 160))).isEqualTo(Word.UNDECIDED);
        assertThat(ruleOfThumb(RuleOfThumb.BETWEEN, good(2, 0), good(3, 300)))
                .isEqualTo(Word.CORRECTED);
    }

    @Test
    void ruleOfThumb_noNetworkWithinOrBeyond_isNoClaim() {
        assertThat(SearchByHand.ruleOfThumb(RuleOfThumb.BETWEEN, List.of(good(4, 1)))).isEmpty();
        assertThat(SearchByHand.ruleOfThumb(RuleOfThumb.BETWEEN, List.of(good(2, 1)))).isEmpty();
    }

    /** For two inputs: 1 to 2 units, 2 units, 1 to 3 units. */
    @Test
    void rules_ofTwoInputs() {
        assertThat(List.of(1, 2, 3, 4))
                .filteredOn(n -> RuleOfThumb.BETWEEN.allows(n, 2))
                .containsExactly(1, 2);
        assertThat(List.of(1, 2, 3, 4))
                .filteredOn(n -> RuleOfThumb.TWO_THIRDS.allows(n, 2))
                .containsExactly(2);
        assertThat(List.of(1, 2, 3, 4))
                .filteredOn(n -> RuleOfThumb.BELOW_TWICE.allows(n, 2))
                .containsExactly(1, 2, 3);
    }

    @Test
    void learningRate_byTheShares() {
        Outcome half = good(5, 150);
        assertThat(SearchByHand.learningRate(half, good(5, 190)).word()).isEqualTo(Word.CONFIRMED);
        assertThat(SearchByHand.learningRate(half, good(5, 160)).word()).isEqualTo(Word.UNDECIDED);
        assertThat(SearchByHand.learningRate(half, good(5, 100)).word()).isEqualTo(Word.CORRECTED);
    }

    /** The validation set chooses, however good the others are on the test set. */
    @Test
    void searches_keepTheBestByValidation() {
        Outcome kept = outcome(List.of(5), new double[] {0.9, 0.8}, new double[] {0.86, 0.86});
        Outcome other = outcome(List.of(4), new double[] {0.8, 0.9}, new double[] {0.99, 0.99});
        Searches searches = new Searches(List.of(kept, other));
        assertThat(searches.chosen(0)).isSameAs(kept);
        assertThat(searches.chosen(1)).isSameAs(other);
        assertThat(searches.choosing(kept)).isEqualTo(1);
        assertThat(searches.best()).isSameAs(other);
    }

    @Test
    void searches_notANumber_isNeverKept() {
        Outcome nan = units(5, Double.NaN);
        Outcome bad = units(4, 0.1);
        assertThat(new Searches(List.of(nan, bad)).chosen(0)).isSameAs(bad);
        assertThat(new Searches(List.of(bad, nan)).chosen(0)).isSameAs(bad);
        assertThat(new Searches(List.of(nan, nan)).chosen(0)).isSameAs(nan);
    }

    /**
     * 600 fair lots of two have a standard deviation of sqrt(600) / 2 = 12.2; within five of them.
     * Whoever took the first, or the last, would choose it 600 times.
     */
    @Test
    void searches_equals_areKeptByLot() {
        double[] same = scores(600, 0.99, 0, 0);
        Outcome first = units(5, same);
        Searches searches = new Searches(List.of(first, units(4, same)));
        assertThat(searches.choosing(first)).isBetween(300 - 61, 300 + 61);
        assertThat(searches.verdicts().get(0).measured().toString()).contains("as in 600 searches");
    }

    /** Search k has start k of each: whether one is good and whether it is the best are two. */
    @Test
    void searches_verdicts_goodAndBestAreCountedApart() {
        // Kept from 200 starts of 300, which end good; from the others the best one is, and good.
        Outcome lucky = units(4, scores(200, 1, 100, 0.86));
        Outcome reliable = units(5, scores(300, 0.99, 0, 0));
        List<Verdict> verdicts = new Searches(List.of(lucky, reliable)).verdicts();
        assertThat(verdicts)
                .extracting(Verdict::word)
                .containsExactly(Word.CONFIRMED, Word.CORRECTED);
        assertThat(verdicts.get(0).measured().toString()).contains("300 of 300");
        // The mean over searches of 200 / 300 (200 times) and 1 (100 times) is 0.78.
        assertThat(verdicts.get(1).measured().toString())
                .contains(
                        "100 of 300",
                        "before 2-4-1",
                        "ends good from 78 % of all starts on average");
        Outcome close = units(5, scores(101, 0.86, 199, 0.99));
        assertThat(new Searches(List.of(lucky, close)).verdicts().get(1).measured().toString())
                .contains("may be as good");
    }

    @Test
    void searches_noStartGood_thereIsNoBestToFind() {
        List<Verdict> verdicts = new Searches(List.of(good(5, 0), good(4, 0))).verdicts();
        assertThat(verdicts).singleElement().returns(Word.CORRECTED, Verdict::word);
    }
}
