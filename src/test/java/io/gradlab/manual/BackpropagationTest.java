package io.gradlab.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.ReferenceTrace;
import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.Norms;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackpropagationTest {

    /** Sums over 640 examples round differently: 640 * 2^-53 is 7e-14, with some cancellation. */
    private static final double SAME_ARITHMETIC = 1e-12;

    /** Our slope is float32: 0.01f is 2.2e-8 from 0.01, and up to four layers multiply it. */
    private static final double FLOAT32_SLOPE = 1e-7;

    /** The rounding of 1000 steps, which a stable trajectory does not amplify much. */
    private static final double TRAJECTORY = 1e-9;

    @ParameterizedTest
    @FieldSource("io.gradlab.ReferenceTrace#NAMES")
    void gradient_firstStep_equalsPyTorch(String name) {
        ReferenceTrace trace = ReferenceTrace.load(name);
        MlpArchitecture architecture = trace.architecture();
        ParameterVector gradient = new ParameterVector(architecture);
        double loss =
                new Backpropagation(architecture, trace.dataset().train())
                        .gradient(ParameterVector.of(architecture, trace.initial()), gradient);
        boolean leaky = architecture.activation().kind() == ActivationFunction.Kind.LEAKY_RELU;
        double tolerance = leaky ? FLOAT32_SLOPE : SAME_ARITHMETIC;
        assertThat(loss).isCloseTo(trace.float64().series("train_loss")[0], within(tolerance));
        trace.float64()
                .gradients()
                .forEach(
                        (parameter, expected) ->
                                assertRelative(
                                        parameter, gradient.get(parameter), expected, tolerance));
        trace.float64()
                .gradientNorms()
                .forEach(
                        (parameter, norm) ->
                                assertThat(Norms.l2(gradient.get(parameter)))
                                        .as("norm of " + parameter)
                                        .isCloseTo(norm, within(tolerance * norm)));
    }

    private static void assertRelative(
            String what, double[] actual, double[] expected, double tolerance) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .as("%s[%d]", what, i)
                    .isCloseTo(expected[i], within(tolerance * Math.abs(expected[i])));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"l2", "l3", "zero"})
    void train_thousandEpochs_followsPyTorch(String name) {
        ReferenceTrace trace = ReferenceTrace.load(name);
        MlpArchitecture architecture = trace.architecture();
        ParameterVector parameters = ParameterVector.of(architecture, trace.initial());
        double[] losses =
                new Backpropagation(architecture, trace.dataset().train())
                        .train(parameters, trace.learningRate(), trace.epochs());
        assertThat(losses)
                .containsExactly(trace.float64().series("train_loss"), within(TRAJECTORY));
        Map<String, double[]> expected = trace.float64().parametersFinal();
        expected.forEach(
                (parameter, values) ->
                        assertThat(parameters.get(parameter))
                                .as(parameter)
                                .containsExactly(values, within(TRAJECTORY)));
    }

    @Test
    void train_fiveSteps_givesPyTorchsParametersAfterEach() {
        ReferenceTrace trace = ReferenceTrace.load("l5_relu");
        ParameterVector parameters = ParameterVector.of(trace.architecture(), trace.initial());
        Backpropagation manual = new Backpropagation(trace.architecture(), trace.dataset().train());
        for (int step = 1; step <= 5; step++) {
            manual.train(parameters, trace.learningRate(), 1);
            trace.float64()
                    .parametersAfterStep(step)
                    .forEach(
                            (parameter, values) ->
                                    assertThat(parameters.get(parameter))
                                            .containsExactly(values, within(SAME_ARITHMETIC)));
        }
    }

    @Test
    void loss_hugeLogits_isExact() {
        MlpArchitecture architecture =
                new MlpArchitecture(1, List.of(1), ActivationFunction.leakyRelu(0.5f));
        ParameterVector parameters = new ParameterVector(architecture);
        // z(1) = x, z(2) = 1 * a(1): x = 1000 gives the logit 1000, x = -2000 gives -1000.
        parameters.values()[0] = 1;
        parameters.values()[2] = 1;
        assertThat(loss(architecture, parameters, 1000, 0)).isEqualTo(1000);
        assertThat(loss(architecture, parameters, 1000, 1)).isZero();
        assertThat(loss(architecture, parameters, -2000, 1)).isEqualTo(1000);
        assertThat(loss(architecture, parameters, -2000, 0)).isZero();
        assertThat(loss(architecture, parameters, 0, 1))
                .isCloseTo(0.6931471805599453, within(1e-16));
    }

    private static double loss(
            MlpArchitecture architecture, ParameterVector parameters, float x, float y) {
        Examples one = new Examples(1, new float[] {x}, new float[] {y});
        return new Backpropagation(architecture, one).loss(parameters);
    }

    @Test
    void gradient_oneExampleOneUnit_equalsPaperCalculation() {
        // 1-1-1, ReLU: z1 = 2*3 + 1 = 7, z2 = 0.5*7 - 3.5 = 0, p = 0.5, y = 1, delta2 = -0.5.
        MlpArchitecture architecture = new MlpArchitecture(1, List.of(1), ActivationFunction.RELU);
        ParameterVector parameters = new ParameterVector(architecture);
        System.arraycopy(new double[] {2, 1, 0.5, -3.5}, 0, parameters.values(), 0, 4);
        ParameterVector gradient = new ParameterVector(architecture);
        new Backpropagation(architecture, new Examples(1, new float[] {3}, new float[] {1}))
                .gradient(parameters, gradient);
        assertThat(gradient.values()).containsExactly(-0.75, -0.25, -3.5, -0.5);
    }

    @Test
    void gradient_usedVector_isOverwritten() {
        ReferenceTrace trace = ReferenceTrace.load("l3");
        ParameterVector parameters = ParameterVector.of(trace.architecture(), trace.initial());
        Backpropagation manual = new Backpropagation(trace.architecture(), trace.dataset().train());
        ParameterVector gradient = new ParameterVector(trace.architecture());
        manual.gradient(parameters, gradient);
        double[] once = gradient.values().clone();
        manual.gradient(parameters, gradient);
        assertThat(gradient.values()).containsExactly(once);
    }

    @Test
    void gradient_nanParameter_staysNan() {
        ReferenceTrace trace = ReferenceTrace.load("l5_relu");
        ParameterVector parameters = ParameterVector.of(trace.architecture(), trace.initial());
        parameters.values()[0] = Double.NaN;
        ParameterVector gradient = new ParameterVector(trace.architecture());
        double loss =
                new Backpropagation(trace.architecture(), trace.dataset().train())
                        .gradient(parameters, gradient);
        assertThat(loss).isNaN();
        assertThat(gradient.get("fc5.bias")[0]).isNaN();
    }

    @Test
    void constructor_examplesThatDoNotFit_areRefused() {
        MlpArchitecture architecture = ReferenceTrace.load("l2").architecture();
        Examples wide = new Examples(3, new float[3], new float[1]);
        assertThatThrownBy(() -> new Backpropagation(architecture, wide))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "1 examples of width 3 do not fit a 2-5-1 network; give at least one of"
                                + " width 2");
        Examples none = new Examples(2, new float[0], new float[0]);
        assertThatThrownBy(() -> new Backpropagation(architecture, none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 examples");
    }

    @Test
    void gradient_vectorOfAnotherNetwork_isRefused() {
        ReferenceTrace trace = ReferenceTrace.load("l2");
        Backpropagation manual = new Backpropagation(trace.architecture(), trace.dataset().train());
        ParameterVector other = new ParameterVector(ReferenceTrace.load("l3").architecture());
        ParameterVector own = new ParameterVector(trace.architecture());
        assertThatThrownBy(() -> manual.gradient(other, own))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2-5-3-1");
        assertThatThrownBy(() -> manual.gradient(own, other))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
