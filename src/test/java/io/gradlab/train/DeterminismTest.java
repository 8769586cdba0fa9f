package io.gradlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.ChildJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The same seed gives the same bits in another JVM of one machine, and nearly the same numbers with
 * other threads of the engine.
 */
class DeterminismTest {

    /**
     * Sums shared among threads in another order. No difference was seen on a Xeon and an EPYC, but
     * MKL promises its reproducible mode for Intel's processors alone.
     */
    private static final double ROUNDING = 1e-5;

    /**
     * What a training printed.
     *
     * @param bits digest of histories and final parameters
     * @param small last loss of the small network
     * @param large last loss of the large one
     */
    private record Printed(String bits, double small, double large) {

        void assertNearly(Printed other) {
            assertThat(small).isCloseTo(other.small, within(ROUNDING));
            assertThat(large).isCloseTo(other.large, within(ROUNDING));
        }
    }

    /** The line that {@link TrainingDigest} prints in a JVM of its own. */
    private static Printed train(long seed, int threads) throws IOException, InterruptedException {
        String output =
                ChildJvm.run(
                        TrainingDigest.class,
                        List.of("-Dai.djl.pytorch.num_threads=" + threads),
                        String.valueOf(seed));
        String[] words = output.substring(output.lastIndexOf('\n') + 1).split(" ", -1);
        assertThat(words).as(output).hasSize(4);
        assertThat(words[0]).as("threads of the engine").isEqualTo(String.valueOf(threads));
        assertThat(words[1]).matches("[0-9a-f]{128}");
        return new Printed(words[1], Double.parseDouble(words[2]), Double.parseDouble(words[3]));
    }

    @Test
    void training_anotherJvm_isBitwiseEqual() throws Exception {
        Printed first = train(7, 1);

        assertThat(train(7, 1)).isEqualTo(first);
        assertThat(train(8, 1).bits()).as("another seed").isNotEqualTo(first.bits());
    }

    @Test
    void training_otherThreads_isNearlyEqual() throws Exception {
        Printed first = train(7, 1);

        train(7, 2).assertNearly(first);
        train(7, 4).assertNearly(first);
    }
}
