package io.gradlab.manual;

import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.StateDict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The parameters of a multilayer perceptron in float64, in one array: fc1.weight row by row,
 * fc1.bias, fc2.weight, fc2.bias and so on, the order of a {@link StateDict}.
 *
 * <p>A gradient has the same layout, so that one class serves for both. Mutable and not safe for
 * several threads.
 */
public final class ParameterVector {

    private final MlpArchitecture architecture;
    private final double[] values;
    private final int[] weights;
    private final int[] biases;

    /**
     * A vector of zeros.
     *
     * @param architecture what the parameters belong to
     */
    public ParameterVector(MlpArchitecture architecture) {
        this.architecture = architecture;
        values = new double[Math.toIntExact(architecture.parameters())];
        weights = new int[architecture.layers()];
        biases = new int[architecture.layers()];
        int offset = 0;
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            weights[layer - 1] = offset;
            offset += architecture.unitsOf(layer) * architecture.inputsOf(layer);
            biases[layer - 1] = offset;
            offset += architecture.unitsOf(layer);
        }
    }

    /**
     * Widens float32 parameters; every float32 value is exact in float64.
     *
     * @param architecture what the parameters belong to
     * @param parameters values by PyTorch's names
     * @return a new vector
     * @throws IllegalArgumentException if names or shapes do not fit the architecture
     */
    public static ParameterVector of(MlpArchitecture architecture, StateDict parameters) {
        parameters.requireFits(architecture);
        ParameterVector vector = new ParameterVector(architecture);
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            vector.copyFrom(
                    parameters.get("fc" + layer + ".weight").values(), vector.weight(layer));
            vector.copyFrom(parameters.get("fc" + layer + ".bias").values(), vector.bias(layer));
        }
        return vector;
    }

    private void copyFrom(float[] source, int offset) {
        for (int i = 0; i < source.length; i++) {
            values[offset + i] = source[i];
        }
    }

    /**
     * What the parameters belong to.
     *
     * @return the architecture
     */
    public MlpArchitecture architecture() {
        return architecture;
    }

    /**
     * All values, live: writing changes this vector.
     *
     * @return the array itself
     */
    public double[] values() {
        return values;
    }

    /** Where W(layer) begins, layer from 1; W(layer)[u][i] is at the offset plus u * inputs + i. */
    int weight(int layer) {
        return weights[layer - 1];
    }

    /** Where b(layer) begins, layer from 1. */
    int bias(int layer) {
        return biases[layer - 1];
    }

    /**
     * The names of the parameters.
     *
     * @return fc1.weight, fc1.bias and so on, in the order of the values
     */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            names.add("fc" + layer + ".weight");
            names.add("fc" + layer + ".bias");
        }
        return names;
    }

    /**
     * A copy of one parameter.
     *
     * @param name as PyTorch names it, for example {@code fc2.weight}
     * @return its values, row by row
     * @throws IllegalArgumentException if there is no such parameter
     */
    public double[] get(String name) {
        int index = names().indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no parameter '" + name + "'; there are " + names());
        }
        int layer = index / 2 + 1;
        int from = index % 2 == 0 ? weight(layer) : bias(layer);
        int units = architecture.unitsOf(layer);
        int length = index % 2 == 0 ? units * architecture.inputsOf(layer) : units;
        return Arrays.copyOfRange(values, from, from + length);
    }

    /**
     * Rounds to float32.
     *
     * @return the parameters by PyTorch's names
     */
    public StateDict toStateDict() {
        List<StateDict.Tensor> tensors = new ArrayList<>();
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            int units = architecture.unitsOf(layer);
            int[] shape = {units, architecture.inputsOf(layer)};
            tensors.add(narrow("fc" + layer + ".weight", shape, weight(layer)));
            tensors.add(narrow("fc" + layer + ".bias", new int[] {units}, bias(layer)));
        }
        return new StateDict(tensors);
    }

    private StateDict.Tensor narrow(String name, int[] shape, int from) {
        float[] narrow = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[from + i];
        }
        return new StateDict.Tensor(name, shape, narrow);
    }

    /**
     * A vector of equal values that shares nothing.
     *
     * @return the copy
     */
    public ParameterVector copy() {
        ParameterVector copy = new ParameterVector(architecture);
        System.arraycopy(values, 0, copy.values, 0, values.length);
        return copy;
    }
}
