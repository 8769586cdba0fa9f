package io.gradlab.population;

import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import io.gradlab.population.kernel.HiddenFunction;
import io.gradlab.population.kernel.NetworkShape;
import java.util.ArrayList;
import java.util.List;

/**
 * An architecture as the kernel knows it, whose parameters stand unit after unit.
 *
 * @param architecture of members
 * @param shape the same but for the slope
 */
record KernelNetwork(MlpArchitecture architecture, NetworkShape shape) {

    static KernelNetwork of(MlpArchitecture architecture) {
        HiddenFunction function =
                switch (architecture.activation().kind()) {
                    case SIGMOID -> HiddenFunction.SIGMOID;
                    case TANH -> HiddenFunction.TANH;
                    case RELU -> HiddenFunction.RELU;
                    case LEAKY_RELU -> HiddenFunction.LEAKY_RELU;
                    case ELU -> HiddenFunction.ELU;
                };
        return new KernelNetwork(
                architecture,
                new NetworkShape(architecture.inputs(), architecture.hidden(), function));
    }

    /** The kernel's parameters of named ones. */
    float[] flat(StateDict parameters) {
        float[] flat = new float[shape.parameters()];
        List<Tensor> tensors = parameters.tensors();
        for (int layer = 1; layer <= shape.layers(); layer++) {
            float[] weights = tensors.get(2 * layer - 2).values();
            float[] biases = tensors.get(2 * layer - 1).values();
            int inputs = shape.inputs(layer);
            int at = shape.start(layer);
            for (int unit = 0; unit < biases.length; unit++) {
                System.arraycopy(weights, unit * inputs, flat, at, inputs);
                flat[at + inputs] = biases[unit];
                at += inputs + 1;
            }
        }
        return flat;
    }

    /** Weights and biases, layer after layer: the inverse of {@link #flat}. */
    List<float[]> tensors(float[] flat) {
        List<float[]> tensors = new ArrayList<>();
        for (int layer = 1; layer <= shape.layers(); layer++) {
            int inputs = shape.inputs(layer);
            float[] biases = new float[shape.units(layer)];
            float[] weights = new float[biases.length * inputs];
            int at = shape.start(layer);
            for (int unit = 0; unit < biases.length; unit++) {
                System.arraycopy(flat, at, weights, unit * inputs, inputs);
                biases[unit] = flat[at + inputs];
                at += inputs + 1;
            }
            tensors.add(weights);
            tensors.add(biases);
        }
        return tensors;
    }

    StateDict stateDict(float[] flat) {
        return StateDict.of(architecture, tensors(flat));
    }
}
