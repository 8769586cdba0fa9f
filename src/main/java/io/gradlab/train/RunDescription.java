package io.gradlab.train;

import io.gradlab.data.DataDescription;
import io.gradlab.nn.MlpArchitecture;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known to repeat a run, for the {@code .json} beside its parameter files.
 *
 * @param architecture the network
 * @param seed seed of the initial weights
 * @param device name of the device, for example {@code cpu}
 * @param data what the parameter files have to know of the data; null to leave it out
 * @param configuration everything else by name: initial weights, bias, learning rate, epochs,
 *     clipping, data; texts and numbers
 */
public record RunDescription(
        MlpArchitecture architecture,
        long seed,
        String device,
        @Nullable DataDescription data,
        Map<String, Object> configuration) {

    /** Keeps the order of the configuration. */
    public RunDescription {
        configuration = new LinkedHashMap<>(configuration);
    }
}
