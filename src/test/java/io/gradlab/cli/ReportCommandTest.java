package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What report and compare print of files that are not as they were. */
class ReportCommandTest {

    private static final Path STORED = Path.of("src/test/resources/report/run");

    @TempDir private Path out;

    @BeforeEach
    void copyResults() throws IOException {
        for (String id : new String[] {"initializers", "dead-relu"}) {
            Files.createDirectories(out.resolve(id));
            Files.copy(STORED.resolve(id + "/result.json"), out.resolve(id + "/result.json"));
        }
    }

    /** A name that would clear the terminal and fill it; the other experiment lacks its figure. */
    @Test
    void report_hostileName_isOneLineWithoutControlCharacters() throws IOException {
        Path file = out.resolve("dead-relu/result.json");
        String name = "\\u001b[2J\\n\\u2028\\u202e" + "a".repeat(10_000);
        Files.writeString(
                file, Files.readString(file).replace("\"gradient-norms\"", "\"" + name + "\""));
        Command report = Command.run("report", "--quiet", "--out", out.toString());
        assertThat(report.exitCode()).isZero();
        assertThat(report.err().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("warning: ") && line.length() < 700)
                .anyMatch(line -> line.contains(file + "' is damaged"))
                .noneMatch(line -> line.matches(".*[\\p{Cc}\\p{Cf}\\u2028].*"));
        assertThat(out.resolve("report.html")).content().contains("not rendered: dead-relu");
    }

    @Test
    void compare_damagedSide_isToldAndTheRestCompared() throws IOException {
        Path other = Files.createDirectories(out.resolve("other/initializers")).getParent();
        Files.copy(
                out.resolve("initializers/result.json"), other.resolve("initializers/result.json"));
        Files.createDirectories(other.resolve("dead-relu"));
        Command compare =
                Command.run(
                        "compare",
                        out.toString(),
                        other.toString(),
                        "--quiet",
                        "--out",
                        out.toString());
        assertThat(compare.exitCode()).isZero();
        assertThat(compare.err().lines())
                .singleElement()
                .asString()
                .startsWith("warning: ")
                .contains(other.resolve("dead-relu/result.json").toString());
    }
}
