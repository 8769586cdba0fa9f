package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gradlab.figure.ChineseFont;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code --lang} does to the figures of commands that write no report. */
class FigureLanguageTest {

    private static final Pattern LABEL = Pattern.compile("<text[^>]*>([^<]*)</text");
    private static final Pattern ENGLISH_WORD = Pattern.compile("[A-Za-z]{2,}");

    /** Names of activation functions are the same in both languages. */
    private static final List<String> ALLOWED = List.of("sigmoid");

    @TempDir private Path out;

    private Command run(String arguments) {
        return Command.run(
                Stream.concat(
                                Stream.of(arguments.split(" ")),
                                Stream.of("--quiet", "--out", out.toString()))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "train --epochs 10, curves",
        "population --members 8 --epochs 20, test-accuracy",
        "map --x learning-rate=0.2;5 --y hidden=2;5 --members 4 --epochs 20, map-success",
        "map --x noise=0.1;0.3 --y bias=-8;0 --members 4 --epochs 20, map-pathology"
    })
    void chinese_labelsHaveNoEnglishWord(String command, String figure) throws IOException {
        assumeTrue(ChineseFont.present(), "no font here has Chinese glyphs");
        Command run = run(command.replace(';', ',') + " --lang zh");
        assertThat(run.exitCode()).as(run.err()).isZero();

        assertThat(out.resolve(figure + ".svg")).isNotEmptyFile();
        String svg = Files.readString(out.resolve(figure + ".zh.svg"));
        assertThat(LABEL.matcher(svg).results().map(label -> label.group(1)))
                .isNotEmpty()
                .allSatisfy(
                        label ->
                                assertThat(ENGLISH_WORD.matcher(label).results())
                                        .extracting(MatchResult::group)
                                        .isSubsetOf(ALLOWED));
    }

    @Test
    void unknownLanguage_isRefusedBeforeAnythingIsMade() {
        for (String command : List.of("train", "population", "map --x noise=0,1 --y bias=0,1")) {
            Command run = run(command + " --lang fr");
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("error:").contains("fr", "en", "zh");
            assertThat(out).isEmptyDirectory();
        }
    }
}
