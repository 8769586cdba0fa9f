package io.gradlab.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.StateDict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that leave the finite numbers: named by step, layer and tensor, the best kept. */
class DivergenceTest {

    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private static RunnerResult train(MlpBlock network, float learningRate, DataSplits data) {
        try (Runner runner = new Runner(network, Runner.sgd(learningRate))) {
            return runner.train(data, RunnerConfig.epochs(100));
        }
    }

    private static Divergence diverged(RunnerResult result) {
        Divergence divergence = requireNonNull(result.divergence());
        // The history has the epoch of the divergence as its last.
        assertThat(result.history().epochs()).isEqualTo(divergence.step());
        assertThat(result.stopped()).isFalse();
        assertThat(Tiny.finite(result.best())).isTrue();
        return divergence;
    }

    /** With other seeds every unit dies at the first step, and the run stays finite. */
    private static MlpBlock deepRelu() {
        return new MlpBlock(new MlpArchitecture(2, List.of(3, 3, 3), ActivationFunction.RELU))
                .withInitialValues(InitialWeights.normal(1), 1, 3);
    }

    @Test
    void hugeLearningRate_relu_endsWithTheStepAndTheTensor() {
        RunnerResult result = train(deepRelu(), 1e12f, Tiny.data());

        Divergence divergence = diverged(result);
        assertThat(divergence.step()).isBetween(2, 99);
        assertThat(divergence.layer()).matches("fc[1-4]");
        assertThat(Double.isFinite(divergence.value())).isFalse();
        assertThat(divergence.toString())
                .matches(
                        "training diverged at step \\d+: first non-finite tensor is"
                                + " (output|loss|fc\\d\\.\\w+) of layer fc\\d \\(\\S+\\)");
    }

    /** Weights of 1e30: 1e30 in layer 1, 1e60 overflows in layer 2, before any update. */
    @Test
    void overflowInTheForwardPass_isFoundInItsLayer() {
        MlpBlock network =
                new MlpBlock(new MlpArchitecture(2, List.of(3, 3), ActivationFunction.RELU))
                        .withInitialValues(InitialWeights.constant(1e30), 0, 0);

        RunnerResult result = train(network, 0.1f, Tiny.data());

        assertThat(diverged(result)).isEqualTo(new Divergence(1, "fc2", "output", INFINITY));
        assertThat(result.history().trainLoss()).hasSize(1);
        assertThat(result.history().validationLoss()).containsExactly(Double.NaN);
        assertThat(result.history().validationAccuracy()).containsExactly(Double.NaN);
        // No step was made with such a loss.
        assertThat(result.last()).isEqualTo(result.best());
        assertThat(Tiny.finite(result.last())).isTrue();
    }

    /** Two logits of 3e38 are finite, their sum is not. */
    @Test
    void overflowInTheLossAlone_isCalledTheLossWithItsValue() {
        StateDict parameters =
                new StateDict(
                        List.of(
                                tensor("fc1.weight", new int[] {1, 2}, 1, 1),
                                tensor("fc1.bias", new int[] {1}, 0),
                                tensor("fc2.weight", new int[] {1, 1}, 3e38f),
                                tensor("fc2.bias", new int[] {1}, 0)));
        Examples examples = new Examples(2, new float[] {1, 0, 0, 1}, Tiny.labels(0, 0));
        MlpBlock network =
                new MlpBlock(new MlpArchitecture(2, List.of(1), ActivationFunction.RELU));
        try (Runner runner = new Runner(network, Runner.sgd(0.1f))) {
            runner.load(parameters);
            RunnerResult result =
                    runner.train(Tiny.data(examples, examples), RunnerConfig.epochs(5));
            assertThat(diverged(result)).isEqualTo(new Divergence(1, "fc2", "loss", INFINITY));
        }
    }

    private static StateDict.Tensor tensor(String name, int[] shape, float... values) {
        return new StateDict.Tensor(name, shape, values);
    }

    /** sigmoid(infinity) = 1: the loss is finite, and 0 times infinity makes the gradient NaN. */
    @Test
    void infiniteFeature_sigmoid_finiteLossThenParameterNamed() {
        Examples train = new Examples(2, new float[] {INFINITY, 0, 1, -1}, Tiny.labels(1, 0));
        DataSplits data = Tiny.data(train, Tiny.data().validation());

        RunnerResult result = train(Tiny.network(), 0.1f, data);

        Divergence divergence = diverged(result);
        assertThat(result.history().trainLoss()[0]).isFinite();
        assertThat(divergence).isEqualTo(new Divergence(1, "fc1", "fc1.weight", Double.NaN));
        assertThat(Tiny.finite(result.last())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sigmoid", "tanh", "relu", "leaky_relu", "elu"})
    void nanFeature_everyActivation_isFoundInTheFirstLayer(String activation) {
        Examples train = new Examples(2, new float[] {Float.NaN, 0, 1, -1}, Tiny.labels(1, 0));
        MlpBlock network = Tiny.network(ActivationFunction.of(activation, 0.01f), 5);

        RunnerResult result = train(network, 0.1f, Tiny.data(train, Tiny.data().validation()));

        assertThat(diverged(result)).isEqualTo(new Divergence(1, "fc1", "output", Double.NaN));
    }

    @Test
    void loadedParameterNotFinite_isNamedItself() {
        try (Runner runner = new Runner(Tiny.network(), Runner.sgd(0.1f))) {
            StateDict parameters = runner.parameters();
            parameters.get("fc2.bias").values()[0] = Float.NaN;
            runner.load(parameters);

            RunnerResult result = runner.train(Tiny.data(), RunnerConfig.epochs(5));

            assertThat(result.divergence())
                    .isEqualTo(new Divergence(1, "fc2", "fc2.bias", Double.NaN));
        }
    }

    @Test
    void laterDivergence_keepsTheBestEpochAndRunsOnlyToIt() {
        // Learning rate 1e12 on ReLU: some epochs score before the numbers run away.
        RunnerResult result = train(deepRelu(), 1e12f, Tiny.data());

        double[] accuracy = result.history().validationAccuracy();
        assertThat(result.bestEpoch()).isLessThan(accuracy.length - 1);
        assertThat(accuracy[result.bestEpoch()])
                .isEqualTo(result.bestValidationAccuracy())
                .isPositive();
        try (Runner runner = new Runner(deepRelu(), Runner.sgd(1))) {
            runner.load(result.best());
            assertThat(runner.evaluate(Tiny.data().validation()).accuracy())
                    .isEqualTo(result.bestValidationAccuracy());
        }
    }

    @Test
    void afterADivergence_theRunnerTrainsAgainFromGoodParameters() {
        try (Runner runner = new Runner(deepRelu(), Runner.sgd(1e12f))) {
            StateDict initial = runner.parameters();
            RunnerResult first = runner.train(Tiny.data(), RunnerConfig.epochs(100));
            runner.load(initial);
            RunnerResult second = runner.train(Tiny.data(), RunnerConfig.epochs(100));
            assertThat(second.divergence()).isNotNull().isEqualTo(first.divergence());
            assertThat(second.history()).isEqualTo(first.history());
        }
    }
}
