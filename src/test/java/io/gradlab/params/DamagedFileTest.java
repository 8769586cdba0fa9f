package io.gradlab.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.gradlab.core.UserMistake;
import io.gradlab.engine.Torch;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.StateDict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No damaged file is taken for another one, and none does worse than one line. */
class DamagedFileTest {

    /** Each single bit, and all of them. */
    private static final int[] MASKS = {1, 2, 4, 8, 16, 32, 64, 128, 255};

    /** A layer of one unit before the last: where it ends, a shorter network would be whole. */
    private static final SavedParameters SAVED = Samples.saved(Samples.state(2, 3, 1));

    /** Of one entry, in both headers: versions 2 + 4, times 4 + 4, attributes 8. */
    private static final int MEANINGLESS_BYTES = 22;

    private static final int RANDOM_FILES = 5_000;

    private static final int SEALED_FILES = 20_000;

    @TempDir Path directory;

    private static ParameterFormat format(String extension) {
        return switch (extension) {
            case ".params" -> new ParamsFormat();
            case ".npz" -> new NpzFormat();
            default -> new SafetensorsFormat();
        };
    }

    private static void assertOneLine(Path file, Throwable thrown, String description) {
        assertThat(thrown).as(description).isExactlyInstanceOf(UserMistake.class);
        assertThat(thrown.getMessage())
                .as(description)
                .startsWith(file + ": ")
                .hasSizeLessThan(1000)
                .matches("\\P{Cntrl}+");
    }

    @ParameterizedTest
    @ValueSource(strings = {".params", ".npz", ".safetensors"})
    void read_truncatedAtEachLength_refused(String extension) throws IOException {
        byte[] whole = format(extension).encode("best", SAVED);
        Path file = directory.resolve("best-0000" + extension);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertOneLine(file, catchThrowable(() -> ParameterFile.read(file)), "length " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".params", ".npz", ".safetensors"})
    void read_bytesAdded_refused(String extension) throws IOException {
        byte[] whole = format(extension).encode("best", SAVED);
        Path file = directory.resolve("best-0000" + extension);
        for (int added : new int[] {1, 22, 1000}) {
            Files.write(file, Arrays.copyOf(whole, whole.length + added));
            assertOneLine(file, catchThrowable(() -> ParameterFile.read(file)), added + " added");
        }
    }

    /** What is outside tensors and properties may differ, as in a file that was saved anew. */
    private static boolean assertRefusedOrSealed(
            ParameterFormat format, byte[] file, String description) {
        try {
            SavedParameters read = format.decode(file);
            assertThat(read.notes()).as(description).hasSize(1);
            assertThat(new SavedParameters(read.parameters(), read.activation(), read.properties()))
                    .as(description)
                    .isEqualTo(SAVED);
            return true;
        } catch (UserMistake e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".params", ".safetensors", ".npz"})
    void decode_bitFlippedInEachByteOfSealedFile_refusedOrTheSame(String extension) {
        ParameterFormat format = format(extension);
        byte[] file = format.encode("best", SAVED);
        for (int at = 0; at < file.length; at++) {
            for (int mask : MASKS) {
                file[at] ^= (byte) mask;
                assertRefusedOrSealed(format, file, "byte " + at + " mask " + mask);
                file[at] ^= (byte) mask;
            }
        }
    }

    /** Times, versions and attributes of the archive mean nothing and may change. */
    @Test
    void decode_bitFlippedInEachByteOfForeignNpz_refusedOrTheSame() {
        int accepted = 0;
        byte[] file = Samples.withoutComment(new NpzFormat().encode("", SAVED));
        SavedParameters whole = new NpzFormat().decode(file);
        for (int at = 0; at < file.length; at++) {
            for (int mask : MASKS) {
                file[at] ^= (byte) mask;
                accepted += decodesTo(whole, file, "byte " + at + " mask " + mask) ? 1 : 0;
                file[at] ^= (byte) mask;
            }
        }
        assertThat(accepted).isBetween(1, 6 * MEANINGLESS_BYTES * MASKS.length);
    }

    private static boolean decodesTo(SavedParameters whole, byte[] file, String description) {
        try {
            assertThat(new NpzFormat().decode(file)).as(description).isEqualTo(whole);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static Stream<Arguments> foreignFiles() {
        byte[] djl = Samples.djl("best", Map.of("Epoch", "3"), SAVED.parameters());
        return Stream.of(
                Arguments.of(".params", djl),
                Arguments.of(".params", new ParamsFormat().encode("best", SAVED)),
                Arguments.of(".npz", new NpzFormat().encode("", SAVED)),
                Arguments.of(".npz", ForeignFile.of(SAVED.parameters()).transposed("<f8").npz()),
                Arguments.of(
                        ".safetensors",
                        ForeignFile.of(SAVED.parameters()).transposed("<f2").safetensors()),
                Arguments.of(".npz", Samples.resource("parameters/l3.compressed.npz")),
                Arguments.of(".safetensors", Samples.resource("parameters/l3.safetensors")));
    }

    /** Without a checksum a change may go unseen; it must not do worse. */
    @ParameterizedTest
    @MethodSource("foreignFiles")
    void decode_eachByteChangedOrCut_refusedOrAWholeNetwork(String extension, byte[] file) {
        for (int at = 0; at < file.length; at++) {
            decodeOrRefuse(extension, Arrays.copyOf(file, at), "length " + at);
            for (int mask : MASKS) {
                byte[] changed = file.clone();
                changed[at] ^= (byte) mask;
                decodeOrRefuse(extension, changed, "byte " + at + " mask " + mask);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("foreignFiles")
    void decode_randomChanges_refusedOrAWholeNetwork(String extension, byte[] file) {
        long seed = 20240607;
        Random random = new Random(seed);
        for (int i = 0; i < RANDOM_FILES; i++) {
            byte[] changed = splice(file, random);
            decodeOrRefuse(extension, changed, "file " + i + " of seed " + seed);
        }
    }

    /** Each is refused, or nothing but the layout is another. */
    @ParameterizedTest
    @ValueSource(strings = {".params", ".npz", ".safetensors"})
    void decode_randomChangesOfSealedFile_refusedOrTheSame(String extension) {
        long seed = 20261127;
        Random random = new Random(seed);
        ParameterFormat format = format(extension);
        byte[] file = format.encode("best", SAVED);
        for (int i = 0; i < SEALED_FILES; i++) {
            byte[] changed = splice(file, random);
            if (!Arrays.equals(changed, file)) {
                assertRefusedOrSealed(format, changed, "file " + i + " of seed " + seed);
            }
        }
    }

    /** Values of 64 bits, transposed: the CRC-32 of each array guards them. */
    @Test
    void decode_bitFlippedInEachByteOfTransposedNpz_refusedOrTheSame() {
        byte[] file = ForeignFile.of(SAVED.parameters()).transposed("<f8").npz();
        SavedParameters whole = new NpzFormat().decode(file);
        assertThat(whole.notes()).hasSize(2);
        for (int at = 0; at < file.length; at++) {
            for (int mask : MASKS) {
                file[at] ^= (byte) mask;
                decodesTo(whole, file, "byte " + at + " mask " + mask);
                file[at] ^= (byte) mask;
            }
        }
    }

    /** Copies a random piece of the file to a random place; often with extreme bytes. */
    private static byte[] splice(byte[] file, Random random) {
        int growth = random.nextInt(17) - 8;
        byte[] changed = Arrays.copyOf(file, file.length + growth);
        int length = 1 + random.nextInt(12);
        int to = random.nextInt(changed.length - length);
        if (random.nextBoolean()) {
            Arrays.fill(changed, to, to + length, (byte) (random.nextInt(4) * 85));
        } else {
            int from = random.nextInt(file.length - length);
            System.arraycopy(file, from, changed, to, length);
        }
        return changed;
    }

    @ParameterizedTest
    @ValueSource(strings = {".params", ".npz", ".safetensors"})
    void decode_randomBytes_refused(String extension) {
        long seed = 8128;
        Random random = new Random(seed);
        for (int i = 0; i < RANDOM_FILES; i++) {
            byte[] file = new byte[random.nextInt(300)];
            random.nextBytes(file);
            int number = i;
            assertThatThrownBy(() -> format(extension).decode(file))
                    .as("file %d of seed %d", number, seed)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void decodeOrRefuse(String extension, byte[] file, String description) {
        try {
            format(extension).decode(file).parameters().architecture(Samples.LEAKY);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).as(description).isNotBlank();
        } catch (RuntimeException | Error e) {
            fail(description, e);
        }
    }

    @Test
    void decode_sealedByAForgerButForAnotherNetwork_refused() {
        byte[] file = new ParamsFormat().encode("best", SAVED);
        String text = new String(file, StandardCharsets.ISO_8859_1);
        byte[] forged =
                text.replace("2-3-1-1", "2-9-1-1")
                        .replaceFirst("(?<=sha256\0@).{64}", Seal.BLANK)
                        .getBytes(StandardCharsets.ISO_8859_1);
        byte[] sealed = new Seal("\0@").close(forged);
        assertThatThrownBy(() -> new ParamsFormat().decode(sealed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it says 2-9-1-1 but its tensors are those of a 2-3-1-1");
    }

    @Tag("engine")
    @Test
    void load_damagedOrOtherNetwork_networkUntouched() throws IOException {
        Torch.configure();
        try (var manager = NDManager.newBaseManager()) {
            MlpBlock network = MlpBlock.twoLayer(2, 5);
            network.initialize(manager, DataType.FLOAT32, new Shape(1, 2));
            StateDict before = network.stateDict();
            Path other = directory.resolve("other-0000.params");
            ParameterFile.write(other, SAVED);
            assertThatThrownBy(() -> network.loadStateDict(ParameterFile.read(other).parameters()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("fc1.weight has shape [3, 2]");
            byte[] bytes = Files.readAllBytes(other);
            Files.write(other, Arrays.copyOf(bytes, bytes.length - 1));
            assertThatThrownBy(() -> network.loadStateDict(ParameterFile.read(other).parameters()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("damaged");
            assertThat(network.stateDict()).isEqualTo(before);
        }
    }
}
