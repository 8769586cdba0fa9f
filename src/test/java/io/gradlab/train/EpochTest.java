package io.gradlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The book's lines, letter by letter. */
class EpochTest {

    private static Epoch epoch(int epoch, double loss, double accuracy, double best) {
        return new Epoch(epoch, 1000, loss, 0.5, 0.7, accuracy, best);
    }

    @Test
    void evaluateLine_improvement_isTheBooks() {
        assertThat(epoch(0, 0.78, 0.45625, 0).evaluateLine())
                .contains("[Evaluate] best accuracy has been updated: 0.00000 --> 0.45625");
        assertThat(epoch(0, 0.78, 1, 0.993749).evaluateLine())
                .contains("[Evaluate] best accuracy has been updated: 0.99375 --> 1.00000");
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5", "0.4, 0.5", "0, 0", "NaN, 0.5", "NaN, 0"})
    void evaluateLine_noImprovement_isNone(double accuracy, double best) {
        assertThat(epoch(3, 0.78, accuracy, best).improved()).isFalse();
        assertThat(epoch(3, 0.78, accuracy, best).evaluateLine()).isEmpty();
    }

    @Test
    void trainLine_isTheBooks() {
        assertThat(epoch(0, 0.7848005294799805, 0.5, 0).trainLine())
                .isEqualTo("[Train] epoch: 0/1000, loss: 0.7848005294799805");
        assertThat(epoch(950, Double.NaN, 0.5, 0).trainLine())
                .isEqualTo("[Train] epoch: 950/1000, loss: NaN");
    }

    @Test
    void testLine_isTheBooks() {
        assertThat(new Evaluation(0.84, 0.35126).testLine())
                .isEqualTo("[Test] score/loss: 0.8400/0.3513");
    }

    @Test
    void lines_germanLocale_keepThePoint() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(new Evaluation(0.84, 0.35126).testLine())
                    .isEqualTo("[Test] score/loss: 0.8400/0.3513");
            assertThat(epoch(0, 0.78, 0.45625, 0).evaluateLine().orElseThrow())
                    .endsWith("0.00000 --> 0.45625");
        } finally {
            Locale.setDefault(before);
        }
    }
}
