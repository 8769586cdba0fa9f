package io.gradlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import io.gradlab.core.UserMistake;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The parameters of an {@link Mlp} by PyTorch's names, as primitives: {@code fc1.weight}, {@code
 * fc1.bias}, {@code fc2.weight} and so on, in that order.
 *
 * @param tensors the parameters, in order
 */
public record StateDict(List<Tensor> tensors) {

    /**
     * One named parameter.
     *
     * @param name as PyTorch names it, for example {@code fc1.weight}
     * @param shape its dimensions: (units, inputs) for a weight, (units) for a bias
     * @param values row by row
     */
    @SuppressWarnings("ArrayRecordComponent") // equality is defined below
    public record Tensor(String name, int[] shape, float[] values) {

        /**
         * Checks that shape and values fit.
         *
         * @throws IllegalArgumentException if they do not, or a dimension is negative
         */
        public Tensor {
            // In floating point, so that no product of dimensions can overflow into a small one.
            double size = Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b);
            if (size != values.length || Arrays.stream(shape).anyMatch(d -> d < 0)) {
                throw new UserMistake(
                        name
                                + " of shape "
                                + Arrays.toString(shape)
                                + " does not fit "
                                + values.length
                                + " values; the product of the dimensions must be their number");
            }
        }

        /** Bitwise: -0 differs from 0, NaN equals NaN. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Tensor that
                    && name.equals(that.name)
                    && Arrays.equals(shape, that.shape)
                    && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + Arrays.hashCode(values);
        }

        @Override
        public String toString() {
            return name + Arrays.toString(shape) + " " + Arrays.toString(values);
        }
    }

    /**
     * Keeps the order, refuses later changes of the list.
     *
     * @throws IllegalArgumentException if two parameters have one name
     */
    public StateDict {
        tensors = List.copyOf(tensors);
        Set<String> names = new HashSet<>();
        for (Tensor tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new UserMistake(
                        "parameter '" + tensor.name() + "' is there twice; give each name once");
            }
        }
    }

    /**
     * A tensor by name.
     *
     * @param name for example {@code fc1.weight}
     * @return the tensor
     * @throws IllegalArgumentException if there is none of that name
     */
    public Tensor get(String name) {
        return tensors.stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new UserMistake("no parameter '" + name + "'; there are " + names()));
    }

    /**
     * The names, in order.
     *
     * @return for example fc1.weight, fc1.bias, fc2.weight, fc2.bias
     */
    public List<String> names() {
        return tensors.stream().map(Tensor::name).toList();
    }

    /**
     * Copies the parameters of an initialised network.
     *
     * @param network the network
     * @return its parameters now
     */
    public static StateDict of(Mlp network) {
        List<Tensor> tensors = new ArrayList<>();
        for (int layer = 1; layer <= network.layers().size(); layer++) {
            Linear linear = network.layers().get(layer - 1);
            for (Parameter parameter : linear.getParameters().values()) {
                long[] shape = parameter.getArray().getShape().getShape();
                tensors.add(
                        new Tensor(
                                "fc" + layer + "." + parameter.getName(),
                                Arrays.stream(shape).mapToInt(Math::toIntExact).toArray(),
                                parameter.getArray().toFloatArray()));
            }
        }
        return new StateDict(tensors);
    }

    /**
     * Copies these values into an initialised network, in place.
     *
     * @param network a network of the same shapes
     * @throws IllegalArgumentException naming the first difference, before anything is changed
     */
    public void copyTo(Mlp network) {
        requireFits(network.architecture());
        for (int layer = 1; layer <= network.layers().size(); layer++) {
            for (Parameter parameter : network.layers().get(layer - 1).getParameters().values()) {
                assign(parameter, get("fc" + layer + "." + parameter.getName()));
            }
        }
    }

    /**
     * Frozen meanwhile, because PyTorch refuses to assign to a parameter while gradients are
     * recorded, which they are in every thread but the one that loaded the engine. {@code
     * NDArray.set(float[])} would do as well, but makes libtorch print a warning.
     */
    private static void assign(Parameter parameter, Tensor tensor) {
        NDArray array = parameter.getArray();
        parameter.freeze(true);
        try (NDArray values = array.getManager().create(tensor.values(), array.getShape())) {
            array.set(new NDIndex(":"), values);
        } finally {
            parameter.freeze(false);
        }
    }

    /**
     * Checks names and shapes against an architecture.
     *
     * @param architecture what the network needs
     * @throws IllegalArgumentException naming the first missing, unknown or misshapen parameter
     */
    public void requireFits(MlpArchitecture architecture) {
        List<String> expected = new ArrayList<>();
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            String weight = "fc" + layer + ".weight";
            String bias = "fc" + layer + ".bias";
            int units = architecture.unitsOf(layer);
            requireShape(weight, new int[] {units, architecture.inputsOf(layer)}, architecture);
            requireShape(bias, new int[] {units}, architecture);
            expected.add(weight);
            expected.add(bias);
        }
        for (String name : names()) {
            if (!expected.contains(name)) {
                throw new UserMistake(
                        "parameter '"
                                + name
                                + "' is unknown to a "
                                + architecture.widths()
                                + " network, which has "
                                + expected
                                + "; leave it out or rename it");
            }
        }
    }

    private void requireShape(String name, int[] shape, MlpArchitecture architecture) {
        int[] received = get(name).shape();
        if (!Arrays.equals(received, shape)) {
            throw new UserMistake(
                    name
                            + " has shape "
                            + Arrays.toString(received)
                            + ", but a "
                            + architecture.widths()
                            + " network needs "
                            + Arrays.toString(shape)
                            + "; give the parameters of such a network");
        }
    }

    /**
     * The architecture that these shapes belong to.
     *
     * @param activation the activation function, which no shape tells
     * @return the architecture
     * @throws IllegalArgumentException if names or shapes are not those of a network with one logit
     */
    public MlpArchitecture architecture(ActivationFunction activation) {
        List<Integer> hidden = new ArrayList<>();
        Set<String> names = Set.copyOf(names());
        for (int layer = 1; names.contains("fc" + (layer + 1) + ".weight"); layer++) {
            hidden.add(weightShape(layer)[0]);
        }
        MlpArchitecture architecture = new MlpArchitecture(weightShape(1)[1], hidden, activation);
        requireFits(architecture);
        return architecture;
    }

    private int[] weightShape(int layer) {
        String name = "fc" + layer + ".weight";
        int[] shape = get(name).shape();
        if (shape.length != 2) {
            throw new UserMistake(
                    name
                            + " has shape "
                            + Arrays.toString(shape)
                            + "; a weight has (units, inputs)");
        }
        return shape;
    }
}
