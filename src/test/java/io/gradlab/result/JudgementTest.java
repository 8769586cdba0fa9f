package io.gradlab.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.result.Statistics.Interval;
import io.gradlab.result.Verdict.Word;
import org.junit.jupiter.api.Test;

/** Both sides of every threshold. */
class JudgementTest {

    private static Interval interval(double low, double high) {
        return new Interval((low + high) / 2, low, high);
    }

    @Test
    void exact_seenOrNot_confirmedOrCorrected() {
        assertThat(Judgement.exact(true)).isEqualTo(Word.CONFIRMED);
        assertThat(Judgement.exact(false)).isEqualTo(Word.CORRECTED);
    }

    /** Wilson's lower end for n of n is n / (n + 1.96^2): above one half from n = 4 on. */
    @Test
    void everySeed_threeOrFour_undecidedOrConfirmed() {
        assertThat(Judgement.everySeed(3, 3)).isEqualTo(Word.UNDECIDED);
        assertThat(Judgement.everySeed(4, 4)).isEqualTo(Word.CONFIRMED);
        assertThat(Judgement.everySeed(999, 1000)).isEqualTo(Word.CORRECTED);
    }

    @Test
    void typically_shareAroundHalf_byItsInterval() {
        assertThat(Judgement.typically(5, 5)).isEqualTo(Word.CONFIRMED);
        assertThat(Judgement.typically(4, 5)).isEqualTo(Word.UNDECIDED);
        assertThat(Judgement.typically(0, 5)).isEqualTo(Word.CORRECTED);
        assertThat(Judgement.typically(50, 100)).isEqualTo(Word.UNDECIDED);
        assertThat(Judgement.typically(61, 100)).isEqualTo(Word.CONFIRMED);
    }

    @Test
    void above_interval_decidedOnlyIfItIsOnOneSide() {
        assertThat(Judgement.above(interval(0.1, 0.2), 0)).isEqualTo(Word.CONFIRMED);
        assertThat(Judgement.above(interval(-0.2, -0.1), 0)).isEqualTo(Word.CORRECTED);
        assertThat(Judgement.above(interval(-0.1, 0.1), 0)).isEqualTo(Word.UNDECIDED);
        assertThat(Judgement.above(interval(Double.NaN, Double.NaN), 0)).isEqualTo(Word.UNDECIDED);
    }

    @Test
    void better_intervals_decidedOnlyIfApart() {
        Interval low = interval(0.1, 0.2);
        Interval high = interval(0.3, 0.4);
        assertThat(Judgement.better(high, low)).isEqualTo(Word.CONFIRMED);
        assertThat(Judgement.better(low, high)).isEqualTo(Word.CORRECTED);
        assertThat(Judgement.better(low, interval(0.15, 0.4))).isEqualTo(Word.UNDECIDED);
    }
}
