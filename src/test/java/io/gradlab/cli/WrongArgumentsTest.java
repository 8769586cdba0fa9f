package io.gradlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each: exit code 2, one line, nothing written. */
class WrongArgumentsTest {

    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "--nonsense",
                "run no-such",
                "run initializers --quick --seeds 30",
                "--seeds 30 --quick",
                "train --nonsense",
                "train --hidden 0",
                "train --hidden 1000000000",
                "train --hidden 5,,3",
                "train --hidden five",
                "train --activation step",
                "train --slope 0.1",
                "train --activation leaky_relu --slope 1",
                "train --weights normal",
                "train --weights normal:x",
                "train --weights normal:-1",
                "train --weights zeros:1",
                "train --bias NaN",
                "train --learning-rate 0",
                "train --learning-rate -1",
                "train --learning-rate NaN",
                "train --learning-rate x",
                "train --epochs 0",
                "train --epochs 1e3",
                "train --epochs 2000000000",
                "train --log-every 0",
                "train --clip-norm 0",
                "train --clip-value -1",
                "train --clip-norm 1 --clip-value 1",
                "train --seed x",
                "train --noise -1",
                "train --noise NaN",
                "train --noise 0.1 --data notebooks-data/moon1000.csv",
                "train --data no-such.csv",
                "train --data README.md",
                "train --device tpu",
                "train --device gpu:9999",
                "train --init no-such.npz",
                "train --init README.md",
                "train --init src/test/resources/reference/l2.init.npz",
                "report --seed 3",
                "report --epochs 5",
                "report --data no-such.csv",
                "compare no-such-1",
                "compare no-such-1 no-such-2",
                "compare no-such-1 no-such-2 ./no-such-1",
                "compare no-such-1 no-such-2 --noise 0.1",
                "train --init src/test/resources/reference/l2.init.npz --weights he",
                "train --init src/test/resources/reference/l2.init.npz --hidden 4",
                "--seeds 0 run two-layer",
                "run initializers --seed 9223372036854775807",
                "evaluate",
                "evaluate --params no-such.params",
                "predict --params src/test/resources/reference/l2.init.npz",
                "export --params src/test/resources/reference/l2.init.npz",
                "export --params src/test/resources/reference/l2.init.npz --to x.txt"
            })
    void execute_wrongArguments_oneLineAndNothingWritten(String line) {
        Path out = directory.resolve("out");
        String[] arguments =
                Stream.concat(Stream.of(line.split(" ", -1)), Stream.of("--out", out.toString()))
                        .toArray(String[]::new);
        Command run = Command.run(arguments);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err().lines()).as(run.err()).hasSize(1);
        assertThat(run.err()).startsWith("error: ").contains(";");
        assertThat(out).doesNotExist();
    }

    @Test
    void train_outIsAFile_refusedAndUntouched() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "mine");
        Command run = Command.run("train", "--epochs", "2", "--out", file.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(file).hasContent("mine");
    }

    @Test
    void list_everyExperiment() {
        Command run = Command.run("list");
        assertThat(run.out().lines().map(line -> line.split(" ", -1)[0]))
                .containsExactly(
                        "two-layer",
                        "three-layer",
                        "search-by-hand",
                        "autograd-vs-manual",
                        "zero-init",
                        "initializers",
                        "vanishing-gradient",
                        "dead-relu",
                        "born-dead",
                        "exploding-gradient");
    }

    @Test
    void info_namesEverything() {
        Command run = Command.run("info");
        for (String word :
                List.of("gradlab", "djl", "pytorch", "java", "device", "threads", "cache")) {
            assertThat(run.out()).containsPattern("(?m)^" + word + " +\\S");
        }
        assertThat(Command.run("--version").out()).startsWith("gradlab ");
    }

    @Test
    void options_beforeTheCommand_countToo() {
        Command run =
                Command.run("--quiet", "--epochs", "3", "--out", directory.toString(), "train");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(directory.resolve("history.csv")).content().hasLineCount(4);
    }
}
