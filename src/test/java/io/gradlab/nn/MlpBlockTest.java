package io.gradlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import io.gradlab.core.Seeds;
import io.gradlab.engine.Torch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlpBlockTest {

    static {
        Torch.configure();
    }

    /** Sums of at most 6 products in float32, through three layers. */
    private static final double ROUNDING = 1e-5;

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    private MlpBlock initialised(MlpBlock network) {
        network.withInitialValues(InitialWeights.normal(1), 0.5f, 3);
        network.initialize(
                manager, DataType.FLOAT32, new Shape(1, network.architecture().inputs()));
        return network;
    }

    private NDArray forward(MlpBlock network, NDArray x) {
        return network.forward(new ParameterStore(manager, false), new NDList(x), false)
                .singletonOrThrow();
    }

    private static Map<String, String> shapes(MlpBlock network) {
        Map<String, String> shapes = new LinkedHashMap<>();
        for (Pair<String, Parameter> pair : network.getParameters()) {
            shapes.put(pair.getKey(), pair.getValue().getShape().toString());
        }
        return shapes;
    }

    @Test
    void isInitialized_onlyOnceEveryLayerHasItsParameters() {
        MlpBlock network = MlpBlock.twoLayer(2, 5);
        assertThat(network.isInitialized()).isFalse();

        assertThat(initialised(network).isInitialized()).isTrue();
        network.layers().get(1).clear();
        assertThat(network.isInitialized()).isFalse();
    }

    @Test
    void twoLayer_names_areWhatDjlWritesIntoAFile() {
        assertThat(shapes(initialised(MlpBlock.twoLayer(2, 5))))
                .containsExactly(
                        Map.entry("01fc1_weight", "(5, 2)"),
                        Map.entry("01fc1_bias", "(5)"),
                        Map.entry("02fc2_weight", "(1, 5)"),
                        Map.entry("02fc2_bias", "(1)"));
    }

    @Test
    void threeLayer_allThreeLayersTakePart() {
        MlpBlock network = initialised(MlpBlock.threeLayer(2, 5, 3));

        assertThat(shapes(network))
                .containsExactly(
                        Map.entry("01fc1_weight", "(5, 2)"),
                        Map.entry("01fc1_bias", "(5)"),
                        Map.entry("02fc2_weight", "(3, 5)"),
                        Map.entry("02fc2_bias", "(3)"),
                        Map.entry("03fc3_weight", "(1, 3)"),
                        Map.entry("03fc3_bias", "(1)"));
        NDArray x = manager.create(new float[] {0.3f, -0.7f}, new Shape(1, 2));
        for (int layer = 0; layer < 3; layer++) {
            float before = forward(network, x).toFloatArray()[0];
            NDArray bias = network.layers().get(layer).getParameters().get("bias").getArray();
            bias.set(new float[(int) bias.size()]);
            assertThat(forward(network, x).toFloatArray()[0])
                    .as("layer %s", layer)
                    .isNotEqualTo(before);
        }
    }

    @Test
    void fiveLayer_isTheBooks() {
        MlpBlock network = MlpBlock.fiveLayer(2, ActivationFunction.RELU);

        assertThat(network.architecture())
                .isEqualTo(new MlpArchitecture(2, List.of(3, 3, 3, 3), ActivationFunction.RELU));
        assertThat(network.layers()).hasSize(5);
    }

    /** Weights, then biases left alone: seed 3 draws layer after layer from one stream. */
    @Test
    void withInitialValues_drawsLayerAfterLayer() {
        MlpBlock network = initialised(MlpBlock.twoLayer(2, 5));
        Random stream = Seeds.random(3);

        for (int layer = 1; layer <= 2; layer++) {
            var parameters = network.layers().get(layer - 1).getParameters();
            MlpArchitecture architecture = network.architecture();
            assertThat(parameters.get("weight").getArray().toFloatArray())
                    .isEqualTo(
                            InitialWeights.normal(1)
                                    .draw(
                                            stream,
                                            architecture.unitsOf(layer),
                                            architecture.inputsOf(layer)));
            assertThat(parameters.get("bias").getArray().toFloatArray()).containsOnly(0.5f);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void withInitialValues_biasNotFinite_isRefused(float bias) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                MlpBlock.twoLayer(2, 5)
                                        .withInitialValues(InitialWeights.zeros(), bias, 0))
                .withMessageStartingWith("bias " + bias);
    }

    /** A double loop over the definition, for every activation function. */
    @ParameterizedTest
    @ValueSource(strings = {"sigmoid", "tanh", "relu", "leaky_relu", "elu"})
    void forward_severalExamples_isTheDefinition(String activation) {
        MlpArchitecture architecture =
                new MlpArchitecture(3, List.of(6, 4), ActivationFunction.of(activation, 0.2f));
        MlpBlock network = initialised(new MlpBlock(architecture));
        float[] x = {0.5f, -1, 2, 0, 0, 0, -3, 0.25f, 1};

        float[] logits = forward(network, manager.create(x, new Shape(3, 3))).toFloatArray();

        for (int row = 0; row < 3; row++) {
            double[] a = {x[3 * row], x[3 * row + 1], x[3 * row + 2]};
            for (int layer = 1; layer <= 3; layer++) {
                a = layer(network, layer, a);
            }
            assertThat((double) logits[row]).isCloseTo(a[0], within(ROUNDING));
        }
    }

    private static double[] layer(MlpBlock network, int layer, double[] inputs) {
        var parameters = network.layers().get(layer - 1).getParameters();
        float[] weight = parameters.get("weight").getArray().toFloatArray();
        float[] bias = parameters.get("bias").getArray().toFloatArray();
        double[] outputs = new double[bias.length];
        for (int unit = 0; unit < bias.length; unit++) {
            double z = bias[unit];
            for (int k = 0; k < inputs.length; k++) {
                z += weight[unit * inputs.length + k] * inputs[k];
            }
            boolean last = layer == network.layers().size();
            outputs[unit] = last ? z : network.architecture().activation().value(z);
        }
        return outputs;
    }

    @Test
    void outputShape_isOneLogitPerExample() {
        MlpBlock network = initialised(MlpBlock.twoLayer(2, 5));

        assertThat(network.getOutputShapes(new Shape[] {new Shape(7, 2)}))
                .containsExactly(new Shape(7, 1));
        assertThat(forward(network, manager.zeros(new Shape(7, 2))).getShape())
                .isEqualTo(new Shape(7, 1));
    }

    @Test
    void input_ofAnotherShape_isRefusedByName() {
        MlpBlock network = initialised(MlpBlock.twoLayer(2, 5));

        for (Shape shape :
                List.of(
                        new Shape(4, 3),
                        new Shape(4, 1),
                        new Shape(2),
                        new Shape(),
                        new Shape(4, 1, 2))) {
            assertThatIllegalArgumentException()
                    .as(shape.toString())
                    .isThrownBy(() -> forward(network, manager.zeros(shape)))
                    .withMessage(
                            "input shape %s does not fit a 2-5-1 network; give (batch, 2)", shape);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.getOutputShapes(new Shape[] {shape}));
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    MlpBlock.twoLayer(2, 5)
                                            .initialize(manager, DataType.FLOAT32, shape));
        }
    }

    @Test
    void parameters_inAll_areAsManyAsTheArchitectureSays() {
        MlpBlock network = initialised(MlpBlock.threeLayer(2, 5, 3));

        long count =
                network.getParameters().values().stream()
                        .mapToLong(parameter -> parameter.getArray().size())
                        .sum();

        assertThat(count).isEqualTo(network.architecture().parameters());
    }
}
