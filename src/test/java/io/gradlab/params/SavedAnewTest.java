package io.gradlab.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.core.Json;
import io.gradlab.core.UserMistake;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another program keeps our properties and writes the file in its own way. */
class SavedAnewTest {

    private static final SavedParameters SAVED = Samples.saved(Samples.state(2, 3, 2));

    /** The properties of a file whose own checksum is that of another. */
    private static SortedMap<String, String> properties() {
        SortedMap<String, String> properties = new TreeMap<>(OwnProperties.of(SAVED));
        properties.put(Seal.KEY, "1".repeat(64));
        return properties;
    }

    /** As the safetensors library writes: in an order of its own. */
    private static byte[] again(
            String extension, SortedMap<String, String> properties, StateDict state)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        switch (extension) {
            case ".params" ->
                    ParamsWriter.write(bytes, "again", properties, state, DjlBlock.SEQUENTIAL);
            case ".safetensors" -> {
                List<Tensor> backwards = new ArrayList<>(state.tensors());
                Collections.reverse(backwards);
                new SafetensorsFormat().write(bytes, "", properties, new StateDict(backwards));
            }
            default -> {
                try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                    zip.setComment(Json.line(properties));
                    for (Tensor tensor : state.tensors()) {
                        zip.putNextEntry(new ZipEntry(tensor.name() + ".npy"));
                        zip.write(Samples.npy(tensor));
                    }
                }
            }
        }
        return bytes.toByteArray();
    }

    private static ParameterFormat format(String extension) {
        return switch (extension) {
            case ".params" -> new ParamsFormat();
            case ".npz" -> new NpzFormat();
            default -> new SafetensorsFormat();
        };
    }

    private static StateDict changed(String name) {
        return new StateDict(
                SAVED.parameters().tensors().stream()
                        .map(
                                tensor -> {
                                    float[] values = tensor.values().clone();
                                    if (name.equals(tensor.name())) {
                                        values[0] = 9;
                                    }
                                    return new Tensor(tensor.name(), tensor.shape(), values);
                                })
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {".params", ".npz", ".safetensors"})
    void decode_unchanged_acceptedAndSaid(String extension) throws IOException {
        SavedParameters read =
                format(extension).decode(again(extension, properties(), SAVED.parameters()));
        assertThat(read.parameters()).isEqualTo(SAVED.parameters());
        assertThat(read.activation()).isEqualTo(SAVED.activation());
        assertThat(read.properties()).isEqualTo(SAVED.properties());
        assertThat(read.notes().toString())
                .isEqualTo(
                        "[saved anew by another program; its tensors are those that were sealed]");
    }

    @ParameterizedTest
    @ValueSource(strings = {".params", ".npz", ".safetensors"})
    void decode_oneTensorChanged_refusedByItsName(String extension) throws IOException {
        byte[] file = again(extension, properties(), changed("fc2.weight"));
        assertThatThrownBy(() -> format(extension).decode(file))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("1 of its 6 tensors, fc2.weight, are not those")
                .hasMessageContaining("remove the properties starting with 'gradlab.'");
    }

    @ParameterizedTest
    @CsvSource({
        "gradlab.activation, relu",
        "gradlab.slope, 0.3",
        "seed, 8",
        "gradlab.another, x",
        "gradlab.properties, 0"
    })
    void decode_onePropertyChanged_refused(String key, String value) throws IOException {
        SortedMap<String, String> properties = properties();
        properties.put(key, value);
        byte[] file = again(".safetensors", properties, SAVED.parameters());
        assertThatThrownBy(() -> new SafetensorsFormat().decode(file))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining(
                        "its tensors are those that were sealed, but its properties are not");
    }

    @Test
    void decode_oneSealedPropertyRemoved_refused() throws IOException {
        SortedMap<String, String> properties = properties();
        properties.remove("seed");
        properties.put("format", "pt");
        byte[] file = again(".safetensors", properties, SAVED.parameters());
        assertThatThrownBy(() -> new SafetensorsFormat().decode(file))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("but its properties are not");
    }

    /** What others add is no change of ours. */
    @ParameterizedTest
    @ValueSource(strings = {"format", "another", "a, format", "author, format, zone"})
    void decode_propertiesAdded_acceptedAndSaid(String keys) throws IOException {
        SortedMap<String, String> properties = properties();
        for (String key : keys.split(", ", -1)) {
            properties.put(key, "pt");
        }
        SavedParameters read =
                new SafetensorsFormat()
                        .decode(again(".safetensors", properties, SAVED.parameters()));
        assertThat(read.properties()).containsEntry("seed", "7").hasSizeGreaterThan(1);
        assertThat(read.parameters()).isEqualTo(SAVED.parameters());
        assertThat(read.notes().toString())
                .contains("saved anew by another program")
                .contains("properties added since it was sealed: " + keys + "]");
    }

    @Test
    void decode_manyPropertiesAdded_oneSealedChanged_refused() throws IOException {
        SortedMap<String, String> properties = properties();
        for (int i = 0; i < 5000; i++) {
            properties.put("key" + i, "x".repeat(100));
        }
        SavedParameters read =
                new SafetensorsFormat()
                        .decode(again(".safetensors", properties, SAVED.parameters()));
        assertThat(read.notes().toString())
                .contains("key0, key1, key10, key100, ..., key999]")
                .hasSizeLessThan(1000);
        properties.put("seed", "8");
        byte[] file = again(".safetensors", properties, SAVED.parameters());
        assertThatThrownBy(() -> new SafetensorsFormat().decode(file))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("but its properties are not");
        properties.remove("seed");
        byte[] without = again(".safetensors", properties, SAVED.parameters());
        assertThatThrownBy(() -> new SafetensorsFormat().decode(without))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("but its properties are not");
    }

    @ParameterizedTest
    @ValueSource(strings = {".npz", ".safetensors"})
    void decode_tensorAddedOrRemoved_refusedByItsName(String extension) throws IOException {
        List<Tensor> tensors = new ArrayList<>(SAVED.parameters().tensors());
        Tensor last = tensors.remove(tensors.size() - 1);
        byte[] fewer = again(extension, properties(), new StateDict(tensors));
        assertThatThrownBy(() -> format(extension).decode(fewer))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("it lacks fc3.bias of its sealed tensors; restore")
                .hasMessageNotContaining("SHA-256");
        tensors.add(last);
        tensors.add(new Tensor("step.size", new int[] {1}, new float[] {1}));
        byte[] more = again(extension, properties(), new StateDict(tensors));
        assertThatThrownBy(() -> format(extension).decode(more))
                .isInstanceOf(UserMistake.class)
                .hasMessageContaining("it holds step.size beside its sealed tensors; restore")
                .hasMessageNotContaining("SHA-256");
    }

    /** A file of the version before tensors had digests: its checksum alone counts. */
    @ParameterizedTest
    @ValueSource(strings = {".params", ".npz", ".safetensors"})
    void decode_withoutDigests_readAsLongAsItsChecksumHolds(String extension) throws IOException {
        SortedMap<String, String> properties = properties();
        properties.keySet().removeAll(List.of("gradlab.tensors", "gradlab.properties"));
        byte[] broken = again(extension, properties, SAVED.parameters());
        assertThatThrownBy(() -> format(extension).decode(broken))
                .isInstanceOf(UserMistake.class)
                .hasMessageStartingWith("damaged: it says SHA-256 1111");

        properties.put(Seal.KEY, Seal.BLANK);
        Seal seal = new Seal(extension.equals(".params") ? "\0@" : "\":\"");
        byte[] old = seal.close(again(extension, properties, SAVED.parameters()));
        assertThat(format(extension).decode(old)).isEqualTo(SAVED);
    }
}
