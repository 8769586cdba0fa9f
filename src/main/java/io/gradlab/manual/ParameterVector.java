package io.gradlab.manual;

import io.gradlab.core.Require;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.ParameterNames;
import io.gradlab.nn.StateDict;
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
            vector.copyFrom(parameters, ParameterNames.weight(layer), vector.weight(layer));
            vector.copyFrom(parameters, ParameterNames.bias(layer), vector.bias(layer));
        }
        return vector;
    }

    private void copyFrom(StateDict parameters, String name, int offset) {
        float[] source = parameters.get(name).values();
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
        return ParameterNames.all(architecture.layers());
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
        Require.argument(index >= 0, "no parameter '%s'; there are %s", name, names());
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
        return StateDict.of(architecture, names().stream().map(name -> narrow(get(name))).toList());
    }

    private static float[] narrow(double[] wide) {
        float[] narrow = new float[wide.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) wide[i];
        }
        return narrow;
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
