package io.gradlab.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.result.Statistics.Interval;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    /** The expected values below are given to four digits. */
    private static final double FOUR_DIGITS = 6e-5;

    @Test
    void quantile_fourValues_interpolatesLikeR() {
        double[] sample = {4, 1, 3, 2};
        // R: quantile(c(1,2,3,4), c(.25,.5,.75)) is 1.75 2.50 3.25.
        assertThat(Statistics.quantile(sample, 0.25)).isEqualTo(1.75);
        assertThat(Statistics.median(sample)).isEqualTo(2.5);
        assertThat(Statistics.quantile(sample, 0.75)).isEqualTo(3.25);
    }

    /** Scores are paired by seed after their median was taken. */
    @Test
    void quantile_leavesTheSampleInItsOrder() {
        double[] sample = {5, 1, 4, 2, 3, 9, 7, 8, 6, 0};

        Statistics.median(sample);
        Statistics.quantile(sample, 0.9);

        assertThat(sample).containsExactly(5, 1, 4, 2, 3, 9, 7, 8, 6, 0);
    }

    @Test
    void quantile_nan_isNan() {
        assertThat(Statistics.median(new double[] {1, Double.NaN, 3})).isNaN();
    }

    @Test
    void standardDeviation_knownSample_hasDivisorNMinusOne() {
        assertThat(Statistics.standardDeviation(new double[] {2, 4, 4, 4, 5, 5, 7, 9}))
                .isCloseTo(Math.sqrt(32.0 / 7), within(1e-15));
        assertThat(Statistics.standardDeviation(new double[] {3})).isNaN();
    }

    @Test
    void share_knownCases_equalWilson() {
        // Newcombe 1998, table I: 81 of 263 is 0.2553 to 0.3662, 0 of 20 is 0 to 0.1611, 1 of 29
        // is 0.0061 to 0.1718.
        assertInterval(Statistics.share(81, 263), 0.2553, 0.3662);
        assertInterval(Statistics.share(0, 20), 0, 0.1611);
        assertInterval(Statistics.share(1, 29), 0.0061, 0.1718);
    }

    @Test
    void share_noneAndAll_stayInsideTheUnitInterval() {
        Interval none = Statistics.share(0, 5);
        Interval all = Statistics.share(5, 5);
        assertThat(none.low()).isZero();
        assertThat(all.high()).isEqualTo(1);
        assertThat(all.low()).isCloseTo(1 - none.high(), within(1e-12));
    }

    private static void assertInterval(Interval interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, within(FOUR_DIGITS));
        assertThat(interval.high()).isCloseTo(high, within(FOUR_DIGITS));
    }

    @Test
    void pairedDifference_studentsSleepData_equalsR() {
        // Student 1908, the ten patients; R: t.test(group2 - group1) is 1.58 (0.7001, 2.4599).
        double[] first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
        double[] second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
        Interval difference = Statistics.pairedDifference(first, second);
        assertThat(difference.estimate()).isCloseTo(1.58, within(1e-12));
        assertInterval(difference, 0.7001, 2.4599);
        assertThat(difference.isAbove(0)).isTrue();
        assertThat(difference.isBelow(0)).isFalse();
    }

    @Test
    void pairedDifference_onePair_decidesNothing() {
        Interval difference = Statistics.pairedDifference(new double[] {1}, new double[] {3});
        assertThat(difference.estimate()).isEqualTo(2);
        assertThat(difference.isAbove(0)).isFalse();
        assertThat(difference.isBelow(0)).isFalse();
    }

    @Test
    void pairedDifference_nan_decidesNothing() {
        Interval difference =
                Statistics.pairedDifference(new double[] {1, Double.NaN}, new double[] {3, 4});
        assertThat(difference.isAbove(0)).isFalse();
        assertThat(difference.isBelow(0)).isFalse();
    }

    @Test
    void atLeast_nan_doesNotCount() {
        assertThat(Statistics.atLeast(new double[] {0.95, 0.9499, 1, Double.NaN}, 0.95))
                .isEqualTo(2);
    }

    /** Of 1, 2 and 3 two are at least 2; more values are not. */
    @Test
    void atLeast_valueAtTheLimit_counts() {
        assertThat(Statistics.atLeast(new double[] {1, 2, 3, Double.NaN, 0}, 2)).isEqualTo(2);
        assertThat(Statistics.atLeast(new double[] {1, Double.NaN}, 2)).isZero();
    }

    /** The Gaussian's from Abramowitz and Stegun 1964, tables 26.1 and 26.5; the other by hand. */
    @Test
    void reference_knownDistributions_haveTheirValues() {
        ReferenceDistribution normal = ReferenceDistribution.normal(2, 3);
        assertThat(normal.mean()).isEqualTo(2);
        assertThat(normal.deviation()).isEqualTo(3);
        assertThat(normal.quantile().applyAsDouble(0.975)).isCloseTo(7.87989, within(1e-5));
        assertThat(normal.density().applyAsDouble(5)).isCloseTo(0.0806569, within(1e-7));
        ReferenceDistribution uniform = ReferenceDistribution.uniform(-1, 3);
        assertThat(uniform.mean()).isEqualTo(1);
        assertThat(uniform.deviation()).isCloseTo(4 / Math.sqrt(12), within(1e-15));
        assertThat(uniform.kurtosis()).isEqualTo(9.0 / 5);
        assertThat(uniform.quantile().applyAsDouble(0.75)).isEqualTo(2);
        assertThat(uniform.density().applyAsDouble(3.5)).isZero();
    }

    @Test
    void everyFunction_noValues_refuses() {
        assertThatThrownBy(() -> Statistics.mean(new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Statistics.median(new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Statistics.pairedDifference(new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 and 3");
    }

    @Test
    void interval_thatEndsAtAValue_isNeitherAboveNorBelow() {
        Interval interval = new Interval(2, 1, 3);
        assertThat(interval.isAbove(1)).isFalse();
        assertThat(interval.isAbove(0.9)).isTrue();
        assertThat(interval.isBelow(3)).isFalse();
        assertThat(interval.isBelow(3.1)).isTrue();
    }

    @Test
    void share_isSuccessesOverTrials() {
        assertThat(Statistics.share(3, 4).estimate()).isEqualTo(0.75);
    }

    @Test
    void standardDeviation_noValues_refuses() {
        assertThatThrownBy(() -> Statistics.standardDeviation(new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
