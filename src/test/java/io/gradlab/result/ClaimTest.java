package io.gradlab.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.core.Text;
import io.gradlab.result.Statistics.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {

    private static final Text NOTHING = Text.NOTHING;

    private static Claim claim(ClaimRule rule) {
        return Claim.ours(rule, Text.of("It holds %s starts.", rule.wording()));
    }

    /** One failure corrects, whatever the number; fewer than 300 without one confirm nothing. */
    @ParameterizedTest
    @CsvSource({
        "300, 300, CONFIRMED", "299, 299, UNDECIDED", "299, 300, CORRECTED",
        "999, 1000, CORRECTED", "1, 1, UNDECIDED", "0, 1, CORRECTED"
    })
    void counted_inEvery_needsThreeHundredAndNoFailure(int agreeing, int starts, Word word) {
        assertThat(claim(ClaimRule.IN_EVERY_START).counted(agreeing, starts, NOTHING).word())
                .isEqualTo(word);
    }

    /**
     * Wilson's interval of 530 of 1000 begins at 0.499, of 531 at 0.50001; of 4 of 4 at 0.51, of 3
     * of 3 at 0.44.
     */
    @ParameterizedTest
    @CsvSource({
        "530, 1000, UNDECIDED",
        "531, 1000, CONFIRMED",
        "470, 1000, UNDECIDED",
        "469, 1000, CORRECTED",
        "4, 4, CONFIRMED",
        "3, 3, UNDECIDED",
        "0, 4, CORRECTED"
    })
    void counted_inMost_takesTheIntervalOfTheShare(int agreeing, int starts, Word word) {
        assertThat(claim(ClaimRule.IN_MOST_STARTS).counted(agreeing, starts, NOTHING).word())
                .isEqualTo(word);
    }

    /** A share never comes with a bare word. */
    @Test
    void counted_measured_beginsWithTheShare() {
        Verdict verdict =
                claim(ClaimRule.IN_MOST_STARTS).counted(550, 1000, Text.of("median %s", 1));
        assertThat(verdict.measured())
                .hasToString(
                        "in 55 % of the starts (550 of 1000, 95 % interval 0.519 to 0.581);"
                                + " median 1");
    }

    /** One example of 200 is 0.005. */
    @ParameterizedTest
    @CsvSource({
        "0.0051, 0.2, CONFIRMED", "0.005, 0.2, UNDECIDED", "-0.2, -0.0051, CORRECTED",
        "-0.2, -0.005, UNDECIDED", "0.0011, 0.0035, UNDECIDED", "-0.1, 0.1, UNDECIDED",
        "NaN, NaN, UNDECIDED"
    })
    void differing_onAverage_hasToBeBeyondOneExample(double low, double high, Word word) {
        Interval difference = new Interval((low + high) / 2, low, high);
        Verdict verdict = claim(ClaimRule.ON_AVERAGE).differing(difference, 0.005, 300, NOTHING);
        assertThat(verdict.word()).isEqualTo(word);
    }

    @Test
    void differing_lessThanOneExample_saysThatItIsNone() {
        Interval small = new Interval(0.0023, 0.0011, 0.0035);
        assertThat(claim(ClaimRule.ON_AVERAGE).differing(small, 0.005, 300, NOTHING).measured())
                .hasToString(
                        "paired difference +0.0023 (95 % interval +0.0011 to +0.0035): less than"
                                + " one test example, 0.0050, which is none");
    }

    @ParameterizedTest
    @CsvSource({
        "0.6, 0.7, 0.5, 0.59, CONFIRMED", "0.5, 0.59, 0.6, 0.7, CORRECTED",
        "0.5, 0.6, 0.6, 0.7, UNDECIDED", "0.4, 0.9, 0.5, 0.6, UNDECIDED"
    })
    void larger_intervalsThatMeet_decideNothing(
            double low, double high, double otherLow, double otherHigh, Word word) {
        Interval first = new Interval((low + high) / 2, low, high);
        Interval second = new Interval((otherLow + otherHigh) / 2, otherLow, otherHigh);
        assertThat(claim(ClaimRule.BY_THE_SHARE).larger(first, second, 300, NOTHING).word())
                .isEqualTo(word);
    }

    @Test
    void seen_oneStart_isAsItIsSeen() {
        assertThat(claim(ClaimRule.IN_THIS_START).seen(true, NOTHING).word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(claim(ClaimRule.IN_THIS_START).seen(false, NOTHING).word())
                .isEqualTo(Word.CORRECTED);
        assertThat(claim(ClaimRule.IN_THIS_START).seen(false, NOTHING).seeds()).isEqualTo(1);
        assertThat(claim(ClaimRule.WITH_PROBABILITY).foretold(false, 9, NOTHING).word())
                .isEqualTo(Word.CORRECTED);
    }

    @Test
    void claim_thatDoesNotSayItsRule_isRefused() {
        assertThatThrownBy(
                        () -> Claim.ours(ClaimRule.IN_MOST_STARTS, Text.of("The network learns.")))
                .hasMessage(
                        "claim 'The network learns.' does not say its rule; put 'in most' into it");
    }

    /** One rule for one wording. */
    @Test
    void counted_byAnotherRule_isRefused() {
        assertThatThrownBy(() -> claim(ClaimRule.ON_AVERAGE).counted(1, 2, NOTHING))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> claim(ClaimRule.IN_EVERY_START).seen(true, NOTHING))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(
                        () ->
                                claim(ClaimRule.IN_MOST_STARTS)
                                        .differing(new Interval(1, 1, 1), 0.005, 3, NOTHING))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void counted_nothing_isRefused() {
        assertThatThrownBy(() -> claim(ClaimRule.IN_MOST_STARTS).counted(0, 0, NOTHING))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void verdict_ofTheBook_saysWhereAndForHowLong() {
        Verdict verdict =
                Claim.book("4.4.1", 5, ClaimRule.IN_THIS_START, Text.of("In this start: so."))
                        .seen(true, NOTHING);
        assertThat(verdict.source()).isEqualTo(ClaimSource.BOOK);
        assertThat(verdict.book()).isEqualTo(new BookPlace("4.4.1", 5));
        Verdict said =
                Claim.often(ClaimRule.IN_THIS_START, Text.of("In this start: so."))
                        .seen(true, NOTHING);
        assertThat(said.source()).isEqualTo(ClaimSource.OFTEN_SAID);
        assertThat(said.book()).isNull();
    }
}
