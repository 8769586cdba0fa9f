package io.gradlab.nn;

/**
 * The forward pass without the engine, in float32, one layer after another: a(l) = f(a(l-1) W(l)^T
 * + b(l)), and the logits without f. NaN stays NaN.
 */
public final class HostForward {

    private HostForward() {}

    /**
     * What a layer gives.
     *
     * @param parameters of the architecture
     * @param architecture widths and activation function
     * @param layer from 1
     * @param inputs of the layer, one example after another
     * @return its activations, or the logits of the last layer, one example after another
     * @throws IllegalArgumentException if the layer has no parameters
     */
    public static float[] layer(
            StateDict parameters, MlpArchitecture architecture, int layer, float[] inputs) {
        int width = architecture.inputsOf(layer);
        int units = architecture.unitsOf(layer);
        float[] weight = parameters.get(ParameterNames.weight(layer)).values();
        float[] bias = parameters.get(ParameterNames.bias(layer)).values();
        ActivationFunction activation = architecture.activation();
        boolean last = layer == architecture.layers();
        float[] outputs = new float[inputs.length / width * units];
        for (int i = 0; i < outputs.length; i++) {
            int row = i / units * width;
            int unit = i % units;
            float z = bias[unit];
            for (int k = 0; k < width; k++) {
                z += weight[unit * width + k] * inputs[row + k];
            }
            outputs[i] = last ? z : (float) activation.value(z);
        }
        return outputs;
    }
}
