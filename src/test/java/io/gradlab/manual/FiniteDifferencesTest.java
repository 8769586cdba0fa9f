package io.gradlab.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.Norms;
import io.gradlab.nn.ParameterNames;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FiniteDifferencesTest {

    /** Rounding 1e-16 / 6e-6 and truncation (6e-6)^2 are both near 3e-11; a margin of ten. */
    private static final double CENTRAL_DIFFERENCE = 3e-10;

    /** A gradient must be far above the error, or agreement means nothing. */
    private static final double RESOLVED = 1e4 * CENTRAL_DIFFERENCE;

    private static final List<ActivationFunction> ACTIVATIONS =
            List.of(
                    ActivationFunction.SIGMOID,
                    ActivationFunction.TANH,
                    ActivationFunction.RELU,
                    ActivationFunction.leakyRelu(0.2f),
                    ActivationFunction.ELU);

    static Stream<Arguments> everyActivationAndDepth() {
        return ACTIVATIONS.stream()
                .flatMap(
                        activation ->
                                IntStream.rangeClosed(1, 5)
                                        .mapToObj(depth -> Arguments.of(activation, depth)));
    }

    @ParameterizedTest
    @MethodSource("everyActivationAndDepth")
    void gradient_everyActivationAndDepth_agreesWithBackpropagation(
            ActivationFunction activation, int depth) {
        assertAgree(new MlpArchitecture(2, Collections.nCopies(depth, 3), activation), 40);
    }

    @Test
    void gradient_unequalWidths_agreesWithBackpropagation() {
        assertAgree(new MlpArchitecture(7, List.of(4, 1, 6), ActivationFunction.TANH), 11);
        assertAgree(new MlpArchitecture(1, List.of(1), ActivationFunction.SIGMOID), 1);
        assertAgree(new MlpArchitecture(3, List.of(17, 2), ActivationFunction.ELU), 2);
    }

    private static void assertAgree(MlpArchitecture architecture, int size) {
        long seed = 1;
        ParameterVector parameters = random(architecture, seed);
        Examples examples = randomExamples(architecture.inputs(), size, seed);
        ParameterVector manual = new ParameterVector(architecture);
        new Backpropagation(architecture, examples).gradient(parameters, manual);
        ParameterVector central =
                new FiniteDifferences(architecture, examples).gradient(parameters);
        assertThat(central.values())
                .as("%s, seed %d", architecture, seed)
                .containsExactly(manual.values(), within(CENTRAL_DIFFERENCE));
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            assertThat(Norms.l2(manual.get(ParameterNames.weight(layer)))).isGreaterThan(RESOLVED);
        }
    }

    private static ParameterVector random(MlpArchitecture architecture, long seed) {
        Random random = new Random(seed);
        ParameterVector parameters = new ParameterVector(architecture);
        for (int i = 0; i < parameters.values().length; i++) {
            parameters.values()[i] = 0.7 * random.nextGaussian();
        }
        return parameters;
    }

    private static Examples randomExamples(int width, int size, long seed) {
        Random random = new Random(seed + 1000);
        float[] features = new float[width * size];
        float[] labels = new float[size];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < size; i++) {
            labels[i] = i % 2;
        }
        return new Examples(width, features, labels);
    }

    @Test
    void gradient_kinkInsideTheStep_isTheMeanOfBothSlopes() {
        // 1-1-1 with w1 = 0: z1 = 0 exactly, so ReLU has slope 1 above and 0 below; w2 = 1, x = 1.
        MlpArchitecture architecture = new MlpArchitecture(1, List.of(1), ActivationFunction.RELU);
        ParameterVector parameters = new ParameterVector(architecture);
        parameters.values()[2] = 1;
        Examples one = new Examples(1, new float[] {1}, new float[] {0});
        ParameterVector central = new FiniteDifferences(architecture, one).gradient(parameters);
        // z2 = 0 and y = 0: dL/dz2 = 0.5, so the slope from above is 0.5 and from below 0. L is
        // curved: the one-sided quotient is off by h L'' / 2, about 6e-6 * 0.25 / 4.
        assertThat(central.get("fc1.weight")[0]).isCloseTo(0.25, within(1e-6));
        ParameterVector manual = new ParameterVector(architecture);
        new Backpropagation(architecture, one).gradient(parameters, manual);
        assertThat(manual.get("fc1.weight")[0]).isZero();
    }

    @Test
    void gradient_any_leavesParametersUnchanged() {
        MlpArchitecture architecture = new MlpArchitecture(2, List.of(3), ActivationFunction.TANH);
        ParameterVector parameters = random(architecture, 5);
        double[] before = parameters.values().clone();
        new FiniteDifferences(architecture, randomExamples(2, 4, 5)).gradient(parameters);
        assertThat(parameters.values()).containsExactly(before);
    }
}
