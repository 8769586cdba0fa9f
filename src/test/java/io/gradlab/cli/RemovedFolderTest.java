package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody removes --out while a command runs: it is told, and what comes out is written. */
class RemovedFolderTest {

    @TempDir private Path directory;

    /** Removes the folder as soon as a text has been printed; the lines of the error stream. */
    private List<String> runAndRemoveAt(String text, Path removed, String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        ByteArrayOutputStream printed =
                new ByteArrayOutputStream() {
                    private boolean done;

                    @Override
                    public synchronized void write(byte[] bytes, int offset, int length) {
                        super.write(bytes, offset, length);
                        if (!done && toString(StandardCharsets.UTF_8).contains(text)) {
                            done = true;
                            remove(removed);
                        }
                    }
                };
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
            assertThat(GradlabCommand.execute(arguments)).isZero();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return errors.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "train --epochs 3, [Train] epoch: 0, best-0000.json",
        "diagnose --epochs 300 --learning-rate 5, [Train] epoch: 0, health.json",
        "preflight, network, health.json",
        "population --members 4 --epochs 3, members, result.json",
        "map --x bias=0 --y hidden=2 --members 2 --epochs 3, data, map.json",
        "run two-layer --epochs 20 --seeds 2, == two-layer, two-layer/result.json"
    })
    void outRemoved_isToldAndWrittenAgain(String command, String text, String last) {
        Path out = directory.resolve("out");
        List<String> errors = runAndRemoveAt(text, out, (command + " --out " + out).split(" "));
        assertThat(errors)
                .singleElement()
                .asString()
                .startsWith("warning: " + out + " was removed during the run");
        assertThat(out.resolve(last)).isNotEmptyFile();
    }

    @Test
    void resultOfAnExperimentRemoved_isTold() {
        Path out = directory.resolve("out");
        List<String> errors =
                runAndRemoveAt(
                        "== initializers",
                        out.resolve("two-layer"),
                        ("run two-layer initializers --epochs 20 --seeds 2 --out " + out)
                                .split(" "));
        assertThat(errors)
                .singleElement()
                .asString()
                .startsWith("warning: what was written of two-layer to " + out)
                .endsWith("run two-layer again");
        assertThat(out.resolve("initializers/result.json")).isNotEmptyFile();
    }
}
