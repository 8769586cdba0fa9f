package io.gradlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.gradlab.core.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A multilayer perceptron for binary classification: linear layers {@code fc1} to {@code fcN}, an
 * activation function after each but the last, one logit as output.
 *
 * <p>With a(0) = x: z(l) = a(l-1) W(l)^T + b(l), a(l) = f(z(l)); the output is the logit z(N). The
 * probability of label 1 is sigmoid(z(N)). Shapes: input (B, inputs), W(l) (units, inputs of the
 * layer), b(l) (units), output (B, 1), all float32. An input of another width is refused by name.
 *
 * <p>The children are DJL's {@link Linear} blocks, so that a file of parameters is what DJL itself
 * writes for this block. {@code MlpBlock} is the counterpart of a subclass of {@code
 * paddle.nn.Layer} or {@code torch.nn.Module}.
 */
public final class MlpBlock extends AbstractBlock {

    private static final byte VERSION = 1;

    private final MlpArchitecture architecture;
    private final List<Linear> layers = new ArrayList<>();

    /** An uninitialised network. */
    public MlpBlock(MlpArchitecture architecture) {
        super(VERSION);
        this.architecture = architecture;
        // Else a network that was loaded and not initialised cannot be saved again by DJL.
        inputNames = List.of("data0");
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            Linear linear = Linear.builder().setUnits(architecture.unitsOf(layer)).build();
            layers.add(addChildBlock(ParameterNames.layer(layer), linear));
        }
    }

    /**
     * The book's two-layer network, {@code Model_MLP_L2_V2} of section 4.3.1: inputs - hidden - 1,
     * sigmoid. Parameters: {@code fc1.weight} (hidden, inputs), {@code fc1.bias} (hidden), {@code
     * fc2.weight} (1, hidden), {@code fc2.bias} (1).
     *
     * @param inputs number of features; 2 in the book
     * @param hidden units of the hidden layer; 5 in the book
     * @return the uninitialised network
     */
    public static MlpBlock twoLayer(int inputs, int hidden) {
        return new MlpBlock(
                new MlpArchitecture(inputs, List.of(hidden), ActivationFunction.SIGMOID));
    }

    /**
     * The book's three-layer network of section 4.3.1: inputs - hidden1 - hidden2 - 1, sigmoid, all
     * three layers taking part in the forward pass. Parameters: {@code fc1.weight} (hidden1,
     * inputs), {@code fc2.weight} (hidden2, hidden1), {@code fc3.weight} (1, hidden2) and their
     * biases.
     *
     * @param inputs number of features; 2 in the book
     * @param hidden1 units of the first hidden layer; 5 in the book
     * @param hidden2 units of the second hidden layer; 3 in the book
     * @return the uninitialised network
     */
    public static MlpBlock threeLayer(int inputs, int hidden1, int hidden2) {
        return new MlpBlock(
                new MlpArchitecture(inputs, List.of(hidden1, hidden2), ActivationFunction.SIGMOID));
    }

    /**
     * The book's five-layer network, {@code Model_MLP_L5} of section 4.4.2: inputs - 3 - 3 - 3 - 3
     * - 1. Parameters: {@code fc1.weight} (3, inputs), {@code fc2.weight} to {@code fc4.weight} (3,
     * 3), {@code fc5.weight} (1, 3) and their biases.
     *
     * @param inputs number of features; 2 in the book
     * @param activation activation function of the four hidden layers
     * @return the uninitialised network
     */
    public static MlpBlock fiveLayer(int inputs, ActivationFunction activation) {
        return new MlpBlock(new MlpArchitecture(inputs, List.of(3, 3, 3, 3), activation));
    }

    /**
     * Says how the parameters are drawn when the network is initialised: one stream of the seed for
     * the weights, layer after layer, and one constant for every bias.
     *
     * @param weights distribution of the weights
     * @param bias value of every bias, finite
     * @param seed seed of the weights
     * @return this network
     * @throws IllegalArgumentException if the bias is not finite
     */
    public MlpBlock withInitialValues(InitialWeights weights, float bias, long seed) {
        StateDict initial = weights.draw(architecture, bias, seed);
        forEachParameter(
                (name, parameter) ->
                        parameter.setInitializer(
                                (manager, shape, type) ->
                                        manager.create(initial.get(name).values(), shape)));
        return this;
    }

    /** Hands on every parameter with its name: fc1.weight, fc1.bias, fc2.weight and so on. */
    public void forEachParameter(BiConsumer<String, Parameter> action) {
        for (int layer = 1; layer <= layers.size(); layer++) {
            for (Parameter parameter : layers.get(layer - 1).getParameters().values()) {
                action.accept(ParameterNames.of(layer, parameter.getName()), parameter);
            }
        }
    }

    /** A copy of the parameters of an initialised network. */
    public StateDict stateDict() {
        List<StateDict.Tensor> tensors = new ArrayList<>();
        forEachParameter(
                (name, parameter) -> {
                    NDArray array = parameter.getArray();
                    long[] shape = array.getShape().getShape();
                    int[] dimensions = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
                    tensors.add(new StateDict.Tensor(name, dimensions, array.toFloatArray()));
                });
        return new StateDict(tensors);
    }

    /**
     * Copies values into an initialised network, in place.
     *
     * @param parameters of a network of the same shapes
     * @throws IllegalArgumentException naming the first difference, before anything is changed
     */
    public void loadStateDict(StateDict parameters) {
        parameters.requireFits(architecture);
        forEachParameter((name, parameter) -> assign(parameter, parameters.get(name)));
    }

    /**
     * Frozen meanwhile, because PyTorch refuses to assign to a parameter while gradients are
     * recorded, which they are in every thread but the one that loaded the engine. {@code
     * NDArray.set(float[])} would do as well, but makes libtorch print a warning.
     */
    private static void assign(Parameter parameter, StateDict.Tensor tensor) {
        NDArray array = parameter.getArray();
        parameter.freeze(true);
        try (NDArray values = array.getManager().create(tensor.values(), array.getShape())) {
            array.set(new NDIndex(":"), values);
        } finally {
            parameter.freeze(false);
        }
    }

    /** Widths and activation function. */
    public MlpArchitecture architecture() {
        return architecture;
    }

    /** The linear layers, fc1 to fcN, in order. */
    public List<Linear> layers() {
        return Collections.unmodifiableList(layers);
    }

    /** As DJL's own, which lists all parameters by new names each time, once a training step. */
    @Override
    public boolean isInitialized() {
        return inputShapes != null && layers.stream().allMatch(Linear::isInitialized);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameterStore,
            NDList inputs,
            boolean training,
            PairList<String, Object> params) {
        requireWidth(inputs.singletonOrThrow().getShape());
        NDList current = inputs;
        for (int i = 0; i < layers.size(); i++) {
            current = layers.get(i).forward(parameterStore, current, training, params);
            if (i < layers.size() - 1) {
                current = new NDList(architecture.activation().apply(current.head()));
            }
        }
        return current;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        requireWidth(inputShapes[0]);
        return new Shape[] {new Shape(inputShapes[0].get(0), 1)};
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        requireWidth(inputShapes[0]);
        Shape[] shapes = inputShapes;
        for (Block layer : layers) {
            layer.initialize(manager, dataType, shapes);
            shapes = layer.getOutputShapes(shapes);
        }
    }

    private void requireWidth(Shape shape) {
        Require.that(
                shape.dimension() == 2 && shape.get(1) == architecture.inputs(),
                "input shape %s does not fit a %s network; give (batch, %s)",
                shape,
                architecture.widths(),
                architecture.inputs());
    }
}
