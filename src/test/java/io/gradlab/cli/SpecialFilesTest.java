package io.gradlab.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pipes, devices and directories where files are expected: refused, and never waited for. */
@Timeout(value = 60, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpecialFilesTest {

    @TempDir private Path directory;

    private void assertRefused(String command, String file) {
        Command run =
                Command.run(
                        Stream.of(command.split(" "))
                                .map(word -> word.replace("FILE", file))
                                .map(word -> word.replace("OUT", directory + "/out"))
                                .toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.errorLines()).singleElement().asString().contains(file);
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --out OUT --data FILE.csv",
                "run two-layer --out OUT --data FILE.csv",
                "population --out OUT --data FILE.csv",
                "map --x bias=0 --y hidden=2 --out OUT --data FILE.csv",
                "train --out OUT --init FILE.npz",
                "train --out OUT --init FILE.params",
                "evaluate --params FILE.params",
                "predict --params FILE.npz",
                "export --params FILE.safetensors --to OUT.npz"
            })
    void pipe_isRefused(String command) throws InterruptedException {
        String name = directory.resolve("pipe").toString();
        for (String extension : new String[] {".csv", ".npz", ".params", ".safetensors"}) {
            assumeTrue(Pipes.make(Path.of(name + extension)), "no pipes on this file system");
        }
        assertRefused(command, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train --out OUT --data FILE", "preflight --out OUT --data FILE"})
    void device_isRefused(String command) {
        assumeTrue(Files.exists(Path.of("/dev/null")), "no devices here");
        assertRefused(command, "/dev/null");
    }

    @Test
    void export_toAPipe_isRefused() throws InterruptedException {
        Path pipe = directory.resolve("to.npz");
        assumeTrue(Pipes.make(pipe), "no pipes on this file system");
        Path params = directory.resolve("out/best-0000.params");
        Command.run("train", "--epochs", "2", "--quiet", "--out", directory + "/out");
        Command run = Command.run("export", "--params", params.toString(), "--to", pipe.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines()).singleElement().asString().contains(pipe + " is no regular");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void outThatIsAPipe_isRefused() throws InterruptedException {
        Path pipe = directory.resolve("pipe");
        assumeTrue(Pipes.make(pipe), "no pipes on this file system");
        for (String command : new String[] {"train", "population", "preflight", "run two-layer"}) {
            Command run =
                    Command.run(
                            Stream.concat(
                                            Stream.of(command.split(" ")),
                                            Stream.of("--out", pipe.toString()))
                                    .toArray(String[]::new));
            assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
            assertThat(run.errorLines()).singleElement().asString().contains(pipe.toString());
        }
    }

    @Test
    void train_pipesInThePlaceOfItsFiles_replacesThem() throws IOException, InterruptedException {
        Path out = Files.createDirectory(directory.resolve("out"));
        for (String name : new String[] {"history.csv", "best-0000.json", "curves.svg"}) {
            assumeTrue(Pipes.make(out.resolve(name)), "no pipes on this file system");
        }
        Command run = Command.run("train", "--epochs", "2", "--quiet", "--out", out.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(out.resolve("history.csv")).isRegularFile();
        assertThat(out.resolve("best-0000.json")).isRegularFile();
    }

    /** Before it is trained, and with the earlier files as they were. */
    @Test
    void train_folderInThePlaceOfItsFiles_isRefusedBefore() throws IOException {
        Path out = Files.createDirectory(directory.resolve("out"));
        Files.createDirectories(out.resolve("history.csv/mine"));
        Path earlier = Files.writeString(out.resolve("best-0000.json"), "{}");
        Command run = Command.run("train", "--epochs", "2", "--out", out.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errorLines())
                .singleElement()
                .asString()
                .contains("history.csv: it is a dir");
        assertThat(run.out()).doesNotContain("[Train]");
        assertThat(earlier).hasContent("{}");
    }
}
