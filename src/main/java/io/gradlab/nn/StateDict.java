package io.gradlab.nn;

import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The parameters of an {@link MlpBlock} by PyTorch's names, as primitives: {@code fc1.weight},
 * {@code fc1.bias}, {@code fc2.weight} and so on, in that order.
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
            Require.that(
                    size == values.length && Arrays.stream(shape).noneMatch(d -> d < 0),
                    "%s of shape %s does not fit %s values; the product of the dimensions must be"
                            + " their number",
                    name,
                    Arrays.toString(shape),
                    values.length);
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
            Require.that(
                    names.add(tensor.name()),
                    "parameter '%s' is there twice; give each name once",
                    tensor.name());
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
                        () ->
                                new UserMistake(
                                        "no parameter '%s'; there are %s"
                                                .formatted(name, names())));
    }

    /** The names, in order, for example fc1.weight, fc1.bias, fc2.weight, fc2.bias. */
    public List<String> names() {
        return tensors.stream().map(Tensor::name).toList();
    }

    /**
     * The parameters of a network by their names.
     *
     * @param architecture the network
     * @param values weight, row by row, and bias of each layer, first to last
     * @return the parameters; the arrays are not copied
     * @throws IllegalArgumentException if their number, or the length of one, does not fit
     */
    public static StateDict of(MlpArchitecture architecture, List<float[]> values) {
        Require.argument(
                values.size() == 2 * architecture.layers(),
                "%s arrays do not fit a %s network; give weight and bias of each layer",
                values.size(),
                architecture.widths());
        List<Tensor> tensors = new ArrayList<>();
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            int units = architecture.unitsOf(layer);
            int[] shape = {units, architecture.inputsOf(layer)};
            float[] weight = values.get(2 * layer - 2);
            float[] bias = values.get(2 * layer - 1);
            tensors.add(new Tensor(ParameterNames.weight(layer), shape, weight));
            tensors.add(new Tensor(ParameterNames.bias(layer), new int[] {units}, bias));
        }
        return new StateDict(tensors);
    }

    /**
     * Checks names and shapes against an architecture.
     *
     * @param architecture what the network needs
     * @throws IllegalArgumentException naming the first missing, unknown or misshapen parameter
     */
    public void requireFits(MlpArchitecture architecture) {
        List<String> expected = ParameterNames.all(architecture.layers());
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            int units = architecture.unitsOf(layer);
            int[] weight = {units, architecture.inputsOf(layer)};
            requireShape(ParameterNames.weight(layer), weight, architecture);
            requireShape(ParameterNames.bias(layer), new int[] {units}, architecture);
        }
        for (String name : names()) {
            Require.that(
                    expected.contains(name),
                    "parameter '%s' is unknown to a %s network, which has %s; leave it out or"
                            + " rename it",
                    name,
                    architecture.widths(),
                    expected);
        }
    }

    private void requireShape(String name, int[] shape, MlpArchitecture architecture) {
        int[] received = get(name).shape();
        Require.that(
                Arrays.equals(received, shape),
                "%s has shape %s, but a %s network needs %s; give the parameters of such a network",
                name,
                Arrays.toString(received),
                architecture.widths(),
                Arrays.toString(shape));
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
        for (int layer = 1; names.contains(ParameterNames.weight(layer + 1)); layer++) {
            hidden.add(weightShape(layer)[0]);
        }
        MlpArchitecture architecture = new MlpArchitecture(weightShape(1)[1], hidden, activation);
        requireFits(architecture);
        return architecture;
    }

    private int[] weightShape(int layer) {
        String name = ParameterNames.weight(layer);
        int[] shape = get(name).shape();
        Require.that(
                shape.length == 2,
                "%s has shape %s; a weight has (units, inputs)",
                name,
                Arrays.toString(shape));
        return shape;
    }
}
