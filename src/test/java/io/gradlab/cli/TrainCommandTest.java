package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gradlab.ReferenceTrace;
import io.gradlab.core.Sha256;
import io.gradlab.nn.StateDict;
import io.gradlab.params.ParameterFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

    /** As in the parity tests. */
    private static final Offset<Double> LOSS = within(1e-6);

    private static final String REFERENCE = "src/test/resources/reference/";

    @TempDir private Path out;

    private Command train(String... more) {
        return Command.run(
                Stream.concat(Stream.of("train", "--out", out.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private List<String[]> rows(String csv, String header) throws IOException {
        List<String> lines = Files.readAllLines(out.resolve(csv));
        assertThat(lines.get(0)).isEqualTo(header);
        return lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
    }

    @Test
    void train_fromReferenceStart_writesTheReferencesHistory() throws IOException {
        ReferenceTrace trace = ReferenceTrace.load("l2");
        Command run =
                train(
                        "--init",
                        REFERENCE + "l2.init.npz",
                        "--activation",
                        "sigmoid",
                        "--data",
                        REFERENCE + "moons.csv",
                        "--epochs",
                        "200",
                        "--log-every",
                        "60");
        assertThat(run.exitCode()).as(run.err()).isZero();

        List<String[]> history =
                rows(
                        "history.csv",
                        "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy");
        assertThat(history).hasSize(200);
        double[] train = trace.float64().series("train_loss");
        double[] validation = trace.float64().series("validation_loss");
        for (int epoch = 0; epoch < 200; epoch++) {
            String[] row = history.get(epoch);
            assertThat(row[0]).isEqualTo(String.valueOf(epoch));
            assertThat(Double.parseDouble(row[1])).isCloseTo(train[epoch], LOSS);
            assertThat(Double.parseDouble(row[3])).isCloseTo(validation[epoch], LOSS);
            assertThat(Double.parseDouble(row[4]))
                    .isEqualTo(trace.float64().series("validation_accuracy")[epoch]);
        }
        List<String[]> gradients = rows("gradients.csv", "step,parameter,gradient_l2");
        assertThat(gradients.stream().map(row -> row[0]).distinct())
                .containsExactly("1", "61", "121", "181");
        double norm = trace.float64().gradientNorms().getOrDefault("fc1.weight", Double.NaN);
        assertThat(gradients.get(0)[1]).isEqualTo("fc1.weight");
        assertThat(Double.parseDouble(gradients.get(0)[2])).isCloseTo(norm, within(1e-5 * norm));
    }

    @Test
    void train_defaults_writesEveryFileAndTheBooksLines() throws IOException {
        Command run = train("--epochs", "60", "--seed", "3", "--hidden", "4,3");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern(
                        "\\[Evaluate\\] best accuracy has been updated: 0\\.00000 --> 0\\.")
                .containsPattern("\\[Train\\] epoch: 0/60, loss: 0\\.\\d+")
                .containsPattern("\\[Train\\] epoch: 50/60, loss: ")
                .containsPattern("\\[Test\\] score/loss: 0\\.\\d{4}/0\\.\\d{4}");
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "best-0000.json",
                            "best-0000.params",
                            "last-0000.json",
                            "last-0000.params",
                            "curves.pdf",
                            "curves.png",
                            "curves.svg",
                            "gradients.csv",
                            "history.csv");
        }
        JsonObject json =
                JsonParser.parseString(Files.readString(out.resolve("best-0000.json")))
                        .getAsJsonObject();
        assertThat(json.keySet())
                .contains(
                        "architecture",
                        "shapes",
                        "sha256",
                        "seed",
                        "configuration",
                        "versions",
                        "device",
                        "scores");
        assertThat(json.get("seed").getAsLong()).isEqualTo(3);
        assertThat(json.get("sha256").getAsString())
                .isEqualTo(Sha256.of(Files.readAllBytes(out.resolve("best-0000.params"))));
        assertThat(json.getAsJsonObject("architecture").get("widths").getAsString())
                .isEqualTo("2-4-3-1");
    }

    @Test
    void train_diverges_exitsWithThreeAndKeepsTheBest() throws IOException {
        Command run =
                train(
                        "--hidden",
                        "3,3,3,3",
                        "--activation",
                        "leaky_relu",
                        "--weights",
                        "normal:10",
                        "--learning-rate",
                        "10",
                        "--epochs",
                        "100");
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(3);
        assertThat(run.errorLines()).hasSize(1);
        assertThat(run.errorLines().get(0))
                .containsPattern(
                        "diverged at step \\d+: first non-finite tensor is .* of layer fc\\d")
                .contains("lower --learning-rate");
        StateDict best = ParameterFile.read(out.resolve("best-0000.params")).parameters();
        for (StateDict.Tensor tensor : best.tensors()) {
            for (float value : tensor.values()) {
                assertThat(value).isFinite();
            }
        }
        assertThat(rows("history.csv", Files.readAllLines(out.resolve("history.csv")).get(0)))
                .isNotEmpty();
    }

    @Test
    void train_quiet_printsNothing() {
        Command run = train("--epochs", "2", "--quiet");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEmpty();
    }

    /** Nothing of an earlier run seems to be of this one, and what is not a run's file stays. */
    @Test
    void train_overADiagnosis_replacesAllOfIt() throws IOException {
        Command.run(
                "diagnose", "--lang", "zh", "--epochs", "3", "--quiet", "--out", out.toString());
        Files.writeString(out.resolve("curves.zh.svg"), "<svg/>");
        Files.writeString(out.resolve("notes.csv"), "mine");
        assertThat(out.resolve("health.json")).exists();

        assertThat(train("--epochs", "3", "--seed", "1", "--quiet").exitCode()).isZero();

        assertThat(out.resolve("health.json")).doesNotExist();
        assertThat(out.resolve("diagnosis.txt")).doesNotExist();
        assertThat(out.resolve("curves.zh.svg")).doesNotExist();
        assertThat(out.resolve("notes.csv")).hasContent("mine");
    }

    @Test
    void train_json_namesTheRunAndItsFiles() throws IOException {
        train("--epochs", "3", "--quiet");
        JsonObject best = json("best-0000.json");
        JsonObject last = json("last-0000.json");
        assertThat(last.get("run")).isEqualTo(best.get("run"));
        JsonObject files = best.getAsJsonObject("files");
        assertThat(files.keySet())
                .containsExactlyInAnyOrder(
                        "best-0000.params",
                        "last-0000.params",
                        "history.csv",
                        "gradients.csv",
                        "curves.svg",
                        "curves.pdf",
                        "curves.png");
        for (String name : files.keySet()) {
            assertThat(files.get(name).getAsString())
                    .as(name)
                    .isEqualTo(Sha256.of(Files.readAllBytes(out.resolve(name))));
        }
        assertThat(best.get("sha256")).isEqualTo(files.get("best-0000.params"));
    }

    /** As from versions that wrote neither run nor files. */
    @Test
    void train_fromOlderJson_works() throws IOException {
        train("--epochs", "3", "--quiet");
        JsonObject best = json("best-0000.json");
        best.remove("run");
        best.remove("files");
        Files.writeString(out.resolve("best-0000.json"), best.toString());
        String params = out.resolve("best-0000.params").toString();
        assertThat(Command.run("evaluate", "--params", params).exitCode()).isZero();
    }

    @Test
    void train_refused_leavesTheEarlierFiles() throws IOException {
        train("--epochs", "3", "--quiet");
        String before = Files.readString(out.resolve("best-0000.json"));
        assertThat(train("--epochs", "3", "--init", "missing.npz").exitCode()).isEqualTo(2);
        assertThat(train("--epochs", "0").exitCode()).isEqualTo(2);
        assertThat(out.resolve("best-0000.json")).hasContent(before);
        assertThat(out.resolve("curves.png")).exists();
    }

    private JsonObject json(String name) throws IOException {
        return JsonParser.parseString(Files.readString(out.resolve(name))).getAsJsonObject();
    }

    @Test
    void train_twiceWithOneSeed_sameHistory() throws IOException {
        train("--epochs", "20", "--seed", "5");
        String first = Files.readString(out.resolve("history.csv"));
        train("--epochs", "20", "--seed", "6");
        assertThat(out.resolve("history.csv")).content().isNotEqualTo(first);
        train("--epochs", "20", "--seed", "5");
        assertThat(out.resolve("history.csv")).hasContent(first);
    }
}
