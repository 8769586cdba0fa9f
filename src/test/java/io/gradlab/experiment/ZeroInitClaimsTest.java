package io.gradlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.core.Text;
import io.gradlab.data.Examples;
import io.gradlab.experiment.ZeroInitClaims.Trained;
import io.gradlab.result.BookPlace;
import io.gradlab.result.ClaimSource;
import io.gradlab.result.Verdict;
import io.gradlab.result.Word;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZeroInitClaimsTest {

    /** 200 test examples, of which the more frequent label has 0.53. */
    private final Examples test =
            SyntheticRuns.laboratory(Path.of("unused"), 5, null).data().test();

    private Word doesNotLearn(double lastLoss, double accuracy) {
        return ZeroInitClaims.doesNotLearn(test, new Trained(1000, 0.6931, lastLoss, accuracy))
                .word();
    }

    @Test
    void doesNotLearn_lossAndScore_bothMustBeBetter() {
        // 0.60 of 200 has a lower end of 0.531, 0.595 one of 0.526.
        assertThat(doesNotLearn(0.26, 0.60)).isEqualTo(Word.CORRECTED);
        assertThat(doesNotLearn(0.26, 0.595)).isEqualTo(Word.CONFIRMED);
        assertThat(doesNotLearn(0.6931, 0.84)).isEqualTo(Word.CONFIRMED);
    }

    @Test
    void learnedNothing_ofTheBook_namesItsEpochs() {
        Verdict verdict = ZeroInitClaims.learnedNothing(test, new Trained(5, 0.6931, 0.6930, 0.47));
        assertThat(verdict.word()).isEqualTo(Word.CONFIRMED);
        assertThat(verdict.source()).isEqualTo(ClaimSource.BOOK);
        assertThat(verdict.book()).isEqualTo(new BookPlace("4.4.1", 5));
        assertThat(verdict.claim().toString()).contains("after 5 epochs");
    }

    private static ZeroInitSeries widths(int... widths) {
        Run run = SyntheticRuns.scored(0.6931, 0.2, 0.8);
        double[] one = {0.8};
        return new ZeroInitSeries(
                run,
                Arrays.stream(widths)
                        .mapToObj(width -> new ZeroInitSeries.Width(width, width))
                        .toList(),
                one,
                one,
                one,
                List.of(run.result().last()));
    }

    @Test
    void collapses_atEveryEpochOrNotAtAll() {
        assertThat(ZeroInitClaims.zerosCollapse(widths(1, 1, 1)).word()).isEqualTo(Word.CONFIRMED);
        assertThat(ZeroInitClaims.zerosCollapse(widths(1, 2, 1)).word()).isEqualTo(Word.CORRECTED);
        assertThat(ZeroInitClaims.constantsCollapse(widths(1, 2)).source())
                .isEqualTo(ClaimSource.OFTEN_SAID);
    }

    /** The same on each of 200 examples: the interval is a point, the floor is 0.005. */
    private static Word answersMore(double difference) {
        double[] zeros = new double[200];
        double[] random = new double[200];
        Arrays.fill(zeros, 0.5);
        Arrays.fill(random, 0.5 + difference);
        Text sentence = Text.of("On average over starts and test examples it does.");
        return ZeroInitClaims.answersMore(sentence, 300, zeros, random).word();
    }

    @Test
    void answersMore_lessThanOneExample_isUndecided() {
        assertThat(answersMore(0.0051)).isEqualTo(Word.CONFIRMED);
        assertThat(answersMore(0.0049)).isEqualTo(Word.UNDECIDED);
        assertThat(answersMore(-0.0049)).isEqualTo(Word.UNDECIDED);
        assertThat(answersMore(-0.0051)).isEqualTo(Word.CORRECTED);
    }

    /** Half of the examples go one way, half the other: the spread over the examples decides. */
    @Test
    void answersMore_spreadOverTheExamples_counts() {
        double[] zeros = new double[200];
        double[] random = new double[200];
        Arrays.fill(zeros, 0, 90, 1);
        Arrays.fill(random, 90, 200, 1);
        Text sentence = Text.of("On average over starts and test examples it does.");
        Verdict verdict = ZeroInitClaims.answersMore(sentence, 300, zeros, random);
        // Mean 0.1, standard deviation 0.997, half an interval 1.972 * 0.997 / sqrt(200) = 0.139.
        assertThat(verdict.word()).isEqualTo(Word.UNDECIDED);
        assertThat(verdict.measured().toString())
                .startsWith("paired difference +0.1000 (95 % interval -0.0391 to +0.2391)")
                .endsWith("right of 200 test examples: zeros 0.4500, N(0, 1) 0.5500");
    }
}
