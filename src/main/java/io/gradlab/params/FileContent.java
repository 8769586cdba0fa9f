package io.gradlab.params;

import io.gradlab.core.Text;
import io.gradlab.nn.StateDict.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What stands in a file, by its own names, before anybody knows which layer is which. */
final class FileContent {

    private final List<Tensor> tensors = new ArrayList<>();
    private final Map<String, String> properties = new TreeMap<>();
    private final List<String> passedOver = new ArrayList<>();
    private final List<String> passedOverValues = new ArrayList<>();
    private final Set<String> converted = new LinkedHashSet<>();
    private final List<Text> assumptions = new ArrayList<>();
    private boolean upright;

    /** A weight or bias, whose values were of a type. */
    void add(Tensor tensor, FloatType type) {
        tensors.add(tensor);
        if (type != FloatType.FLOAT32) {
            converted.add(type.word());
        }
    }

    /** A single number, such as the counter of a normalisation; of which kind and dimensions. */
    void passOver(String name, boolean whole, int dimensions) {
        passedOver.add(name);
        if (!whole || dimensions > 0) {
            passedOverValues.add(name);
        }
    }

    /** Those that are no bare whole numbers, which may have been meant as a bias. */
    List<String> passedOverValues() {
        return passedOverValues;
    }

    /** That the weights lie as (units, inputs) by the format, which may have to be said. */
    void sayUpright(Text assumption) {
        upright = true;
        assumptions.add(assumption);
    }

    /** Whether the format says that the weights lie as (units, inputs). */
    boolean isUpright() {
        return upright;
    }

    void addProperties(Map<String, String> more) {
        properties.putAll(more);
    }

    /** In the order of the file. */
    List<Tensor> tensors() {
        return tensors;
    }

    /** Ours included. */
    Map<String, String> properties() {
        return properties;
    }

    /** What was assumed, left out and converted. */
    List<Text> notes() {
        List<Text> notes = new ArrayList<>(assumptions);
        if (!passedOver.isEmpty()) {
            notes.add(
                    Text.of(
                            "%s passed over: single numbers are no weights or biases",
                            LayerName.listed(passedOver)));
        }
        if (!converted.isEmpty()) {
            notes.add(Text.of("%s converted to float32", String.join(", ", converted)));
        }
        return notes;
    }
}
