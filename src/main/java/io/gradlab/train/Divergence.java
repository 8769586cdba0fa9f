package io.gradlab.train;

import ai.djl.nn.Parameter;
import io.gradlab.data.Examples;
import io.gradlab.nn.HostForward;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a run left the finite numbers.
 *
 * @param step the step, 1-based, in which the first non-finite value was seen
 * @param layer the layer it belongs to, for example {@code fc3}
 * @param tensor what was not finite: a parameter, for example {@code fc3.weight}, after the update;
 *     the {@code output} of a layer in the forward pass; or the {@code loss}, where every output is
 *     finite
 * @param value the value: NaN or an infinity
 */
public record Divergence(int step, String layer, String tensor, double value) {

    @Override
    public String toString() {
        return "training diverged at step %s: first non-finite tensor is %s of layer %s (%s)"
                .formatted(step, tensor, layer, value);
    }

    /**
     * The first parameter with a non-finite value.
     *
     * @param parameters weight and bias of each layer, from the input on
     */
    static @Nullable Divergence inParameters(int step, List<Parameter> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            for (float value : parameters.get(i).getArray().toFloatArray()) {
                if (!Float.isFinite(value)) {
                    int layer = i / 2 + 1;
                    String name = ParameterNames.of(layer, parameters.get(i).getName());
                    return new Divergence(step, ParameterNames.layer(layer), name, value);
                }
            }
        }
        return null;
    }

    /**
     * The first layer, from the input on, whose output is not finite, found by a second forward
     * pass in float32, one example after another; a parameter, if training started with such a one.
     */
    static Divergence inForwardPass(int step, MlpBlock network, Examples examples, double loss) {
        Divergence parameter = inParameters(step, network.getParameters().values());
        if (parameter != null) {
            return parameter;
        }
        MlpArchitecture architecture = network.architecture();
        StateDict parameters = network.stateDict();
        float[] values = examples.features();
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            values = HostForward.layer(parameters, architecture, layer, values);
            for (float value : values) {
                if (!Float.isFinite(value)) {
                    return new Divergence(step, ParameterNames.layer(layer), "output", value);
                }
            }
        }
        return new Divergence(step, ParameterNames.layer(architecture.layers()), "loss", loss);
    }
}
