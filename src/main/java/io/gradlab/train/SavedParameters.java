package io.gradlab.train;

import io.gradlab.nn.ActivationFunction;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** stub. */
public record SavedParameters(
        StateDict parameters,
        @Nullable ActivationFunction activation,
        Map<String, String> properties) {}
