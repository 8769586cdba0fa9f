package io.gradlab.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.core.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.06748, 0.0675",
        "1.3549, 1.35",
        "899.39, 899",
        "0.0009999, 1.00e-03",
        "0.001, 0.00100",
        "9999, 10000",
        "10000, 1.00e+04",
        "2.034e-11, 2.03e-11",
        "8.9939e22, 8.99e+22",
        "NaN, NaN",
        "Infinity, Infinity"
    })
    void norm_hasThreeDigits(double norm, String text) {
        assertThat(NumberText.norm(norm)).isEqualTo(text);
    }

    /** A thousand seeds tell a share to the third decimal. */
    @ParameterizedTest
    @CsvSource({
        "3, 5, 'in 60 % of the starts (3 of 5, 95 % interval 0.23 to 0.88)'",
        "916, 1000, 'in 92 % of the starts (916 of 1000, 95 % interval 0.897 to 0.932)'",
        "999, 1000, 'in 99.9 % of the starts (999 of 1000, 95 % interval 0.994 to 1.000)'",
        "2, 500, 'in 0.4 % of the starts (2 of 500, 95 % interval 0.00 to 0.01)'",
        "0, 5, 'in 0 % of the starts (0 of 5, 95 % interval 0.00 to 0.43)'",
        "5, 5, 'in 100 % of the starts (5 of 5, 95 % interval 0.57 to 1.00)'"
    })
    void share_hasItsInterval(int successes, int trials, String text) {
        assertThat(NumberText.share(successes, trials, Text.of("starts"))).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "0.2, 0.2", "-8, -8", "0, 0", "9999999, 9999999", "1e7, 1.0E7", "NaN, NaN"})
    void shortest_hasNoNeedlessZero(float value, String text) {
        assertThat(NumberText.shortest(value)).isEqualTo(text);
    }

    @Test
    void norms_areAList() {
        assertThat(NumberText.norms(new double[] {0.5, 2e-9})).isEqualTo("0.5, 2.00e-09");
    }

    @Test
    void difference_hasSignsAndItsInterval() {
        assertThat(NumberText.difference(new Statistics.Interval(0.012, -0.003, 0.027)))
                .hasToString("+0.0120 (95 % interval -0.0030 to +0.0270)");
    }
}
