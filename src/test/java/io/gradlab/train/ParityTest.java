package io.gradlab.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.ReferenceTrace;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.Norms;
import io.gradlab.nn.StateDict;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runner against traces that PyTorch computed in float64. */
class ParityTest {

    /** The two precisions of PyTorch itself differ by up to 2.7e-7 over these 1000 epochs. */
    private static final Offset<Double> LOSS = within(1e-6);

    /** float32 against float64 after 1000 steps: PyTorch with itself 1.4e-6. */
    private static final Offset<Double> PARAMETER = within(1e-5);

    /**
     * Gradients differ by up to 4e-6 relatively, down to 1e-23, where absolute tolerance is void.
     */
    private static final double GRADIENT_RELATIVE = 1e-5;

    /**
     * Units that start equal stay equal up to rounding: on an AMD EPYC they part by 1.2e-7, where
     * units drawn from N(0, 1) are about 1 apart.
     */
    private static final Offset<Float> COPIES = within(1e-5f);

    private record Run(RunnerResult result, StateDict gradients, Evaluation test) {}

    /** A thousand epochs a case: three tests look at each. */
    private static final Map<String, Run> RUNS = new ConcurrentHashMap<>();

    private static Run run(ReferenceTrace trace) {
        return RUNS.computeIfAbsent(trace.name(), name -> train(trace));
    }

    private static Run train(ReferenceTrace trace) {
        GradientRecorder gradients = new GradientRecorder();
        var config = Runner.sgd((float) trace.learningRate()).addTrainingListeners(gradients);
        try (Runner runner = new Runner(new MlpBlock(trace.architecture()), config)) {
            runner.load(trace.initial());
            RunnerResult result =
                    runner.train(trace.dataset(), RunnerConfig.epochs(trace.epochs()));
            return new Run(
                    result,
                    gradients.first().orElseThrow(),
                    runner.evaluate(trace.dataset().test()));
        }
    }

    static Stream<String> traces() {
        return ReferenceTrace.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("traces")
    void trajectory_everyCase_agreesWithFloat64(String name) {
        ReferenceTrace trace = ReferenceTrace.load(name);
        ReferenceTrace.Precision expected = trace.float64();

        Run run = run(trace);

        History history = run.result().history();
        assertThat(history.epochs()).isEqualTo(trace.epochs());
        assertThat(history.trainLoss()).containsExactly(expected.series("train_loss"), LOSS);
        assertThat(history.validationLoss())
                .containsExactly(expected.series("validation_loss"), LOSS);
        assertThat(history.trainAccuracy()).isEqualTo(expected.series("train_accuracy"));
        assertThat(history.validationAccuracy()).isEqualTo(expected.series("validation_accuracy"));
        assertThat(run.test().loss()).isCloseTo(trace.number("test_loss_final"), LOSS);
        assertThat(run.test().accuracy()).isEqualTo(trace.number("test_accuracy_final"));
        assertThat(run.result().divergence()).isNull();
    }

    @ParameterizedTest
    @MethodSource("traces")
    void gradients_stepOne_agreeElementByElement(String name) {
        ReferenceTrace trace = ReferenceTrace.load(name);
        Map<String, double[]> expected = trace.float64().gradients();

        StateDict gradients = run(trace).gradients();

        gradients.requireFits(trace.architecture());
        for (StateDict.Tensor gradient : gradients.tensors()) {
            assertRelative(requireNonNull(expected.get(gradient.name())), gradient.values());
        }
        trace.float64()
                .gradientNorms()
                .forEach(
                        (parameter, norm) ->
                                assertRelative(
                                        norm,
                                        Norms.l2(gradients.get(parameter).values()),
                                        parameter));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void parameters_atTheEnd_agree(String name) {
        ReferenceTrace trace = ReferenceTrace.load(name);
        Map<String, double[]> expected = trace.float64().parametersFinal();

        StateDict last = run(trace).result().last();

        for (StateDict.Tensor tensor : last.tensors()) {
            assertThat(doubles(tensor.values()))
                    .as(tensor.name())
                    .containsExactly(expected.get(tensor.name()), PARAMETER);
        }
    }

    @Test
    void zero_afterThousandEpochs_rowsOfLayerOneAreNearlyEqual() {
        StateDict last = run(ReferenceTrace.load("zero")).result().last();

        float[] weight = last.get("fc1.weight").values();
        for (int unit = 1; unit < 5; unit++) {
            assertThat(weight[2 * unit]).isCloseTo(weight[0], COPIES);
            assertThat(weight[2 * unit + 1]).isCloseTo(weight[1], COPIES);
        }
        assertThat(weight[0]).isNotZero();
    }

    @Test
    void balancedZero_gradientsCancel_trainsOn() {
        ReferenceTrace trace = ReferenceTrace.load("balanced/zero");

        Run run = run(trace);

        // Not compared element by element: what is left of these gradients is rounding.
        assertThat(run.result().history().trainLoss())
                .containsExactly(trace.float64().series("train_loss"), LOSS);
        assertThat(run.result().history().epochs()).isEqualTo(trace.epochs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"l2", "l3", "dead_leaky"})
    void parameters_firstFiveSteps_agree(String name) {
        ReferenceTrace trace = ReferenceTrace.load(name);
        for (int step = 1; step <= 5; step++) {
            Map<String, double[]> expected = trace.float64().parametersAfterStep(step);
            try (Runner runner =
                    new Runner(
                            new MlpBlock(trace.architecture()),
                            Runner.sgd((float) trace.learningRate()))) {
                runner.load(trace.initial());
                runner.train(trace.dataset(), RunnerConfig.epochs(step));
                for (StateDict.Tensor tensor : runner.parameters().tensors()) {
                    assertThat(doubles(tensor.values()))
                            .as(tensor.name() + " after step " + step)
                            .containsExactly(expected.get(tensor.name()), PARAMETER);
                }
            }
        }
    }

    private static void assertRelative(double[] expected, float[] actual) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertRelative(expected[i], actual[i], "element " + i);
        }
    }

    private static void assertRelative(double expected, double actual, String what) {
        if (expected == 0) {
            assertThat(actual).as(what).isZero();
        } else {
            assertThat(actual / expected).as(what).isCloseTo(1, within(GRADIENT_RELATIVE));
        }
    }

    private static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }
}
