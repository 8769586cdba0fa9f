package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.nn.StateDict;
import io.gradlab.params.ParameterFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** evaluate, predict and export on what train wrote. */
class ParametersCommandsTest {

    @TempDir private static Path directory;

    private static String best;

    @BeforeAll
    static void train() {
        Command run = Command.run("train", "--epochs", "50", "--out", directory.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        best = directory.resolve("best-0000.params").toString();
    }

    @Test
    void evaluate_bestOnTest_sameScoreAsInTraining() throws IOException {
        Command run = Command.run("evaluate", "--params", best);
        assertThat(run.exitCode()).isZero();
        String line =
                run.out().lines().filter(l -> l.startsWith("[Test]")).findFirst().orElseThrow();
        String json = Files.readString(directory.resolve("best-0000.json"));
        double accuracy =
                Double.parseDouble(json.replaceAll("(?s).*\"test_accuracy\": ([^,]*),.*", "$1"));
        assertThat(line).startsWith("[Test] score/loss: %.4f/".formatted(accuracy));
    }

    @Test
    void evaluate_everyPart_namesIt() {
        for (String part : List.of("train", "validation", "test", "all")) {
            Command run = Command.run("evaluate", "--params", best, "--split", part, "--quiet");
            assertThat(run.exitCode()).as(part).isZero();
            assertThat(run.out()).containsPattern("(?i)\\[" + part + "\\] score/loss: ");
        }
        assertThat(Command.run("evaluate", "--params", best, "--split", "dev").exitCode())
                .isEqualTo(2);
    }

    @Test
    void export_throughEveryFormat_sameBits() throws IOException {
        StateDict original = ParameterFile.read(Path.of(best)).parameters();
        String from = best;
        for (String name : List.of("a.npz", "b.safetensors", "c.params")) {
            String to = directory.resolve("exported").resolve(name).toString();
            assertThat(Command.run("export", "--params", from, "--to", to).exitCode()).isZero();
            assertThat(ParameterFile.read(Path.of(to)).parameters()).isEqualTo(original);
            assertThat(Command.run("evaluate", "--params", to).exitCode()).as(name).isZero();
            from = to;
        }
    }

    @Test
    void evaluate_npzOfNumpy_wantsTheActivation() {
        String npz = "src/test/resources/reference/l2.init.npz";
        Command refused = Command.run("evaluate", "--params", npz);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errorLines().get(0)).contains("add for example --activation");
        assertThat(Command.run("evaluate", "--params", npz, "--activation", "sigmoid").exitCode())
                .isZero();
    }

    @Test
    void predict_rowsWithoutLabel_sigmoidOfTheLogit() throws IOException {
        Path data = Files.writeString(directory.resolve("rows.csv"), "x1,x2\n0.5,-0.25\n-1,1\n");
        Command run = Command.run("predict", "--params", best, "--data", data.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("row,probability");
        StateDict parameters = ParameterFile.read(Path.of(best)).parameters();
        assertProbability(lines.get(1), "0", probability(parameters, 0.5, -0.25));
        assertProbability(lines.get(2), "1", probability(parameters, -1, 1));
    }

    private static void assertProbability(String line, String row, double expected) {
        String[] cells = line.split(",", -1);
        assertThat(cells[0]).isEqualTo(row);
        assertThat(Double.parseDouble(cells[1])).isCloseTo(expected, within(1e-6));
    }

    private static double probability(StateDict parameters, double x1, double x2) {
        float[] w1 = parameters.get("fc1.weight").values();
        float[] b1 = parameters.get("fc1.bias").values();
        float[] w2 = parameters.get("fc2.weight").values();
        double z = parameters.get("fc2.bias").values()[0];
        for (int unit = 0; unit < 5; unit++) {
            z += w2[unit] / (1 + Math.exp(-(w1[2 * unit] * x1 + w1[2 * unit + 1] * x2 + b1[unit])));
        }
        return 1 / (1 + Math.exp(-z));
    }

    @Test
    void predict_dataOfAnotherWidth_refused() throws IOException {
        Path data = Files.writeString(directory.resolve("wide.csv"), "a,b,c\n1,2,3\n");
        Command run = Command.run("predict", "--params", best, "--data", data.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.errorLines().get(0))
                .contains("no column 'x1', 'x2' that the network was trained with");
    }

    @Test
    void evaluate_damagedFile_refusedInOneLine() throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(best));
        bytes[bytes.length - 3] ^= 1;
        Path damaged = Files.write(directory.resolve("damaged.params"), bytes);
        Command run = Command.run("evaluate", "--params", damaged.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines()).hasSize(1);
        assertThat(run.errorLines().get(0)).contains("damaged");
    }

    /** Its weights may lie either way: only the command line knows its option. */
    @Test
    void square_refusedWithTheOption_readEitherWay() throws IOException {
        Inputs.write(directory);
        String line = "export --activation relu --params DIR/square.npz --to DIR/square-";
        Command refused = run(line + "x.npz");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errorLines())
                .singleElement()
                .asString()
                .contains("the shapes fit both", "--transpose for (inputs, units)");
        assertThat(run(line + "t.npz --transpose").err().lines())
                .anyMatch(note -> note.startsWith("note: 0.weight, 1.weight read as fc1 to fc2"))
                .anyMatch(note -> note.startsWith("note: weights of shape (inputs, units)"));
        assertThat(run(line + "f.npz --transpose=false").exitCode()).isZero();
        float[] turned = weights("square-t.npz");
        assertThat(turned).containsExactly(1, 3, -2, 0.5f);
        assertThat(weights("square-f.npz")).containsExactly(1, -2, 3, 0.5f);
    }

    private static float[] weights(String file) throws IOException {
        return ParameterFile.read(directory.resolve(file)).parameters().get("fc1.weight").values();
    }

    private static Command run(String line) {
        return Command.ofLine(line.replace("DIR", directory.toString()));
    }

    @Test
    void export_forBlocksOfDjl_sameParametersOtherBytes() throws IOException {
        StateDict original = ParameterFile.read(Path.of(best)).parameters();
        for (String block : List.of("sequential", "zoo")) {
            Path to = directory.resolve(block + "-0000.params");
            Command export =
                    Command.run("export", "--params", best, "--to", to.toString(), "--for", block);
            assertThat(export.exitCode()).as(export.err()).isZero();
            assertThat(ParameterFile.read(to).parameters()).isEqualTo(original);
        }
        assertThat(directory.resolve("zoo-0000.params"))
                .hasSize(Files.size(directory.resolve("sequential-0000.params")) + 33 - 7);
        Command refused =
                Command.run(
                        "export", "--params", best, "--to", directory + "/x.npz", "--for", "zoo");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errorLines().get(0)).contains("--for zoo is the form of a .params");
    }

    @Test
    void start_fromAFileThatNamesNoFunction_wantsOne() {
        String npz = "src/test/resources/reference/l2.init.npz";
        for (String command : List.of("train", "diagnose", "preflight", "cure")) {
            Command refused = Command.run(command, "--init", npz, "--out", directory + "/none");
            assertThat(refused.exitCode()).as(command).isEqualTo(2);
            assertThat(refused.errorLines().get(0)).contains("add for example --activation");
            assertThat(directory.resolve("none")).doesNotExist();
        }
    }
}
