package io.gradlab.params;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.StateDict;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a parameter file holds.
 *
 * @param parameters the weights and biases
 * @param activation the activation function of the hidden layers; null where the file does not say
 *     it, as every file of another program
 * @param properties further texts by key, sorted by key
 * @param notes what was assumed or converted when it was read, one line each; none for a file of
 *     ours. They are not written.
 */
public record SavedParameters(
        StateDict parameters,
        @Nullable ActivationFunction activation,
        Map<String, String> properties,
        List<Text> notes) {

    /**
     * Sorts and keeps the properties.
     *
     * @throws IllegalArgumentException if a key starts with {@code gradlab.}, which is reserved for
     *     what the files say about themselves
     */
    public SavedParameters {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
        notes = List.copyOf(notes);
        for (String key : properties.keySet()) {
            Require.that(
                    !key.startsWith(Seal.PREFIX),
                    "property '%s' starts with '%s', which is reserved; choose another key",
                    key,
                    Seal.PREFIX);
        }
    }

    /**
     * What there is to write, or was read as it stands, without a note.
     *
     * @throws IllegalArgumentException as above
     */
    public SavedParameters(
            StateDict parameters,
            @Nullable ActivationFunction activation,
            Map<String, String> properties) {
        this(parameters, activation, properties, List.of());
    }
}
