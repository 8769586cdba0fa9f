package io.gradlab.cli;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every option that a command's help shows changes what comes out. */
class OptionEffectsTest {

    @TempDir private static Path directory;

    @BeforeAll
    static void writeInputs() throws IOException {
        Inputs.write(directory);
    }

    private static Command run(String line) {
        return Command.ofLine(line.replace("DIR", directory.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--epochs 2 --seed 3 --quiet --out OUT train",
                "--epochs=2 --seed -3 --out OUT --quiet train --hidden 3",
                "--quiet --out OUT preflight --seed 2",
                "--out OUT --hidden 3 train --epochs 2"
            })
    void options_beforeTheCommand_areTheCommands(String line) {
        String[] words = line.split(" ", -1);
        List<String> behind = new ArrayList<>(Arrays.asList(words));
        String command = words[behind.indexOf("train") + behind.indexOf("preflight") + 1];
        behind.remove(command);
        behind.add(0, command);

        String before = seen(line);

        assertThat(before).startsWith("0 ").isEqualTo(seen(String.join(" ", behind)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --epochs 2 --out OUT --init DIR/leaky/best-0000.params",
                "evaluate --params DIR/leaky/best-0000.params",
                "predict --params DIR/leaky/best-0000.params"
            })
    void activation_thatAgreesWithTheFile_isTaken(String line) {
        String without = seen(line);

        assertThat(without).startsWith("0 ");
        assertThat(seen(line + " --activation leaky_relu")).isEqualTo(without);
        assertThat(seen(line + " --slope 0.3")).isEqualTo(without);
        assertThat(seen(line + " --activation leaky_relu --slope 0.3")).isEqualTo(without);
    }

    @Test
    void activation_thatTheFileLacks_isTheUsers() {
        String line = "evaluate --params src/test/resources/reference/l2.init.npz";

        assertThat(run(line).exitCode()).isEqualTo(2);
        assertThat(seen(line + " --activation relu"))
                .startsWith("0 ")
                .isNotEqualTo(seen(line + " --activation tanh"));
    }

    private static final String RUN =
            "--noise 0.4 | --data-seed 2 | --data DIR/rows.csv | --hidden 4,2 | --activation tanh"
                    + " | --activation leaky_relu --slope 0.4 | --weights he | --bias 0.5 | --seed 2"
                    + " | --positive 0 | --drop x2 | --standardize";
    private static final String STEPS =
            " | --epochs 4 | --learning-rate 1 | --optimizer adam | --clip-value 1e-3"
                    + " | --clip-norm 1e-3";

    static Stream<String> changes() {
        return Stream.of(
                "train --epochs 3 --out OUT | --init DIR/plain.npz | --log-every 2 | "
                        + RUN
                        + STEPS,
                "train --epochs 3 --out OUT --activation relu --init DIR/square.npz --transpose=false"
                        + " | --transpose",
                "preflight --out OUT | --init DIR/plain.npz | " + RUN,
                "preflight --out OUT --activation relu --init DIR/square.npz --transpose=false"
                        + " | --transpose",
                "population --epochs 3 --members 6 --out OUT | --members 7 | --success 0.4 | "
                        + RUN
                        + STEPS,
                "cure --quiet --epochs 3 --members 4 --budget 4000 --out OUT | --init DIR/plain.npz"
                        + " | --members 5 | --success 0.4 | --budget 9000 | --log-every 2 | "
                        + RUN
                        + STEPS,
                "map --epochs 3 --members 40 --success 0.7 --x depth=1,2 --y weight-std=1,2 --out OUT | --members 41"
                        + " | --success 0.4 | "
                        + RUN.replace(" | --weights he", "").replace("4,2", "4")
                        + STEPS,
                "map --epochs 9 --members 40 --success 0.7 --x activation=relu,leaky_relu --y bias=0 --out OUT"
                        + " | --slope 0.4 | --weights zeros",
                "cure --epochs 3 --members 4 --budget 4000 --out OUT --activation relu --init"
                        + " DIR/square.npz --transpose=false | --transpose",
                "evaluate --activation relu --params DIR/square.npz --transpose=false | --transpose",
                "predict --activation relu --params DIR/square.npz --transpose=false | --transpose",
                "evaluate --activation relu --params src/test/resources/reference/l2.init.npz"
                        + " | --params src/test/resources/reference/l3.init.npz | --split all | --noise 0.4 | --data-seed 2"
                        + " | --data DIR/rows.csv | --activation tanh | --positive 0"
                        + " | --activation leaky_relu --slope 0.4",
                "predict --activation relu --params src/test/resources/reference/l2.init.npz"
                        + " | --params src/test/resources/reference/l3.init.npz | --data DIR/rows.csv | --activation tanh"
                        + " | --activation leaky_relu --slope 0.4",
                "info");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void option_inTheHelp_hasAnEffect(String line) {
        List<String> parts = List.of(line.split(" \\| ", -1));
        String base = seen(parts.get(0));

        assertThat(base).matches("(?s)[05] .*").isEqualTo(seen(parts.get(0)));
        for (String option : parts.subList(1, parts.size())) {
            String name = option.split(" ", -1)[0];
            String without = parts.get(0).replaceAll(name + "[ =]\\S+ ?", "");
            assertThat(seen(without + " " + option))
                    .as(option)
                    .matches("(?s)[045] .*") // 4: a diagnosis with an alarm; 5: no cure
                    .isNotEqualTo(base);
        }
    }

    /** What this machine surely lacks is asked for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "run two-layer",
                "train",
                "preflight",
                "population",
                "map --x depth=1 --y bias=1",
                "evaluate --params DIR/plain.npz",
                "predict --params DIR/plain.npz",
                "info"
            })
    void device_thatIsNotThere_isRefused(String line) {
        Command run = run(line + " --device gpu:9999");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines()).singleElement().asString().contains("gpu:9999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --epochs 2 --out DIR/quiet",
                "population --members 2 --epochs 2 --out DIR/quiet-population",
                "export --params DIR/plain.npz --to DIR/quiet.npz"
            })
    void quiet_printsNothing(String line) {
        assertThat(run(line).out()).isNotEmpty();
        assertThat(run(line + " --quiet")).isEqualTo(new Command(0, "", ""));
    }

    /** Those without a line above take the same options, or are shown elsewhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "train",
                "preflight",
                "population",
                "cure",
                "map",
                "evaluate",
                "predict",
                "info"
            })
    void option_inTheHelp_isOneOfThoseWithAnEffect(String command) {
        Set<String> tried =
                changes()
                        .filter(line -> line.startsWith(command + " "))
                        .flatMap(line -> OptionsTest.words(line).stream())
                        .collect(toSet());
        // Shown elsewhere, --lang by FigureLanguageTest, --label, --drop and --sep by
        // DataCommandsTest.
        tried.addAll(
                Set.of("--help", "--lang", "--quiet", "--device", "--label", "--drop", "--sep"));

        assertThat(tried).containsAll(OptionsTest.used(command));
    }

    /** Exit code and the tables that are written, or where there are none what is printed. */
    private static String seen(String line) {
        try {
            Path out = Files.createTempDirectory(directory, "out");
            Command run = run(line.replace("OUT", out.toString()));
            StringBuilder seen = new StringBuilder(run.exitCode() + " ");
            seen.append(run.exitCode() == 0 ? "" : run.err());
            seen.append(line.contains("OUT") ? "" : run.out());
            try (Stream<Path> files = Files.walk(out)) {
                for (Path file : files.sorted().toList()) {
                    if (file.toString().matches(".*(csv|diagnosis.txt)")) {
                        seen.append(file.getFileName()).append(Files.readString(file));
                    } else if (file.endsWith("result.json")) { // of a population or a map
                        Files.readString(file)
                                .lines()
                                .filter(text -> text.contains("\"success_probability\""))
                                .forEach(seen::append);
                    }
                }
            }
            return seen.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
