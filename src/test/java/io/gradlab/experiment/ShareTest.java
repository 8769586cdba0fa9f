package io.gradlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.result.ExperimentResult;
import io.gradlab.result.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many starts stand behind each verdict where the user does not say. */
class ShareTest {

    @TempDir Path out;

    /**
     * In the order of the verdicts: 1000 behind a share of step 1 or of 100 epochs, 300 behind one
     * of 1000 epochs, 5 behind what the listener or the Runner tells, 1 where chance has no part.
     * The number follows from the question, not from the two epochs of this run.
     */
    @ParameterizedTest
    @CsvSource({
        "two-layer, 300 300 300 300",
        "three-layer, 300 300 300 1000",
        "search-by-hand, 300 300 300 300 300 300 300 300 300",
        "autograd-vs-manual, 300 300 1 1 1 1",
        "zero-init, 1 1 1 1 1 300 300",
        "initializers, 1000 1000 1000 1000",
        "vanishing-gradient, 1000 1 1000 1000 1000 1000 1000 1000 300 300 300 300 300",
        "dead-relu, 1000 1 1000 1000 1000 1000 1 1 1",
        "exploding-gradient, 1000 1000 1000 1000 1000 1000 1000 1000"
    })
    void verdicts_userDoesNotSay_restOnTheirStarts(String id, String seeds) throws IOException {
        ExperimentResult result =
                ExperimentRegistry.named(id).run(SyntheticRuns.laboratory(out, null, 2));
        List<Integer> expected = Arrays.stream(seeds.split(" ")).map(Integer::valueOf).toList();
        assertThat(result.verdicts()).extracting(Verdict::seeds).isEqualTo(expected);
    }
}
