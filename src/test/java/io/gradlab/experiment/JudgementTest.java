package io.gradlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.experiment.Statistics.Interval;
import io.gradlab.report.Verdict.Word;
import org.junit.jupiter.api.Test;

class JudgementTest {

    @Test
    void exact_seenOrNot_confirmsOrCorrects() {
        assertThat(Judgement.exact(true)).isEqualTo(Word.CONFIRMED);
        assertThat(Judgement.exact(false)).isEqualTo(Word.CORRECTED);
    }

    @Test
    void everySeed_oneCounterexample_corrects() {
        assertThat(Judgement.everySeed(999, 1000)).isEqualTo(Word.CORRECTED);
        assertThat(Judgement.everySeed(0, 1)).isEqualTo(Word.CORRECTED);
    }

    @Test
    void everySeed_noCounterexample_confirmsFromFourSeedsOn() {
        // Wilson's lower end for n of n is n / (n + 3.84): 0.44 for 3, 0.51 for 4.
        assertThat(Judgement.everySeed(3, 3)).isEqualTo(Word.UNDECIDED);
        assertThat(Judgement.everySeed(4, 4)).isEqualTo(Word.CONFIRMED);
    }

    @Test
    void typically_shareAwayFromOneHalf_decides() {
        assertThat(Judgement.typically(5, 5)).isEqualTo(Word.CONFIRMED);
        assertThat(Judgement.typically(4, 5)).isEqualTo(Word.UNDECIDED);
        assertThat(Judgement.typically(1, 5)).isEqualTo(Word.UNDECIDED);
        assertThat(Judgement.typically(0, 5)).isEqualTo(Word.CORRECTED);
        assertThat(Judgement.typically(65, 100)).isEqualTo(Word.CONFIRMED);
        assertThat(Judgement.typically(35, 100)).isEqualTo(Word.CORRECTED);
    }

    @Test
    void above_intervalHoldsTheValueOrNaN_isUndecided() {
        assertThat(Judgement.above(new Interval(2, 1, 3), 0.9)).isEqualTo(Word.CONFIRMED);
        assertThat(Judgement.above(new Interval(2, 1, 3), 1)).isEqualTo(Word.UNDECIDED);
        assertThat(Judgement.above(new Interval(2, 1, 3), 3)).isEqualTo(Word.UNDECIDED);
        assertThat(Judgement.above(new Interval(2, 1, 3), 3.1)).isEqualTo(Word.CORRECTED);
        double nan = Double.NaN;
        assertThat(Judgement.above(new Interval(nan, nan, nan), 0)).isEqualTo(Word.UNDECIDED);
    }

    @Test
    void better_overlap_isUndecided() {
        Interval low = new Interval(0.2, 0.1, 0.3);
        Interval middle = new Interval(0.4, 0.25, 0.5);
        Interval high = new Interval(0.8, 0.7, 0.9);
        assertThat(Judgement.better(high, low)).isEqualTo(Word.CONFIRMED);
        assertThat(Judgement.better(low, high)).isEqualTo(Word.CORRECTED);
        assertThat(Judgement.better(low, middle)).isEqualTo(Word.UNDECIDED);
        assertThat(Judgement.better(middle, low)).isEqualTo(Word.UNDECIDED);
    }
}
