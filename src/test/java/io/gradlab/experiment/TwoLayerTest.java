package io.gradlab.experiment;

import static io.gradlab.experiment.SyntheticRuns.scores;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.nn.MlpConfiguration;
import io.gradlab.population.Member;
import io.gradlab.population.MemberResult;
import io.gradlab.population.MemberState;
import io.gradlab.result.ClaimSource;
import io.gradlab.result.Verdict;
import io.gradlab.result.Word;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TwoLayerTest {

    private static final MlpConfiguration SETUP = SyntheticRuns.TWO_LAYERS;

    /** 200 test examples, of which the more frequent label has 0.53. */
    private final Laboratory lab = SyntheticRuns.laboratory(Path.of("unused"), 5, null);

    /** 0.84 - 0.052 is 0.788. */
    @Test
    void bookScore_byHowManyStartsAreNearIt() {
        Verdict near = TwoLayer.bookScore(SETUP, scores(200, 0.79, 100, 0.99));
        assertThat(near.word()).isEqualTo(Word.CONFIRMED);
        assertThat(near.source()).isEqualTo(ClaimSource.BOOK);
        assertThat(TwoLayer.bookScore(SETUP, scores(200, 0.785, 100, 0.84)).word())
                .isEqualTo(Word.CORRECTED);
        assertThat(TwoLayer.bookScore(SETUP, scores(150, 0.785, 150, 0.84)).word())
                .isEqualTo(Word.UNDECIDED);
    }

    /** Wilson's lower end for 0.60 of 200 is 0.531, for 0.595 it is 0.526. */
    @Test
    void learns_needsEveryStartBeyondSamplingError() {
        assertThat(TwoLayer.learns(lab, scores(299, 0.9, 1, 0.60)).word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(TwoLayer.learns(lab, scores(299, 0.9, 1, 0.595)).word())
                .isEqualTo(Word.CORRECTED);
        assertThat(TwoLayer.learns(lab, scores(298, 0.9, 1, 0.60)).word())
                .isEqualTo(Word.UNDECIDED);
    }

    @Test
    void oneRunTells_oneStartFarFromTheMedianCorrects() {
        assertThat(TwoLayer.oneRunTells(SETUP, scores(299, 0.85, 1, 0.90)).word())
                .isEqualTo(Word.CONFIRMED);
        assertThat(TwoLayer.oneRunTells(SETUP, scores(299, 0.85, 1, 0.905)).word())
                .isEqualTo(Word.CORRECTED);
    }

    /** 300 starts with test loss 0.3, but for that of seed 2. */
    private static List<MemberResult> losses(double ofSeedTwo) {
        MemberState state = SyntheticRuns.withNorms(1, 1);
        List<MemberResult> members = new ArrayList<>();
        for (int seed = 0; seed < 300; seed++) {
            members.add(
                    new MemberResult(
                            seed,
                            new Member(SETUP, seed),
                            state,
                            state,
                            seed == 2 ? 30 : 800,
                            0.85,
                            0.845,
                            seed == 2 ? ofSeedTwo : 0.3,
                            MemberResult.NEVER,
                            Set.of(),
                            new float[0],
                            Map.of()));
        }
        return members;
    }

    /** 1.5 times the median is 0.45. */
    @Test
    void goodLossToo_namesTheFirstStartThatFails() {
        Verdict good = TwoLayer.goodLossToo(losses(0.449));
        assertThat(good.word()).isEqualTo(Word.CONFIRMED);
        assertThat(good.measured().toString()).endsWith("median test loss 0.3000");
        Verdict bad = TwoLayer.goodLossToo(losses(0.451));
        assertThat(bad.word()).isEqualTo(Word.CORRECTED);
        assertThat(bad.measured().toString())
                .contains("299 of 300")
                .endsWith(
                        "the first start that fails is seed 2, best after 30 epochs with test accuracy 0.8450 and test loss 0.4510");
        assertThat(TwoLayer.goodLossToo(losses(Double.NaN)).word()).isEqualTo(Word.CORRECTED);
    }
}
