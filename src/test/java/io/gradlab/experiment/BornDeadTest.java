package io.gradlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import io.gradlab.result.Word;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BornDeadTest {

    private static final int HALF = BornDead.NETWORKS / 2;

    @TempDir private Path out;

    private static int[] each(int count) {
        int[] counts = new int[BornDead.MOST_LAYERS];
        Arrays.fill(counts, count);
        return counts;
    }

    private static BornDead.Counts counts(int width, int single, int whole) {
        return new BornDead.Counts(width, each(single), each(whole), BornDead.NETWORKS);
    }

    /** Layers live independently: 3/4 each at width 2, both of two (3/4)^2. */
    @Test
    void theory_isTheClosedForm() {
        assertThat(counts(2, 0, 0).theory(1)).isCloseTo(0.25, within(1e-12));
        assertThat(counts(2, 0, 0).theory(2)).isCloseTo(1 - 0.5625, within(1e-12));
        assertThat(counts(6, 0, 0).theory(20))
                .isCloseTo(1 - Math.pow(63.0 / 64, 20), within(1e-12));
    }

    /** At p = 1/4 a standard error of 20000 networks is sqrt(0.25 * 0.75 / 20000) = 0.00306. */
    @Test
    void deviation_isInStandardErrorsOfTheory() {
        double error = Math.sqrt(0.25 * 0.75 / BornDead.NETWORKS);
        int dead = (int) Math.round((0.25 + 3 * error) * BornDead.NETWORKS);
        assertThat(counts(2, dead, 0).deviation(each(dead), 1)).isCloseTo(3, within(0.02));
    }

    @Test
    void verdicts_contradictSharesThatAreOff() {
        List<BornDead.Counts> off = List.of(counts(2, HALF, HALF));
        assertThat(BornDead.formula(off).word()).isEqualTo(Word.CORRECTED);
        // One half is above the formula at one layer.
        assertThat(BornDead.atMost(off).word()).isEqualTo(Word.CORRECTED);
        assertThat(BornDead.atMost(List.of(counts(2, HALF, 0))).word()).isEqualTo(Word.CONFIRMED);
        assertThat(BornDead.deepNarrow(counts(2, 0, 0)).word()).isEqualTo(Word.CORRECTED);
    }

    @Test
    void run_bearsTheFormulaOut_andIsAFunctionOfTheSeed() throws IOException {
        ExperimentResult first = new BornDead().run(SyntheticRuns.laboratory(out, 1, null));
        ExperimentResult again = new BornDead().run(SyntheticRuns.laboratory(out, 5, 3));

        assertThat(first.verdicts()).extracting(Verdict::word).containsOnly(Word.CONFIRMED);
        assertThat(again.tables()).isEqualTo(first.tables());
        Table every = first.tables().get(1);
        assertThat(every.rows()).hasSize(100);
        for (List<Object> row : every.rows()) {
            assertThat((double) row.get(6))
                    .as("all inputs")
                    .isLessThanOrEqualTo((double) row.get(3));
        }
    }
}
