package io.gradlab.params;

import io.gradlab.core.Require;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.StateDict;
import java.util.Collections;
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
 */
public record SavedParameters(
        StateDict parameters,
        @Nullable ActivationFunction activation,
        Map<String, String> properties) {

    /**
     * Sorts and keeps the properties.
     *
     * @throws IllegalArgumentException if a key starts with {@code gradlab.}, which is reserved for
     *     what the files say about themselves
     */
    public SavedParameters {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
        for (String key : properties.keySet()) {
            Require.that(
                    !key.startsWith(Seal.PREFIX),
                    "property '%s' starts with '%s', which is reserved; choose another key",
                    key,
                    Seal.PREFIX);
        }
    }
}
