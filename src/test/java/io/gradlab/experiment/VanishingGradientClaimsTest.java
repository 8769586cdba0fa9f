package io.gradlab.experiment;

import static io.gradlab.experiment.SyntheticRuns.gradients;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.core.Text;
import io.gradlab.population.MemberState;
import io.gradlab.result.ClaimSource;
import io.gradlab.result.Word;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VanishingGradientClaimsTest {

    private static final Text NAME = Text.of("x");

    /** 200 test examples, of which the more frequent label has 0.53. */
    private final Laboratory lab = SyntheticRuns.laboratory(Path.of("unused"), 5, null);

    private static Word vanishes(int alive) {
        return VanishingGradientClaims.vanishes(gradients(alive)).word();
    }

    private static Word reaches(int alive) {
        return VanishingGradientClaims.reaches(NAME, gradients(alive)).word();
    }

    @Test
    void vanishesAndReaches_areOpposites() {
        assertThat(List.of(vanishes(0), vanishes(3), vanishes(5)))
                .containsExactly(Word.CONFIRMED, Word.UNDECIDED, Word.CORRECTED);
        assertThat(List.of(reaches(5), reaches(2), reaches(0)))
                .containsExactly(Word.CONFIRMED, Word.UNDECIDED, Word.CORRECTED);
    }

    @Test
    void vanishes_measured_countsWhatTheSentenceSays() {
        assertThat(VanishingGradientClaims.vanishes(gradients(1)).measured().toString())
                .startsWith("in 80 % of the starts (4 of 5,")
                .contains("fc1 has less than 0.001 of the norm in fc5");
        assertThat(VanishingGradientClaims.reaches(NAME, gradients(1)).measured().toString())
                .startsWith("in 20 % of the starts (1 of 5,")
                .contains("fc1 has at least 0.001 of the norm in fc5");
    }

    @Test
    void alive_ratioAtTheThreshold_hasNotVanished() {
        MemberState at = SyntheticRuns.withNorms(1e-3, 1);
        MemberState below = SyntheticRuns.withNorms(0.99e-3, 1);
        MemberState zero = SyntheticRuns.withNorms(0, 0);
        assertThat(new FirstGradients(NAME, List.of(at, below, zero)).alive()).isEqualTo(1);
    }

    /** The book says less than what is made of it: larger, not large. */
    @Test
    void alleviates_byTheSameStarts() {
        assertThat(VanishingGradientClaims.alleviates(gradients(0), gradients(5)))
                .returns(Word.CONFIRMED, verdict -> verdict.word())
                .returns(ClaimSource.BOOK, verdict -> verdict.source());
        assertThat(VanishingGradientClaims.alleviates(gradients(0), gradients(3)).word())
                .isEqualTo(Word.UNDECIDED);
        assertThat(VanishingGradientClaims.alleviates(gradients(5), gradients(0)).word())
                .isEqualTo(Word.CORRECTED);
    }

    @Test
    void printOfWeights_eitherDirectionCounts() {
        assertThat(VanishingGradientClaims.printOfWeights(1, 0.11).word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(VanishingGradientClaims.printOfWeights(1, 1e-10).word())
                .isEqualTo(Word.CORRECTED);
        assertThat(VanishingGradientClaims.printOfWeights(1, 11).word()).isEqualTo(Word.CORRECTED);
    }

    @Test
    void learns_beyondSamplingError() {
        // 0.60 of 200 has a lower end of 0.531, 0.595 one of 0.526; the constant answer has 0.53.
        assertThat(learns(5, 0.60)).isEqualTo(Word.CONFIRMED);
        assertThat(learns(3, 0.60)).isEqualTo(Word.UNDECIDED);
        assertThat(learns(5, 0.595)).isEqualTo(Word.CORRECTED);
    }

    /** So many of five starts with a score, the others with that of the constant answer. */
    private Word learns(int starts, double score) {
        double[] scores = new double[5];
        Arrays.fill(scores, 0.53);
        Arrays.fill(scores, 0, starts, score);
        return Networks.learns(lab, 1000, NAME, scores).word();
    }
}
