package io.gradlab.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.core.Language;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TableTest {

    private static List<String> column(Double... values) {
        return NumberText.ofColumn(List.of(values));
    }

    @Test
    void number_tiny_hasExponent() {
        assertThat(column(3.24e-23, 2.3e-12, -1.17e-6, 9.99e-4))
                .containsExactly("3.24e-23", "2.30e-12", "-1.17e-06", "9.99e-04");
    }

    @Test
    void number_huge_hasExponent() {
        assertThat(column(1e6, 123456789.0, Double.MAX_VALUE))
                .containsExactly("1.00e+06", "1.23e+08", "1.80e+308");
    }

    @Test
    void number_smallestDouble_isNotZero() {
        assertThat(column(Double.MIN_VALUE)).containsExactly("4.90e-324");
    }

    @Test
    void number_exactZero_isZeroWithoutDecimals() {
        assertThat(column(0.0, -0.0, 0.5)).containsExactly("0", "0", "0.5");
    }

    @Test
    void number_notFinite_isNamed() {
        assertThat(column(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY))
                .containsExactly("NaN", "Infinity", "-Infinity");
    }

    @Test
    void number_columnOfScores_sharesDecimals() {
        assertThat(column(0.99375, 0.86, 1.0)).containsExactly("0.99375", "0.86000", "1.00000");
    }

    @Test
    void number_columnOfLearningRates_hasOnlyTheDecimalsItNeeds() {
        assertThat(column(0.2, 1.0, 5.0)).containsExactly("0.2", "1.0", "5.0");
        assertThat(column(1.0, 5.0)).containsExactly("1", "5");
    }

    @Test
    void number_moreThanFiveDecimals_isRounded() {
        assertThat(column(0.2406381, 0.1 + 0.2)).containsExactly("0.24064", "0.30000");
    }

    @Test
    void number_columnOfLargeNumbers_hasDigitsThatMeanSomething() {
        assertThat(column(212.03795, 20.51)).containsExactly("212.0", "20.5");
        assertThat(column(205139.53906, 1004.7)).containsExactly("205140", "1005");
        assertThat(column(899.39347, 0.0452257)).containsExactly("899.3935", "0.0452");
    }

    @Test
    void number_defaultLocaleWithComma_keepsPoint() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(column(0.5, 1e-9)).containsExactly("0.5", "1.00e-09");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void toText_mixedCells_alignsNumbersRightAndTextsLeft() {
        Table table =
                new Table(
                        "gradient norm at step 1",
                        List.of("case", "seeds", "fc1", "dead"),
                        List.of(
                                List.of("sigmoid", 20, 2.3e-12, false),
                                List.of("relu, bias -8", 5, 0.0, true)));
        assertThat(table.toText(Language.EN))
                .isEqualTo(
                        """
                        gradient norm at step 1
                        case           seeds       fc1  dead
                        -------------  -----  --------  -----
                        sigmoid           20  2.30e-12  false
                        relu, bias -8      5         0  true
                        """);
    }

    @Test
    void toText_noRows_hasHeads() {
        assertThat(new Table("empty", List.of("a"), List.of()).toText(Language.EN))
                .isEqualTo("empty\na\n-\n");
    }

    @Test
    void table_raggedRow_isRefused() {
        assertThatThrownBy(() -> new Table("t", List.of("a", "b"), List.of(List.of(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "table 't': row [1] has 1 cells, but there are 2 columns; give each column"
                                + " one cell");
    }

    @Test
    void table_cellOfAnotherType_isRefused() {
        assertThatThrownBy(() -> new Table("t", List.of("a"), List.of(List.of(1.5f))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cell 1.5 of row [1.5] is no text, integer, double");
    }

    @Test
    void table_noColumns_isRefused() {
        assertThatThrownBy(() -> new Table("t", List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("table 't' has no columns; name at least one");
    }

    /** From 0.001 on, and up to a million. */
    @Test
    void number_atTheLimitsOfPlainOnes_isPlainBelowAndHasAnExponentAbove() {
        assertThat(column(1e-3, 5.0)).containsExactly("0.001", "5.000");
        assertThat(column(10.0, 0.25)).containsExactly("10.00", "0.25");
        assertThat(column(10.0, 0.12345)).containsExactly("10.000", "0.123");
        assertThat(column(9.0, 0.12345)).containsExactly("9.00000", "0.12345");
    }
}
