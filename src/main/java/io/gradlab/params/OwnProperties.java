package io.gradlab.params;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import io.gradlab.core.UserMistake;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The properties by which a file of ours describes itself, and what they promise. */
final class OwnProperties {

    private static final String ACTIVATION = Seal.PREFIX + "activation";
    private static final String SLOPE = Seal.PREFIX + "slope";
    private static final String WIDTHS = Seal.PREFIX + "widths";

    private static final Text SAVED_ANEW =
            Text.of("saved anew by another program; its tensors are those that were sealed");

    /** Most properties of a file. */
    static final int MAX_PROPERTIES = 10_000;

    private OwnProperties() {}

    /** Refuses more properties than so many. */
    static void requireCount(int properties) {
        Require.that(
                properties <= MAX_PROPERTIES,
                "it has more than %s properties; take some of them out",
                MAX_PROPERTIES);
    }

    /** A property's value, which is a text and nothing else. */
    static String text(String key, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new UserMistake(
                "property '%s' is no text but %s; restore the file".formatted(key, value));
    }

    /** The properties to write, sorted, the seal still blank; refuses parameters of no network. */
    static SortedMap<String, String> of(SavedParameters saved) {
        SortedMap<String, String> all = new TreeMap<>(saved.properties());
        ActivationFunction activation = saved.activation();
        if (activation != null) {
            all.put(ACTIVATION, activation.id());
            all.put(SLOPE, Float.toString(activation.slope()));
        }
        all.put(WIDTHS, architecture(saved.parameters(), activation).widths());
        TensorDigests.put(all, saved.parameters());
        all.put(Seal.KEY, Seal.BLANK);
        requireCount(all.size());
        return all;
    }

    /** The architecture; the shapes are the same whatever the activation function is. */
    static MlpArchitecture architecture(
            StateDict parameters, @Nullable ActivationFunction activation) {
        return parameters.architecture(
                activation == null ? ActivationFunction.SIGMOID : activation);
    }

    /**
     * Puts together what a file of ours held; its values may be non-finite, which is what the last
     * parameters of a diverged run are.
     *
     * @param damage why the file's own checksum does not hold; null if it does
     * @param transposed as the caller wants the weights read; only (units, inputs) fits
     */
    static SavedParameters assemble(
            FileContent content, @Nullable UserMistake damage, @Nullable Boolean transposed) {
        Map<String, String> properties = content.properties();
        StateDict parameters = inOrder(content.tensors());
        List<Text> notes = new ArrayList<>();
        if (damage != null) {
            List<String> added = TensorDigests.requireSealed(parameters, properties, damage);
            notes.add(SAVED_ANEW);
            if (!added.isEmpty()) {
                notes.add(
                        Text.of(
                                "properties added since it was sealed: %s",
                                LayerName.listed(added)));
            }
        }
        Reading.requireUpright(true, transposed);
        ActivationFunction activation = activation(properties);
        String widths = architecture(parameters, activation).widths();
        String said = properties.getOrDefault(WIDTHS, widths);
        Require.that(
                said.equals(widths),
                "it says %s but its tensors are those of a %s network; restore the file",
                said,
                widths);
        Map<String, String> others = new TreeMap<>(properties);
        others.keySet().removeIf(key -> key.startsWith(Seal.PREFIX));
        return new SavedParameters(parameters, activation, others, notes);
    }

    private static StateDict inOrder(List<Tensor> tensors) {
        List<String> order = ParameterNames.all(ShapeGuard.MAX_TENSORS);
        Comparator<Tensor> byPlace = Comparator.comparing(one -> order.indexOf(one.name()));
        return new StateDict(tensors.stream().sorted(byPlace).toList());
    }

    private static @Nullable ActivationFunction activation(Map<String, String> properties) {
        String name = properties.get(ACTIVATION);
        if (name == null) {
            return null;
        }
        String slope = properties.getOrDefault(SLOPE, "");
        try {
            return ActivationFunction.of(name, Float.parseFloat(slope));
        } catch (NumberFormatException e) {
            throw new UserMistake(
                    "slope '%s' of its activation function is no number".formatted(slope), e);
        }
    }
}
