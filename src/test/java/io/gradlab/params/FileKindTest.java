package io.gradlab.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.core.UserMistake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no file of ours is told what it is, whatever its name says, and how to convert it. */
class FileKindTest {

    @TempDir Path directory;

    private static byte[] zip(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(new byte[1000]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String start) {
        return (start + "\0".repeat(1000)).getBytes(StandardCharsets.ISO_8859_1);
    }

    static Stream<Arguments> foreignFiles() {
        return Stream.of(
                Arguments.of(zip("archive/data.pkl"), "a PyTorch file (torch.save)", "torch.load("),
                Arguments.of(
                        bytes("\u0080\2\u008A\nl\u00FC\u009CF\u00F9 j\u00A8P\u0019.\u0080\2M"),
                        "a PyTorch file (torch.save)",
                        "torch.load("),
                Arguments.of(
                        bytes("\u0080\4\u0095\0\0}\u008C\34StructuredToParameterName@@"),
                        "a Paddle file (paddle.save)",
                        "paddle.load("),
                Arguments.of(
                        bytes("\u0080\4\u0095\0sklearn.neural_network._multilayer_perceptron"),
                        "a scikit-learn model",
                        "m.coefs_"),
                Arguments.of(bytes("\u0080\4\u0095\0}"), "a pickle of Python", "pickle.load("),
                Arguments.of(zip("metadata.json"), "a Keras model", "get_weights()"),
                Arguments.of(
                        bytes("\u0089HDF\r\n\u001A\n"),
                        "an HDF5 file, as Keras writes it",
                        "h5py.File("),
                Arguments.of(bytes("\b\10\22\7pytorch"), "an ONNX model", "onnx.load("),
                Arguments.of(bytes("GGUF\3\0\0"), "a GGUF file", "gguf.GGUFReader("),
                Arguments.of(bytes("\u0012\1\0\0\0\0\0\0"), "an MXNet file", "mxnet.nd.load("),
                Arguments.of(bytes("\u0093NUMPY\1\0"), "a single NumPy array", "numpy.load("),
                Arguments.of(bytes("MATLAB 5.0 MAT-file"), "a MATLAB file", "scipy.io.loadmat("),
                Arguments.of(bytes("MATLAB 7.3 MAT-file"), "an HDF5 file", "h5py.File("),
                Arguments.of(bytes("\u001F\u008B\10"), "a gzip file", "gzip.open("));
    }

    @ParameterizedTest
    @MethodSource("foreignFiles")
    void read_contentOfAnotherProgram_saysWhatAndHow(byte[] content, String what, String python)
            throws IOException {
        for (String name : new String[] {"a.npz", "a.params", "a.safetensors", "a.dat"}) {
            Path file = Files.write(directory.resolve(name), content);
            assertThatThrownBy(() -> ParameterFile.read(file))
                    .as(name)
                    .isInstanceOf(UserMistake.class)
                    .hasMessageStartingWith(file + ": it is " + what)
                    .hasMessageContaining("convert it in Python: import ")
                    .hasMessageContaining(python)
                    .hasMessageContaining("'" + file + "'")
                    .hasMessageNotContaining("\n");
        }
    }

    /** Its bytes tell nothing, its name does. */
    @ParameterizedTest
    @CsvSource({
        "a.pt, a PyTorch file",
        "a.PTH, a PyTorch file",
        "a.pdparams, a Paddle file",
        "a.h5, an HDF5 file",
        "a.keras, a Keras model",
        "a.onnx, an ONNX model",
        "a.pkl, a pickle",
        "a.joblib, a scikit-learn model",
        "a.index, a checkpoint of TensorFlow",
        "a.data-00000-of-00001, a checkpoint of TensorFlow",
        "a.gguf, a GGUF file",
    })
    void read_nameOfAnotherProgram_saysWhat(String name, String what) throws IOException {
        Path file = Files.write(directory.resolve(name), new byte[100]);
        assertThatThrownBy(() -> ParameterFile.read(file))
                .isInstanceOf(UserMistake.class)
                .hasMessageStartingWith(file + ": it is " + what);
    }

    /** It can run code when it is loaded, which the lines do. */
    @ParameterizedTest
    @CsvSource({"a.pt, true", "a.pkl, true", "a.joblib, true", "a.npy, true", "a.mat, false"})
    void refusal_ofWhatRunsCode_saysToTrustIt(String name, boolean code) throws IOException {
        Path file = Files.write(directory.resolve(name), new byte[100]);
        assertThatThrownBy(() -> ParameterFile.read(file))
                .isInstanceOf(UserMistake.class)
                .message()
                .satisfies(m -> assertThat(m.contains("if you trust the file")).isEqualTo(code));
    }

    /** What was downloaded, or given, in place of a parameter file. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE html><html> | a page of HTML or XML",
                "'{\"fc1\": [[1]]}' | a text of JSON",
                "'[[1, 2]]' | a text of JSON",
                "'1 2' | a text",
                "version https://git-lfs.github.com/spec/v1 | a text",
                "'层,1' | a text",
            })
    void read_text_saysWhat(String text, String what) throws IOException {
        for (String name : new String[] {"a.npz", "a.safetensors", "a.json", "a.pt"}) {
            Path file = Files.writeString(directory.resolve(name), text + "\n");
            assertThatThrownBy(() -> ParameterFile.read(file))
                    .isInstanceOf(UserMistake.class)
                    .hasMessage(
                            "%s: it is %s, but a parameter file is read; give a .params, .npz or"
                                    + " .safetensors",
                            file, what);
        }
    }

    @Test
    void read_folder_saysWhatIsRead() {
        assertThatThrownBy(() -> ParameterFile.read(directory))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining(
                        "it is a folder, no regular, readable file; use .params, .npz");
        assertThatThrownBy(() -> ParameterFile.read(Path.of("-")))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining(
                        "no format of parameter files; use .params, .npz or .safetensors");
    }

    @Test
    void read_emptyFile_namedOnce() throws IOException {
        Path file = Files.createFile(directory.resolve("e.npz"));
        assertThatThrownBy(() -> ParameterFile.read(file))
                .hasMessageStartingWith(file + ": 0 bytes are not within");
    }

    /** The words of the library that parses JSON help nobody. */
    @ParameterizedTest
    @ValueSource(strings = {"{a:1}", "{\"a\":[[[[1,", "{\"a\":tru}", "{\"a\" 1}"})
    void read_headerOfBrokenJson_inOurWords(String header) {
        byte[] file = safetensors(header);
        assertThatThrownBy(() -> new SafetensorsFormat().decode(file))
                .isInstanceOf(UserMistake.class)
                .hasMessage(
                        "its header is no safetensors header: it must be one JSON object of"
                                + " tensors; restore the file");
    }

    private static byte[] safetensors(String header) {
        return bytes((char) header.length() + "\0".repeat(7) + header);
    }

    /** The .npz to write is never the file that is read. */
    @Test
    void refusal_ofAnNpzThatIsNone_namesAnotherTarget() throws IOException {
        Path file = Files.write(directory.resolve("it's.npz"), zip("x/data.pkl"));
        assertThatThrownBy(() -> ParameterFile.read(file))
                .hasMessageContaining("it\\'s-arrays.npz'")
                .hasMessageContaining("open('" + directory + "/it\\'s.npz', 'rb')");
    }

    static Stream<Arguments> ours() {
        SavedParameters saved = Samples.saved(Samples.state(2, 3));
        return Stream.of(
                Arguments.of(new ParamsFormat().encode("m", saved), "a .params of DJL", "params"),
                Arguments.of(
                        Samples.djl("m", Map.of(), saved.parameters()),
                        "a .params of DJL",
                        "params"),
                Arguments.of(new NpzFormat().encode("m", saved), "an NPZ archive of NumPy", "npz"),
                Arguments.of(
                        new SafetensorsFormat().encode("m", saved),
                        "a safetensors file",
                        "safetensors"));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void read_oursUnderAnotherName_saysToRename(byte[] content, String what, String extension)
            throws IOException {
        for (String other : new String[] {"params", "npz", "safetensors", "pt", "bin", "x"}) {
            Path file = Files.write(directory.resolve("a." + other), content);
            if (other.equals(extension)) {
                assertThat(ParameterFile.read(file).parameters().names()).hasSize(4);
                continue;
            }
            assertThatThrownBy(() -> ParameterFile.read(file))
                    .isInstanceOf(UserMistake.class)
                    .hasMessage(
                            "%s: it is %s, whatever its name says; rename it so that it ends in .%s",
                            file, what, extension);
        }
    }

    /** Told before it is read: it is larger than any file of ours. */
    @Test
    void read_hugeFileOfAnotherProgram_saysWhat() throws IOException {
        Path file = directory.resolve("huge.npz");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(bytes("GGUF"));
            sparse.setLength(1L << 30);
        }
        assertThatThrownBy(() -> ParameterFile.read(file)).hasMessageContaining("a GGUF file");
    }

    /** Told by the first bytes: the rest is not read. */
    @Test
    void read_safetensorsOfALongHeader_refusedUnread() throws IOException {
        Path file = directory.resolve("names.safetensors");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, '{'});
            sparse.setLength(1L << 30);
        }
        assertThatThrownBy(() -> ParameterFile.read(file))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("its header of 67108864 bytes is longer than 1048576");
    }
}
