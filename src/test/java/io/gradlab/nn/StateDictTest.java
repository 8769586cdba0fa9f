package io.gradlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gradlab.nn.StateDict.Tensor;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import io.gradlab.train.Tiny;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateDictTest {

    private static Tensor zeros(String name, int... shape) {
        return new Tensor(name, shape, new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)]);
    }

    /** A 2-3-1 network's. */
    private static List<Tensor> tensors() {
        return new ArrayList<>(
                List.of(
                        zeros("fc1.weight", 3, 2),
                        zeros("fc1.bias", 3),
                        zeros("fc2.weight", 1, 3),
                        zeros("fc2.bias", 1)));
    }

    private static StateDict with(int index, Tensor tensor) {
        List<Tensor> tensors = tensors();
        tensors.set(index, tensor);
        return new StateDict(tensors);
    }

    private static final MlpArchitecture ARCHITECTURE =
            new MlpArchitecture(2, List.of(3), ActivationFunction.TANH);

    private static void assertRefused(StateDict bad, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bad.requireFits(ARCHITECTURE))
                .withMessageStartingWith(message);
    }

    @Test
    void of_network_hasPyTorchsNamesAndShapesAndCopies() {
        try (Runner runner = new Runner(Tiny.network(), Runner.sgd(1))) {
            StateDict before = runner.parameters();
            assertThat(before.names())
                    .containsExactly("fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias");
            assertThat(before.tensors())
                    .extracting(tensor -> Arrays.toString(tensor.shape()))
                    .containsExactly("[3, 2]", "[3]", "[1, 3]", "[1]");

            before.get("fc1.weight").values()[0] += 1;

            assertThat(runner.parameters()).isNotEqualTo(before);
        }
    }

    @Test
    void copyTo_anotherNetwork_roundTripsEveryBit() {
        float[] special = {-0f, Float.MIN_VALUE, Float.MAX_VALUE, 1e-23f, -1, Float.NaN};
        StateDict parameters = with(0, new Tensor("fc1.weight", new int[] {3, 2}, special));
        try (Runner runner = new Runner(Tiny.network(), Runner.sgd(1))) {
            runner.load(parameters);
            assertThat(runner.parameters()).isEqualTo(parameters);
        }
    }

    /** PyTorch's state dicts may come in any order: names count. */
    @Test
    void copyTo_otherOrder_goesByName() {
        try (Runner runner = new Runner(Tiny.network(), Runner.sgd(1))) {
            StateDict parameters = runner.parameters();
            List<Tensor> reversed = new ArrayList<>(parameters.tensors());
            java.util.Collections.reverse(reversed);
            runner.train(Tiny.data(), RunnerConfig.epochs(1));

            runner.load(new StateDict(reversed));

            assertThat(runner.parameters()).isEqualTo(parameters);
        }
    }

    @Test
    void requireFits_itsOwnArchitecture_passes() {
        new StateDict(tensors()).requireFits(ARCHITECTURE);
        assertThat(new StateDict(tensors()).architecture(ActivationFunction.TANH))
                .isEqualTo(ARCHITECTURE);
    }

    @Test
    void requireFits_anythingElse_isRefusedByName() {
        assertRefused(
                with(0, zeros("fc1.weight", 2, 3)),
                "fc1.weight has shape [2, 3], but a 2-3-1 network needs [3, 2]");
        assertRefused(with(1, zeros("fc1.bias", 3, 1)), "fc1.bias has shape [3, 1]");
        assertRefused(with(3, zeros("fc2.offset", 1)), "no parameter 'fc2.bias'; there are [fc1.");
        List<Tensor> more = tensors();
        more.add(zeros("fc3.weight", 1, 1));
        assertRefused(new StateDict(more), "parameter 'fc3.weight' is unknown to a 2-3-1 network");
        assertRefused(new StateDict(List.of()), "no parameter 'fc1.weight'; there are []");
    }

    @Test
    void architecture_deeper_isReadFromTheShapes() {
        try (Runner runner = new Runner(MlpBlock.threeLayer(4, 5, 3), Runner.sgd(1))) {
            assertThat(runner.parameters().architecture(ActivationFunction.RELU).widths())
                    .isEqualTo("4-5-3-1");
        }
    }

    @Test
    void architecture_notOfSuchANetwork_isRefused() {
        for (StateDict bad :
                List.of(
                        new StateDict(List.of()),
                        with(0, zeros("fc1.weight")),
                        with(0, zeros("fc1.weight", 6)),
                        with(0, zeros("fc1.weight", 3, 2, 1)),
                        with(0, zeros("fc1.weight", 0, 2)),
                        with(2, zeros("fc2.weight", 2, 3)),
                        with(2, zeros("fc2.weight")),
                        new StateDict(tensors().subList(0, 2)))) {
            assertThatIllegalArgumentException()
                    .as(bad.toString())
                    .isThrownBy(() -> bad.architecture(ActivationFunction.TANH));
        }
        // The rank of a layer between is looked at before its units are.
        List<Tensor> deep = tensors();
        deep.set(2, zeros("fc2.weight"));
        deep.add(zeros("fc3.weight", 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StateDict(deep).architecture(ActivationFunction.TANH))
                .withMessage("fc2.weight has shape []; a weight has (units, inputs)");
    }

    @Test
    void tensor_shapeThatDoesNotFit_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tensor("fc1.bias", new int[] {3}, new float[2]))
                .withMessageStartingWith("fc1.bias of shape [3] does not fit 2 values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tensor("w", new int[] {-1, -2}, new float[2]));
        // 2^22 * 2^22 * 2^22 would wrap around to 4 in 64 bits with another factor of 4.
        int large = 1 << 22;
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Tensor("w", new int[] {large, large, large, 4}, new float[0]));
        assertThat(new Tensor("scalar", new int[0], new float[1]).shape()).isEmpty();
    }

    @Test
    void names_twice_areRefused() {
        List<Tensor> twice = tensors();
        twice.add(zeros("fc1.bias", 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StateDict(twice))
                .withMessage("parameter 'fc1.bias' is there twice; give each name once");
    }

    @Test
    void equals_isBitwise() {
        Tensor zero = new Tensor("b", new int[] {1}, new float[] {0});
        Tensor nan = new Tensor("b", new int[] {1}, new float[] {Float.NaN});
        assertThat(zero).isEqualTo(new Tensor("b", new int[] {1}, new float[] {0}));
        assertThat(zero).hasSameHashCodeAs(new Tensor("b", new int[] {1}, new float[] {0}));
        assertThat(zero).isNotEqualTo(new Tensor("b", new int[] {1}, new float[] {-0f}));
        assertThat(zero).isNotEqualTo(new Tensor("b", new int[] {1, 1}, new float[] {0}));
        assertThat(zero).isNotEqualTo(new Tensor("c", new int[] {1}, new float[] {0}));
        assertThat(nan).isEqualTo(new Tensor("b", new int[] {1}, new float[] {Float.NaN}));
    }
}
