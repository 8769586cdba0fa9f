package io.gradlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.ReferenceTrace;
import io.gradlab.console.Console;
import io.gradlab.console.Screen;
import io.gradlab.core.Language;
import io.gradlab.core.Text;
import io.gradlab.result.ExperimentResult;
import io.gradlab.result.ResultFile;
import io.gradlab.result.Table;
import io.gradlab.result.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentsTest {

    private static final int EPOCHS = 30;

    /** The figures of the book, by the names that the manual promises. */
    private static final Map<String, String> BOOK_FIGURES =
            Map.of(
                    "two-layer", "fw-acc",
                    "zero-init", "fw-zero",
                    "initializers", "fw-gaussian-uniform",
                    "vanishing-gradient", "gradient-norms");

    @TempDir private static Path directory;

    private static final Map<String, ExperimentResult> RESULTS = new HashMap<>();

    private static Laboratory laboratory(Path out, PrintStream print) {
        return new Laboratory(
                out,
                0,
                2,
                ReferenceTrace.moons(),
                EPOCHS,
                "cpu",
                new Console(print, false, Screen.NONE, Language.EN),
                () -> false);
    }

    /** Runs each experiment once for all tests, in one laboratory. */
    private static ExperimentResult result(String id) throws IOException {
        ExperimentResult before = RESULTS.get(id);
        if (before != null) {
            return before;
        }
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
        ExperimentResult result = ExperimentRegistry.named(id).run(laboratory(directory, nowhere));
        RESULTS.put(id, result);
        return result;
    }

    static Stream<String> ids() {
        return ExperimentRegistry.all().stream().map(Experiment::id);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void run_everyExperiment_writesItsResultAndFigures(String id) throws IOException {
        ExperimentResult result = result(id);
        Path own = directory.resolve(id);

        assertThat(ResultFile.read(own.resolve("result.json")).verdicts())
                .isEqualTo(result.verdicts());
        assertThat(result.id()).isEqualTo(id);
        assertThat(result.question()).endsWith("?");
        assertThat(result.configuration())
                .extractingByKey("seeds")
                .hasToString(id.equals("born-dead") ? "0" : "0 to 1");
        assertThat(result.tables()).isNotEmpty();
        assertThat(result.verdicts()).isNotEmpty();
        for (Verdict verdict : result.verdicts()) {
            assertThat(verdict.seeds()).isIn(1, 2, BornDead.NETWORKS);
            assertThat(verdict.measured().toString()).containsPattern("\\d");
        }
        for (String figure : result.figures()) {
            for (String extension : List.of("svg", "pdf", "png")) {
                assertThat(own.resolve(figure + "." + extension)).isNotEmptyFile();
            }
        }
        if (BOOK_FIGURES.containsKey(id)) {
            assertThat(result.figures()).contains(BOOK_FIGURES.get(id));
        }
    }

    /** Every sentence, head and cell that is a text has its line in Chinese. */
    @ParameterizedTest
    @MethodSource("ids")
    void run_everyExperiment_canBeSaidInChinese(String id) throws IOException {
        ExperimentResult result = result(id);
        List<Object> said = new ArrayList<>(result.configuration().values());
        said.add(Text.of(result.question()));
        for (Table table : result.tables()) {
            said.add(table.title());
            said.addAll(table.columns());
            table.rows().forEach(said::addAll);
        }
        for (Verdict verdict : result.verdicts()) {
            said.addAll(List.of(verdict.claim(), verdict.measured()));
        }
        assertThat(said)
                .filteredOn(one -> one instanceof Text text && !text.isKnownIn(Language.ZH))
                .isEmpty();
    }

    @Test
    void run_sameLaboratoryAgain_sameNumbers() throws IOException {
        ExperimentResult first = result("zero-init");
        Path other = directory.resolve("again");
        ExperimentResult second =
                new ZeroInit()
                        .run(laboratory(other, new PrintStream(PrintStream.nullOutputStream())));
        assertThat(second.tables()).isEqualTo(first.tables());
        assertThat(second.verdicts()).isEqualTo(first.verdicts());
    }

    @Test
    void twoLayer_printed_holdsTheBooksLines() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new TwoLayer()
                .run(
                        laboratory(
                                directory.resolve("lines"),
                                new PrintStream(printed, true, StandardCharsets.UTF_8)));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern(
                        "\\[Evaluate\\] best accuracy has been updated: 0\\.00000 --> 0\\.\\d{5}\n")
                .containsPattern("\\[Train\\] epoch: 0/30, loss: 0\\.\\d+\n")
                .containsPattern("\\[Test\\] score/loss: 0\\.\\d{4}/0\\.\\d{4}\n");
        assertThat(Files.readAllLines(directory.resolve("lines/two-layer/history.csv")))
                .hasSize(EPOCHS + 1);
    }

    private static Table table(ExperimentResult result, String start) {
        return result.tables().stream()
                .filter(table -> table.title().toString().startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static Object cell(Table table, String row, String column) {
        int at = table.columns().stream().map(Text::toString).toList().indexOf(column);
        return table.rows().stream()
                .filter(cells -> cells.get(0).toString().equals(row))
                .findFirst()
                .orElseThrow()
                .get(at);
    }

    private static double number(Table table, String row, String column) {
        return ((Number) Objects.requireNonNull(cell(table, row, column))).doubleValue();
    }

    @Test
    void deadRelu_gradients_zeroButForTheLastBias() throws IOException {
        Table norms = table(result("dead-relu"), "At step 1");
        for (List<Object> row : norms.rows()) {
            double relu = number(norms, (String) row.get(0), "relu");
            if (row.get(0).equals("fc5.bias")) {
                assertThat(relu).isBetween(0.4, 0.6);
            } else {
                assertThat(relu).as("%s", row.get(0)).isZero();
            }
        }
        assertThat(number(norms, "fc1.weight", "leaky 0.01")).isBetween(1e-18, 1e-14);
        assertThat(number(norms, "fc1.weight", "elu")).isBetween(1e-24, 1e-20);
        Table after = table(result("dead-relu"), "After training");
        assertThat(cell(after, "relu", "moved")).isEqualTo(1);
    }

    @Test
    void vanishingGradient_norms_magnitudesOfTheReference() throws IOException {
        Table norms = table(result("vanishing-gradient"), "At step 1");
        assertThat(number(norms, "fc1.weight", "sigmoid")).isBetween(1e-13, 1e-9);
        assertThat(number(norms, "fc5.weight", "sigmoid")).isBetween(0.1, 1.0);
        assertThat(number(norms, "fc1.weight", "relu")).isBetween(1e-10, 1e-6);
        Table cures = table(result("vanishing-gradient"), "With cures");
        assertThat(number(cures, "fc1.weight", "relu, He")).isGreaterThan(1e-3);
    }

    @Test
    void zeroInit_effectiveWidth_isOneAllAlong() throws IOException {
        Table widths = table(result("zero-init"), "Effective width");
        assertThat(widths.rows()).hasSize(EPOCHS + 1);
        Table scores = table(result("zero-init"), "Median losses");
        assertThat(cell(scores, "zeros", "largest width")).isEqualTo(1);
        assertThat(cell(scores, "normal:1", "smallest width")).isEqualTo(5);
    }

    @Test
    void run_stopped_cancelledWithoutResult() {
        Laboratory stopped =
                new Laboratory(
                        directory.resolve("stopped"),
                        0,
                        1,
                        ReferenceTrace.moons(),
                        EPOCHS,
                        "cpu",
                        new Console(
                                new PrintStream(PrintStream.nullOutputStream()),
                                true,
                                Screen.NONE,
                                Language.EN),
                        () -> true);
        assertThatThrownBy(() -> new DeadRelu().run(stopped))
                .isInstanceOf(CancellationException.class);
        assertThat(directory.resolve("stopped/dead-relu/result.json")).doesNotExist();
    }

    @Test
    void named_unknown_refusedWithTheIds() {
        assertThatThrownBy(() -> ExperimentRegistry.named("no-such"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'no-such'")
                .hasMessageContaining("two-layer");
    }
}
