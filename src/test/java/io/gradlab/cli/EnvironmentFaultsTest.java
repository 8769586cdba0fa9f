package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.ChildJvm;
import io.gradlab.Experiments;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the machine lacks is told in one line with the mend, exit code 1, by processes of their own.
 */
class EnvironmentFaultsTest {

    @TempDir private Path folder;

    private record Ended(int exitCode, String err) {

        static Ended of(ProcessBuilder builder) throws IOException, InterruptedException {
            Process process = builder.start();
            String err =
                    new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), err);
        }

        void assertOneLine(String... parts) {
            assertThat(err.lines().filter(line -> line.startsWith("error: ")))
                    .as(err)
                    .singleElement()
                    .asString()
                    .contains(parts);
            assertThat(err).doesNotContain("defect", "\tat ");
            assertThat(exitCode).isEqualTo(1);
        }
    }

    private static ProcessBuilder gradlab(List<String> flags, String... arguments) {
        ProcessBuilder builder = ChildJvm.of(Experiments.class, flags, arguments);
        return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    private static ProcessBuilder withCache(Path cache) {
        ProcessBuilder builder = gradlab(List.of(), "info");
        builder.environment().put("DJL_CACHE_DIR", cache.toString());
        return builder;
    }

    @Test
    void cacheFolder_isAFile() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        Ended.of(withCache(file)).assertOneLine(file + " is a file", "DJL_CACHE_DIR");
        Ended.of(withCache(file.resolve("below"))).assertOneLine(file + " is a file");
    }

    /** /proc takes no folder, whoever asks. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void cacheFolder_cannotBeMade() throws Exception {
        Ended.of(withCache(Path.of("/proc/gradlab"))).assertOneLine("/proc", "DJL_CACHE_DIR");
    }

    @Test
    void memory_tooLittleForJava() throws Exception {
        for (String heap : List.of("-Xmx4m", "-Xmx8m", "-Xmx16m")) {
            Ended.of(gradlab(List.of(heap), "list")).assertOneLine("out of memory", "-Xmx256m");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void standardOutput_onAFullDevice() throws Exception {
        ProcessBuilder list = ChildJvm.of(Experiments.class, List.of(), "list");
        Ended.of(list.redirectOutput(Path.of("/dev/full").toFile()))
                .assertOneLine("standard output", "No space left");
    }

    /** As behind {@code head -1}: whoever closed the pipe knows. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void standardOutput_whoseReaderHasGone() throws Exception {
        Process list = ChildJvm.of(Experiments.class, List.of(), "list").start();
        list.getInputStream().close();
        try (InputStream errors = list.getErrorStream()) {
            assertThat(errors.readAllBytes()).isEmpty();
        }
        assertThat(list.waitFor()).isEqualTo(1);
    }

    private static String report(Throwable thrown, int exitCode) {
        StringWriter printed = new StringWriter();
        assertThat(Failure.report(thrown, "", new PrintWriter(printed))).isEqualTo(exitCode);
        return printed.toString();
    }

    /** Whichever option it is that gave the path. */
    @Test
    void pathThatCannotBeWritten_namesItsOption() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(Command.run("train", "--epochs", "1", "--out", file.toString()).err())
                .isEqualTo(
                        "error: cannot write %s: it is no directory; choose another path (--out)\n"
                                .formatted(file));
        assertThat(
                        Command.run(
                                        "export",
                                        "--params",
                                        "src/test/resources/reference/l2.init.npz",
                                        "--to",
                                        file.resolve("a.npz").toString())
                                .err())
                .endsWith("is a file, not a directory; choose another path (--to)\n");
    }

    /** Only what is marked where it is thrown is the user's mistake. */
    @Test
    void argumentThatTheJdkRefuses_isADefect() {
        assertThat(report(new IllegalArgumentException("width 0"), 1))
                .startsWith("error: this is a defect of gradlab")
                .contains("\tat ");
    }

    /** The JDK's message is the file's name alone. */
    @Test
    void missingFile_saysWhatIsMissing() {
        assertThat(report(new NoSuchFileException("out/a.csv"), 1))
                .isEqualTo("error: NoSuchFile: out/a.csv" + System.lineSeparator());
    }

    @Test
    void memoryOfAnotherThread_isNoDefect() {
        assertThat(report(new IllegalStateException(new OutOfMemoryError("Java heap space")), 1))
                .startsWith("error: out of memory (Java heap space;");
    }
}
