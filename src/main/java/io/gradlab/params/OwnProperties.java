package io.gradlab.params;

import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
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
     * Puts together what a file held. Only where its own checksum held may values be non-finite,
     * which is what the last parameters of a diverged run are.
     */
    static SavedParameters assemble(
            List<Tensor> tensors, Map<String, String> properties, boolean sealed) {
        List<String> order = ParameterNames.all(ShapeGuard.MAX_TENSORS);
        Comparator<Tensor> byPlace = Comparator.comparing(one -> order.indexOf(one.name()));
        StateDict parameters = new StateDict(tensors.stream().sorted(byPlace).toList());
        requireHiddenLayer(parameters.names());
        ActivationFunction activation = sealed ? activation(properties) : null;
        String widths = architecture(parameters, activation).widths();
        String said = properties.getOrDefault(WIDTHS, widths);
        Require.that(
                said.equals(widths),
                "it says %s but its tensors are those of a %s network; restore the file",
                said,
                widths);
        if (!sealed) {
            requireFinite(tensors);
        }
        Map<String, String> others = new TreeMap<>(properties);
        others.keySet().removeIf(key -> key.startsWith(Seal.PREFIX));
        return new SavedParameters(parameters, activation, others);
    }

    private static void requireHiddenLayer(List<String> names) {
        Require.that(
                !names.contains(ParameterNames.weight(1))
                        || names.contains(ParameterNames.weight(2)),
                "it holds one layer, but a network here has a hidden layer and an output layer;"
                        + " give the file of such a network");
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

    private static void requireFinite(List<Tensor> tensors) {
        for (Tensor tensor : tensors) {
            for (float value : tensor.values()) {
                if (!Float.isFinite(value)) {
                    throw new UserMistake(
                            "%s holds %s, but values must be finite; export the parameters of a step before training diverged"
                                    .formatted(tensor.name(), value));
                }
            }
        }
    }
}
