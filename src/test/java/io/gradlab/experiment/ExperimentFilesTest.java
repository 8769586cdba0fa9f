package io.gradlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gradlab.ReferenceTrace;
import io.gradlab.console.Console;
import io.gradlab.console.Screen;
import io.gradlab.core.Language;
import io.gradlab.core.Sha256;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every experiment leaves on the disk and prints, with few epochs and seeds. */
class ExperimentFilesTest {

    private static final Map<String, List<String>> FIGURES =
            Map.ofEntries(
                    Map.entry("two-layer", List.of("fw-acc", "decision-boundary")),
                    Map.entry(
                            "three-layer",
                            List.of(
                                    "scores",
                                    "curves",
                                    "decision-boundaries",
                                    "decision-boundary")),
                    Map.entry("search-by-hand", List.of("scores", "decision-boundaries")),
                    Map.entry("autograd-vs-manual", List.of("decision-boundaries")),
                    Map.entry("zero-init", List.of("fw-zero", "decision-boundary")),
                    Map.entry("initializers", List.of("fw-gaussian-uniform")),
                    Map.entry(
                            "vanishing-gradient",
                            List.of(
                                    "gradient-norms",
                                    "gradient-norms-cures",
                                    "decision-boundaries")),
                    Map.entry("dead-relu", List.of("gradient-norms", "decision-boundaries")),
                    Map.entry("born-dead", List.of("born-dead")),
                    Map.entry("exploding-gradient", List.of("scores", "decision-boundaries")));

    @TempDir Path out;

    static Stream<String> ids() {
        return ExperimentRegistry.all().stream().map(Experiment::id);
    }

    /** A figure that the earlier run had and this one has not would seem to be of this one. */
    @Test
    void run_again_takesThePlaceOfTheEarlierRun() throws IOException {
        Path directory = earlier();

        ExperimentRegistry.named("two-layer").run(SyntheticRuns.laboratory(out, 2, 3));

        assertThat(directory.resolve("old.svg")).doesNotExist();
        assertThat(directory.resolve("old.zh.png")).doesNotExist();
        assertThat(directory.resolve("notes.txt")).hasContent("earlier");
        JsonObject result = json(directory.resolve("result.json"));
        JsonObject best = json(directory.resolve("best-0000.json"));
        assertThat(best.get("run")).isEqualTo(result.get("run"));
        JsonObject files = result.getAsJsonObject("files");
        assertThat(files.keySet())
                .contains("history.csv", "best-0000.params", "decision-boundary.svg", "fw-acc.png");
        for (String name : files.keySet()) {
            assertThat(files.get(name).getAsString())
                    .isEqualTo(Sha256.of(Files.readAllBytes(directory.resolve(name))));
        }
    }

    @Test
    void run_stopped_leavesTheEarlierRun() throws IOException {
        Path directory = earlier();
        Laboratory stopped =
                new Laboratory(
                        out,
                        0,
                        1,
                        ReferenceTrace.moons(),
                        3,
                        "cpu",
                        new Console(
                                new PrintStream(PrintStream.nullOutputStream()),
                                true,
                                Screen.NONE,
                                Language.EN),
                        () -> true);
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> ExperimentRegistry.named("two-layer").run(stopped));
        assertThat(directory.resolve("old.svg")).hasContent("earlier");
        assertThat(ResultFile.read(directory.resolve("result.json")).figures())
                .containsExactly("old");
    }

    private Path earlier() throws IOException {
        Path directory = Files.createDirectories(out.resolve("two-layer"));
        Files.writeString(
                directory.resolve("result.json"),
                ResultFile.json(
                        new ExperimentResult(
                                "two-layer",
                                "4.3",
                                "?",
                                null,
                                Map.of(),
                                List.of(),
                                List.of(),
                                List.of("old"),
                                List.of(),
                                1)));
        for (String name : List.of("old.svg", "old.zh.png", "history.csv", "notes.txt")) {
            Files.writeString(directory.resolve(name), "earlier");
        }
        return directory;
    }

    private static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    @ParameterizedTest
    @MethodSource("ids")
    void run_fewEpochs_writesExactlyItsFigures(String id) throws IOException {
        ExperimentResult result =
                ExperimentRegistry.named(id).run(SyntheticRuns.laboratory(out, 2, 3));
        Path directory = out.resolve(id);
        // As text: a seed is a Long here and an Integer once read.
        assertThat(ResultFile.read(directory.resolve("result.json")))
                .hasToString(result.toString());
        assertThat(result.figures()).isEqualTo(FIGURES.get(id));
        for (String figure : result.figures()) {
            for (String extension : List.of(".svg", ".pdf", ".png")) {
                assertThat(directory.resolve(figure + extension)).isNotEmptyFile();
            }
        }
        assertThat(result.tables()).isNotEmpty().allSatisfy(t -> assertThat(t.rows()).isNotEmpty());
        assertThat(result.configuration())
                .containsKeys("seeds", "device", "threads", "versions", "seed");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void run_dataOfThreeFeatures_works(String id) throws IOException {
        Laboratory lab =
                new Laboratory(
                        out,
                        3,
                        1,
                        withThirdFeature(ReferenceTrace.moons()),
                        2,
                        "cpu",
                        SyntheticRuns.quiet(),
                        () -> false);
        ExperimentResult result = ExperimentRegistry.named(id).run(lab);
        assertThat(result.figures()).doesNotContain("decision-boundary", "decision-boundaries");
        assertThat(result.verdicts()).isNotEmpty();
    }

    private static DataSplits withThirdFeature(DataSplits data) {
        return new DataSplits(
                "three features",
                List.of("x1", "x2", "x3"),
                withThirdFeature(data.train()),
                withThirdFeature(data.validation()),
                withThirdFeature(data.test()));
    }

    private static Examples withThirdFeature(Examples examples) {
        float[] features = new float[3 * examples.size()];
        for (int i = 0; i < examples.size(); i++) {
            features[3 * i] = examples.features()[2 * i];
            features[3 * i + 1] = examples.features()[2 * i + 1];
            features[3 * i + 2] = i % 7;
        }
        return new Examples(3, features, examples.labels());
    }

    @Test
    void zeroInit_console_printsEveryParameterOfTheFirstFiveSteps() throws IOException {
        String printed = printed(new ZeroInit());
        assertThat(printed).contains("fc1.weight").contains("fc2.bias");
        ExperimentResult result = ResultFile.read(out.resolve("zero-init").resolve("result.json"));
        Table steps = result.tables().get(0);
        assertThat(steps.rows().stream().map(row -> row.get(0)).distinct())
                .containsExactly(0, 1, 2, 3, 4, 5);
        // The first step moves the output layer alone.
        assertThat(steps.rows().get(4))
                .containsExactly(1, "fc1.weight", Collections.nCopies(10, 0.0));
        assertThat(steps.rows().get(6).get(2)).asString().startsWith("[-0.0012");
    }

    private String printed(Experiment experiment) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Laboratory lab =
                new Laboratory(
                        out,
                        0,
                        1,
                        ReferenceTrace.moons(),
                        60,
                        "cpu",
                        new Console(stream, false, Screen.NONE, Language.EN),
                        () -> false);
        ExperimentResult result = experiment.run(lab);
        String printed = bytes.toString(StandardCharsets.UTF_8);
        for (Verdict verdict : result.verdicts()) {
            assertThat(printed)
                    .contains(verdict.claim().toString())
                    .contains(verdict.measured().toString());
        }
        return printed;
    }

    @Test
    void run_oneRun_leavesLoadableParameters() throws IOException {
        new TwoLayer().run(SyntheticRuns.laboratory(out, 1, 3));
        Path directory = out.resolve("two-layer");
        for (String file :
                List.of(
                        "history.csv",
                        "gradients.csv",
                        "best-0000.params",
                        "best-0000.json",
                        "last-0000.params",
                        "last-0000.json")) {
            assertThat(directory.resolve(file)).isNotEmptyFile();
        }
        assertThat(Files.readAllLines(directory.resolve("history.csv"))).hasSize(1 + 3);
    }
}
