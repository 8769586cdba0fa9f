package io.gradlab.train;

import ai.djl.nn.Parameter;
import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Mlp;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.StateDict;
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
        return "training diverged at step "
                + step
                + ": first non-finite tensor is "
                + tensor
                + " of layer "
                + layer
                + " ("
                + value
                + ")";
    }

    /** The first parameter, from the input on, with a non-finite value. */
    static @Nullable Divergence inParameters(int step, Mlp network) {
        for (int layer = 1; layer <= network.layers().size(); layer++) {
            for (Parameter parameter : network.layers().get(layer - 1).getParameters().values()) {
                for (float value : parameter.getArray().toFloatArray()) {
                    if (!Float.isFinite(value)) {
                        return new Divergence(
                                step,
                                "fc" + layer,
                                "fc" + layer + "." + parameter.getName(),
                                value);
                    }
                }
            }
        }
        return null;
    }

    /**
     * The first layer, from the input on, whose output is not finite, found by a second forward
     * pass in float32, one example after another; a parameter, if training started with such a one.
     */
    static Divergence inForwardPass(int step, Mlp network, Examples examples, double loss) {
        Divergence parameter = inParameters(step, network);
        if (parameter != null) {
            return parameter;
        }
        MlpArchitecture architecture = network.architecture();
        StateDict parameters = StateDict.of(network);
        float[] values = examples.features();
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            values = forward(parameters, architecture, layer, values);
            for (float value : values) {
                if (!Float.isFinite(value)) {
                    return new Divergence(step, "fc" + layer, "output", value);
                }
            }
        }
        return new Divergence(step, "fc" + architecture.layers(), "loss", loss);
    }

    private static float[] forward(
            StateDict parameters, MlpArchitecture architecture, int layer, float[] inputs) {
        int width = architecture.inputsOf(layer);
        int units = architecture.unitsOf(layer);
        float[] weight = parameters.get("fc" + layer + ".weight").values();
        float[] bias = parameters.get("fc" + layer + ".bias").values();
        ActivationFunction activation = architecture.activation();
        boolean last = layer == architecture.layers();
        float[] outputs = new float[inputs.length / width * units];
        for (int row = 0; row < inputs.length / width; row++) {
            for (int unit = 0; unit < units; unit++) {
                float z = bias[unit];
                for (int k = 0; k < width; k++) {
                    z += weight[unit * width + k] * inputs[row * width + k];
                }
                outputs[row * units + unit] = last ? z : (float) activation.value(z);
            }
        }
        return outputs;
    }
}
