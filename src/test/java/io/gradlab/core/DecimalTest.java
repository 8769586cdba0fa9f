package io.gradlab.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0.0",
        "0e-400, 0",
        "1, 1",
        "+1.5, 1.5",
        "-.5, -0.5",
        "5., 5",
        "1e-3, 0.001",
        "1E+3, 1000",
        "1.4e-45, 1.4e-45",
        "3.4028235e38, 3.4028235e38"
    })
    void parse_decimal_isItsDouble(String text, double number) {
        assertThat(Decimal.parse(text)).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "x",
                ".",
                "-",
                "1e",
                "e5",
                "1,5",
                "1_000",
                "2f",
                "2d",
                "0x1p3",
                "NaN",
                "Infinity",
                "3.5e38",
                "-1e40",
                "1e400",
                "1e-50",
                "-1e-400",
                "0.01e-999999999",
                "1e9999999999",
                "\u0661"
            })
    void parse_whatIsNoDecimalOrLostIn32Bits_isEmpty(String text) {
        assertThat(Decimal.parse(text)).isEmpty();
    }
}
