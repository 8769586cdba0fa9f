package io.gradlab.population;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Parameters or gradients of a chunk on the host, in the layout of {@link ChunkNetwork}: weights
 * with biases of the first layer, then weights and biases of each other one; members one after the
 * other in each.
 */
final class ChunkParameters {

    private final MlpArchitecture architecture;
    private final int members;
    private final float[][] values;

    private ChunkParameters(MlpArchitecture architecture, int members, float[][] values) {
        this.architecture = architecture;
        this.members = members;
        this.values = values;
    }

    /** The initial parameters of members of one architecture. */
    static ChunkParameters initial(List<Member> chunk) {
        MlpArchitecture architecture = chunk.get(0).architecture();
        ChunkParameters parameters =
                new ChunkParameters(architecture, chunk.size(), new float[count(architecture)][]);
        for (int i = 0; i < parameters.values.length; i++) {
            parameters.values[i] = new float[chunk.size() * parameters.each(i)];
        }
        for (int member = 0; member < chunk.size(); member++) {
            parameters.set(member, chunk.get(member).initial().tensors());
        }
        return parameters;
    }

    static ChunkParameters read(MlpArchitecture architecture, int members, NDList arrays) {
        return new ChunkParameters(
                architecture,
                members,
                arrays.stream().map(NDArray::toFloatArray).toArray(float[][]::new));
    }

    private static int count(MlpArchitecture architecture) {
        return 2 * architecture.layers() - 1;
    }

    /** Weights and biases of each layer, as a member draws them. */
    private void set(int member, List<Tensor> drawn) {
        int inputs = architecture.inputs();
        for (int unit = 0; unit < architecture.unitsOf(1); unit++) {
            int to = member * each(0) + unit * (inputs + 1);
            System.arraycopy(drawn.get(0).values(), unit * inputs, values[0], to, inputs);
            values[0][to + inputs] = drawn.get(1).values()[unit];
        }
        for (int i = 1; i < values.length; i++) {
            System.arraycopy(drawn.get(i + 1).values(), 0, values[i], member * each(i), each(i));
        }
    }

    /** Weights and biases of a member, layer after layer: the inverse of {@link #set}. */
    List<float[]> tensors(int member) {
        int inputs = architecture.inputs();
        int units = architecture.unitsOf(1);
        float[] both = of(member, 0);
        float[] weights = new float[units * inputs];
        float[] biases = new float[units];
        for (int unit = 0; unit < units; unit++) {
            System.arraycopy(both, unit * (inputs + 1), weights, unit * inputs, inputs);
            biases[unit] = both[unit * (inputs + 1) + inputs];
        }
        List<float[]> drawn = new ArrayList<>(List.of(weights, biases));
        for (int i = 1; i < values.length; i++) {
            drawn.add(of(member, i));
        }
        return drawn;
    }

    StateDict stateDict(int member) {
        return StateDict.of(architecture, tensors(member));
    }

    int count() {
        return values.length;
    }

    float[] values(int i) {
        return values[i];
    }

    /** From 1: weights of layer l are at 2 (l - 1) - 1, but those of layer 1 at 0. */
    private int layer(int i) {
        return (i + 1) / 2 + 1;
    }

    private boolean isBias(int i) {
        return i > 0 && i % 2 == 0;
    }

    Shape shape(int i) {
        int units = architecture.unitsOf(layerOf(i));
        return new Shape(members, units, each(i) / units);
    }

    private int layerOf(int i) {
        return isBias(i) ? layer(i - 1) : layer(i);
    }

    /** Elements of one member. */
    private int each(int i) {
        int layer = layerOf(i);
        int units = architecture.unitsOf(layer);
        if (i == 0) {
            return units * (architecture.inputs() + 1);
        }
        return isBias(i) ? units : units * architecture.inputsOf(layer);
    }

    /** One member's part of an array. */
    private float[] of(int member, int i) {
        return Arrays.copyOfRange(values[i], member * each(i), (member + 1) * each(i));
    }

    /** Takes over the parameters of a member. */
    void copy(int member, ChunkParameters from) {
        for (int i = 0; i < values.length; i++) {
            System.arraycopy(
                    from.values[i], member * each(i), values[i], member * each(i), each(i));
        }
    }
}
