package io.gradlab.health.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-3, -3",
        "0.5, 0.500",
        "0.0123, 0.0123",
        "0.001, 0.00100",
        "0.00099, 9.90e-04",
        "12.345, 12.3",
        "1234.5, 1235",
        "999999, 999999",
        "1000000, 1.00e+06",
        "1e-23, 1.00e-23",
        "NaN, NaN",
        "-Infinity, -Infinity"
    })
    void numbers_haveThreeDigits(double value, String text) {
        assertThat(Numbers.text(value)).isEqualTo(text);
    }
}
