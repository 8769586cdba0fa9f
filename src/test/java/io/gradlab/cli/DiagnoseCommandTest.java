package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.gradlab.health.HealthSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnoseCommandTest {

    private static final String MOONS = "src/test/resources/reference/moons.csv";

    @TempDir private Path out;

    private Command run(String arguments) {
        return Command.run(
                Stream.concat(
                                Arrays.stream(arguments.split(" ")),
                                Stream.of("--out", out.toString(), "--data", MOONS))
                        .toArray(String[]::new));
    }

    private String file(String name) throws IOException {
        return Files.readString(out.resolve(name));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Faults that a user can type, each with the first cause it must be named by. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--weights zeros --epochs 200 | symmetric units in fc1",
                "--weights constant:0.3 --epochs 200 | symmetric units in fc1",
                "--hidden 3,3,3,3 --activation relu --weights he --bias -8 --epochs 100"
                        + " | dead units in fc1, fc2, fc3, fc4",
                "--hidden 3,3,3,3 --weights normal:0.01 --bias 1 --epochs 100"
                        + " | vanishing gradient in fc1, fc2, fc3, fc4",
                "--hidden 3,3,3,3 --activation relu --weights normal:10 --epochs 100"
                        + " | bad weight scale at the start in fc1, fc2, fc3, fc4",
                "--hidden 3,3,3,3 --activation relu --weights normal:100 --epochs 100"
                        + " | exploding gradient in fc1, fc2, fc3, fc4, fc5",
                "--activation relu --weights he --learning-rate 1000 --epochs 100"
                        + " | learning rate too large",
                "--learning-rate 1e-5 --epochs 200 | learning rate too small",
            })
    void diagnose_ofAFault_namesItWithExitCode4(String arguments, String headline) {
        Command run = run("diagnose --quiet " + arguments);

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(4);
        assertThat(run.out()).startsWith("Diagnosis: " + headline);
    }

    @Test
    void diagnose_ofAHealthyRun_endsWith0AndWritesTheFilesOfTrainToo() throws IOException {
        Command run = run("diagnose --learning-rate 5");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("[Test] score/loss", "Diagnosis: healthy (1000 steps");
        assertThat(files())
                .containsExactly(
                        "best-0000.json",
                        "best-0000.params",
                        "curves.pdf",
                        "curves.png",
                        "curves.svg",
                        "diagnosis.txt",
                        "gradients.csv",
                        "health.json",
                        "history.csv",
                        "last-0000.json",
                        "last-0000.params");
        assertThat(run.out()).contains(file("diagnosis.txt"));
        HealthSchema.assertHolds(file("health.json"));
        JsonObject json = JsonParser.parseString(file("health.json")).getAsJsonObject();
        assertThat(json.keySet())
                .containsExactly(
                        "schema", "run", "files", "diagnosis", "observations", "thresholds");
        assertThat(json.getAsJsonObject("observations").get("steps").getAsInt()).isEqualTo(1000);
    }

    /** What learns all the same has no alarm. */
    @Test
    void diagnose_ofARunWithAWarning_endsWith0() throws IOException {
        Command run =
                run("diagnose --quiet --activation tanh --weights normal:8 --learning-rate 1");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .startsWith("Diagnosis: healthy, with a warning of saturation (1000 steps")
                .contains("1. warning: ");
        HealthSchema.assertHolds(file("health.json"));
    }

    /** train ends with 3 there; the non-finite value is what the diagnosis is about. */
    @Test
    void diagnose_ofADivergedRun_endsWith4AndKeepsWhatWasBest() throws IOException {
        Command run =
                run("diagnose --hidden 3,3,3,3 --activation relu --weights normal:1e12 --quiet");

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(4);
        assertThat(run.out()).contains("non-finite value");
        assertThat(files()).contains("best-0000.params", "diagnosis.txt", "health.json");
        HealthSchema.assertHolds(file("health.json"));
    }

    @Test
    void preflight_ofAGoodStart_trainsNothingAndEndsWith0() throws IOException {
        Command run = run("preflight");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("Diagnosis: nothing wrong with the start (1 step");
        assertThat(files()).containsExactly("diagnosis.txt", "health.json");
    }

    /** It may still learn. */
    @Test
    void preflight_ofARisk_endsWith0() throws IOException {
        Command run = run("preflight --quiet --hidden 4,4 --activation relu --weights normal:10");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .startsWith("Diagnosis: a risk of bad weight scale at the start (1 step")
                .contains("1. risk: ");
        HealthSchema.assertHolds(file("health.json"));
    }

    @ParameterizedTest
    @CsvSource({"preflight, 0", "diagnose --epochs 20, 4"})
    void finding_aboutAFeature_namesItsColumn(String arguments, int exitCode) throws IOException {
        String row = "%d,%d,%d%n";
        StringBuilder ages = new StringBuilder("age,income,label\n");
        for (int i = 0; i < 60; i++) {
            ages.append(row.formatted(i % 7, 30_000 + 1_000 * (i % 11), i % 2));
        }
        Path data = Files.writeString(out.resolve("ages.csv"), ages);

        Command run =
                Command.run(
                        Stream.concat(
                                        Arrays.stream((arguments + " --quiet").split(" ")),
                                        Stream.of(
                                                "--out",
                                                out.resolve("run").toString(),
                                                "--data",
                                                data.toString()))
                                .toArray(String[]::new));

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
        assertThat(run.out())
                .contains("std of feature 'income', the largest: ", "|mean| of feature 'income' ");
        assertThat(file("run/health.json")).contains("\"names\": [\n        \"age\",");
    }

    @Test
    void preflight_ofADeadStart_endsWith4() {
        Command run = run("preflight --quiet --hidden 3,3 --activation relu --bias -8");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out()).startsWith("Diagnosis: dead units in fc1, fc2 (1 step, 1 reading)");
    }

    @ParameterizedTest
    @CsvSource({
        "diagnose --hidden 0",
        "diagnose --epochs 0",
        "diagnose --weights nonsense",
        "preflight --learning-rate -1",
        "preflight --nonsense",
        "preflight --log-every 0"
    })
    void wrongArguments_areRefusedAsByTrain(String arguments) throws IOException {
        Command run = run(arguments);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines()).hasSize(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void out_thatIsAFile_isRefusedBeforeTraining() throws IOException {
        Path file = Files.writeString(out.resolve("file"), "mine");

        Command run = Command.run("diagnose", "--data", MOONS, "--out", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).doesNotContain("[Train]");
        assertThat(file).hasContent("mine");
    }
}
