package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.ChildJvm;
import io.gradlab.Experiments;
import io.gradlab.params.ParameterFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in a process of its own. */
@DisabledOnOs(OS.WINDOWS)
class InterruptionTest {

    /** Far more than the end of an epoch and the writing of the files take. */
    private static final long PATIENCE_SECONDS = 30;

    @TempDir private Path out;

    /** Interrupts the program once it has printed a text; what it printed then. */
    private static List<String> interrupted(String after, String... arguments)
            throws IOException, InterruptedException {
        Process process =
                ChildJvm.of(Experiments.class, List.of(), arguments)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        List<String> rest;
        try (BufferedReader lines = process.inputReader()) {
            ChildJvm.readTo(lines, after);
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
            rest = lines.lines().toList();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(130);
        return rest;
    }

    @Test
    void train_interrupted_writesWhatWasBestAndExitsWith130()
            throws IOException, InterruptedException {
        interrupted("[Train] epoch: 100/", "train", "--epochs", "1000000", "--out", out.toString());
        long rows = Files.readAllLines(out.resolve("history.csv")).size() - 1L;
        assertThat(rows).isBetween(101L, 999_999L);
        assertThat(ParameterFile.read(out.resolve("best-0000.params")).activation()).isNotNull();
    }

    /** The page is there, and the line names the command that renders it again. */
    @Test
    void run_interrupted_leavesThePageOfWhatIsFinished() throws IOException, InterruptedException {
        List<String> rest =
                interrupted(
                        "== two-layer",
                        "run",
                        "initializers",
                        "two-layer",
                        "--quick",
                        "--epochs",
                        "1000000",
                        "--out",
                        out.toString());
        Path page = out.resolve("report.html");
        assertThat(rest)
                .contains(
                        "stopped: 1 of 2 experiments are finished; %s shows them, scripts/gradlab report --out %s renders it again"
                                .formatted(page, out));
        assertThat(page).content().contains("<section id=\"initializers\"");
    }
}
