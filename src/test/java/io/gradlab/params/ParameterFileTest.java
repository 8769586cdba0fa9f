package io.gradlab.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gradlab.core.Sha256;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterFileTest {

    private static final SavedParameters SAVED = Samples.saved(Samples.state(2, 5));

    @TempDir Path directory;

    private Path params;
    private Path json;

    @BeforeEach
    void nameFiles() {
        params = directory.resolve("best-0000.params");
        json = directory.resolve("best-0000.json");
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> ParameterFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "best-0000.params",
                "best.params",
                "best.safetensors",
                "best.npz",
                "deep/b.params"
            })
    void write_thenRead_same(String name) throws IOException {
        Path file = directory.resolve(name);
        ParameterFile.write(file, SAVED);
        assertThat(ParameterFile.read(file)).isEqualTo(SAVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"last-0000.params", "last.safetensors", "last.npz"})
    void write_divergedRun_same(String name) throws IOException {
        Path file = directory.resolve(name);
        SavedParameters diverged = new SavedParameters(Samples.diverged(), null, Map.of());
        ParameterFile.write(file, diverged);
        assertThat(ParameterFile.read(file)).isEqualTo(diverged);
    }

    @Test
    void write_overAnOldFile_replaced() throws IOException {
        ParameterFile.write(params, SAVED);
        SavedParameters other = Samples.saved(Samples.state(3, 4));
        ParameterFile.write(params, other);
        assertThat(ParameterFile.read(params)).isEqualTo(other);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(params);
        }
    }

    @Test
    void write_noNetwork_refusedAndOldFileStays() throws IOException {
        ParameterFile.write(params, SAVED);
        StateDict noNetwork = new StateDict(List.of(new Tensor("w", new int[] {1}, new float[1])));
        assertThatThrownBy(
                        () ->
                                ParameterFile.write(
                                        params, new SavedParameters(noNetwork, null, Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(params + ": ");
        assertThat(ParameterFile.read(params)).isEqualTo(SAVED);
    }

    @Test
    void write_nameOfTheSeal_refused() {
        SavedParameters saved =
                new SavedParameters(SAVED.parameters(), null, Map.of("note", "gradlab.sha256"));
        assertThatThrownBy(() -> ParameterFile.write(params, saved))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'gradlab.sha256' is reserved");
    }

    @Test
    void savedParameters_reservedKey_refused() {
        assertThatThrownBy(
                        () ->
                                new SavedParameters(
                                        SAVED.parameters(), null, Map.of("gradlab.widths", "9")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose another key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"best.txt", "best", "params", ".", "best.params.bak"})
    void read_unknownExtension_refused(String name) {
        assertRefused(directory.resolve(name), "use .params, .npz or .safetensors");
    }

    @Test
    void read_missingFile_refused() {
        assertRefused(params, "there is no such file");
    }

    @Test
    void read_directory_refused() throws IOException {
        Files.createDirectory(params);
        assertRefused(params, "no regular, readable file");
    }

    @Test
    void read_emptyFile_refused() throws IOException {
        Files.createFile(params);
        assertRefused(params, "0 bytes are not within 1 to");
    }

    @Test
    void read_fileOverTheLimit_refusedUnread() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(params.toFile(), "rw")) {
            sparse.setLength((128L << 20) + 1);
        }
        assertRefused(params, "134217729 bytes are not within 1 to 134217728");
    }

    @Test
    void read_device_refusedUnopened() throws IOException {
        Path zeros = Path.of("/dev/zero");
        assumeTrue(Files.exists(zeros), "a Unix device");
        Files.createSymbolicLink(params, zeros);
        assertRefused(params, "no regular, readable file");
    }

    @Test
    void read_pipe_refusedUnopened() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "a Unix pipe");
        new ProcessBuilder("/usr/bin/mkfifo", params.toString()).start().waitFor();
        assertRefused(params, "no regular, readable file");
    }

    @Test
    void read_npzNamedParams_refused() throws IOException {
        Files.write(params, Samples.resource("reference/l2.init.npz"));
        assertRefused(
                params,
                "it is an NPZ archive of NumPy, whatever its name says; rename it so that it ends in .npz");
    }

    @Test
    void read_nameWithLineBreak_oneLine() {
        Path file = directory.resolve("a\nb.params");
        assertThatThrownBy(() -> ParameterFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a b.params: there is no such file");
    }

    private void writeJson(String text) throws IOException {
        Files.writeString(json, text.replace('\'', '"'));
    }

    @Test
    void read_checksumBesideItHolds_accepted() throws IOException {
        ParameterFile.write(params, SAVED);
        writeJson(
                "{'shapes': [[5, 2], [5]], 'sha256': '"
                        + Sha256.of(Files.readAllBytes(params))
                        + "', 'seed': 7}");
        assertThat(ParameterFile.read(params)).isEqualTo(SAVED);
    }

    @Test
    void read_checksumBesideItOfAnotherFile_refused() throws IOException {
        ParameterFile.write(params, SAVED);
        String wrong = "0".repeat(64);
        writeJson("{'sha256': '" + wrong + "'}");
        String right = Sha256.of(Files.readAllBytes(params));
        assertRefused(
                params, "its SHA-256 is " + right + ", but best-0000.json beside it says " + wrong);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'name': 'mine', 'nested': {'sha256': 'x'}}"})
    void read_jsonBesideItWithoutChecksum_accepted(String text) throws IOException {
        ParameterFile.write(params, SAVED);
        writeJson(text);
        assertThat(ParameterFile.read(params)).isEqualTo(SAVED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\0",
                "{'sha256': 1}",
                "{'sha256': null}",
                "{'sha256': '00'",
                "{'sha256': '00'} x",
                "{'sha256': '00', 'sha256': '00'}",
                "{sha256: '00'}"
            })
    void read_damagedJsonBesideIt_refused(String text) throws IOException {
        ParameterFile.write(params, SAVED);
        writeJson(text);
        assertRefused(params, "best-0000.json beside it is damaged");
    }

    @Test
    void read_emptyJsonBesideIt_refused() throws IOException {
        ParameterFile.write(params, SAVED);
        Files.createFile(json);
        assertRefused(params, "best-0000.json: 0 bytes");
    }

    @Test
    void read_deeplyNestedJsonBesideIt_refused() throws IOException {
        ParameterFile.write(params, SAVED);
        writeJson("{'a': " + "[".repeat(1_000_000));
        assertRefused(params, "best-0000.json beside it is damaged");
    }
}
