package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed with {@code --lang zh}. */
class PrintedLanguageTest {

    private static final Pattern ENGLISH_WORD = Pattern.compile("[A-Za-z]{2,}");

    /** Names of functions, tensors, files, methods of initialisation and values. */
    private static final Pattern NAME =
            Pattern.compile(
                    "fc[0-9]+(\\.weight|\\.bias)?|sigmoid|relu|linear|tanh|NaN|Infinity|split|softmax"
                            + "|ReLU|ELU|He|Glorot|std");

    @TempDir private Path out;

    private Command run(String arguments) {
        return Command.run(
                Stream.concat(
                                Stream.of(arguments.split(" ")),
                                Stream.of("--out", out.toString(), "--lang", "zh"))
                        .toArray(String[]::new));
    }

    private List<String> english(String printed) {
        return printed.lines()
                .filter(line -> !line.startsWith("[")) // the book's lines
                .map(line -> line.replace(out.toString(), ""))
                .map(line -> NAME.matcher(line).replaceAll(""))
                .flatMap(line -> ENGLISH_WORD.matcher(line).results())
                .map(MatchResult::group)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --epochs 50 --noise 0.2",
                "population --members 8 --epochs 20 --noise 0.2",
                "map --x learning-rate=0.2,5 --y noise=0.1,0.3 --members 4 --epochs 20",
                "diagnose --weights zeros --epochs 60 --noise 0.2",
                "diagnose --activation relu --bias -8 --epochs 120 --noise 0.2",
                "diagnose --learning-rate 1000 --activation relu --epochs 120 --noise 0.2",
                "preflight --weights normal:30 --noise 0.2",
            })
    void chinese_outputHasNoEnglishWord(String command) {
        Command run = run(command);

        assertThat(run.exitCode()).as(run.err()).isIn(0, 3, 4);
        assertThat(run.out()).contains("双月数据", "已写入   " + out);
        assertThat(english(run.out())).as(run.out()).isEmpty();
    }

    /** The text is in the language that was printed, the numbers' file in English. */
    @Test
    void chinese_diagnosisIsWrittenAsItIsPrinted() throws IOException {
        Command run = run("preflight --weights zeros --noise 0.2");

        String text = Files.readString(out.resolve("diagnosis.txt"));
        assertThat(text).startsWith("诊断：有一项风险：对称权重现象（1 步，1 次读数）\n");
        assertThat(run.out()).contains(text);
        assertThat(Files.readString(out.resolve("health.json")))
                .contains("share of distinct units in fc1")
                .doesNotContain("诊断", "神经元");
    }

    @Test
    void unknownLanguage_ofPreflight_isRefusedBeforeAnythingIsMade() {
        Command run = Command.run("preflight", "--out", out.toString(), "--lang", "fr");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("error:").contains("fr", "en", "zh");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void summaryOfARun_isInTheLanguage() {
        assertThat(run("run autograd-vs-manual --epochs 5 --noise 0.2").out())
                .contains("数据：1000 个样本的双月数据，噪声 0.2", "论断\n", "成立")
                .doesNotContain("Claims");
    }
}
