package io.gradlab.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same seed gives the same bits: in another JVM, and with other threads of the engine. */
class DeterminismTest {

    /** The line that {@link TrainingDigest} prints in a JVM of its own. */
    private static String digest(long seed, int threads) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.add("-Dai.djl.pytorch.num_threads=" + threads);
        command.add("-cp");
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(TrainingDigest.class.getName());
        command.add(String.valueOf(seed));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        String[] words = output.substring(output.lastIndexOf('\n') + 1).split(" ", -1);
        assertThat(words).as(output).hasSize(2);
        assertThat(words[0]).as("threads of the engine").isEqualTo(String.valueOf(threads));
        assertThat(words[1]).matches("[0-9a-f]{128}");
        return words[1];
    }

    @Test
    void history_twoJvmsAndOtherThreads_isBitwiseEqual() throws Exception {
        String first = digest(7, 1);

        assertThat(digest(7, 1)).as("another JVM").isEqualTo(first);
        assertThat(digest(7, 2)).as("two threads").isEqualTo(first);
        assertThat(digest(7, 4)).as("four threads").isEqualTo(first);
        assertThat(digest(8, 1)).as("another seed").isNotEqualTo(first);
    }
}
