package io.gradlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.gradlab.engine.Torch;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationFunctionTest {

    static {
        Torch.configure();
    }

    /** float32 has 24 bits; exp and tanh in the vector library are good to about 2 units. */
    private static final double ENGINE = 4 * Math.scalb(1.0, -24);

    /** Two ways to write a formula in float64 differ by a few units in the last place. */
    private static final double DOUBLE = 8 * Math.scalb(1.0, -53);

    /** (f(z + h) - f(z - h)) / 2h errs by h^2 f''' / 6 and by rounding 1e-16 / h: both 1e-10. */
    private static final double STEP = 1e-5;

    private static final Offset<Double> CENTRAL = within(1e-9);

    private static final float[] SPECIAL = {
        0f, -0f, 1e-30f, -1e-30f, 1000, -1000, 88, -88, Float.NaN, Float.MAX_VALUE
    };

    static Stream<ActivationFunction> functions() {
        return Stream.of(
                ActivationFunction.SIGMOID,
                ActivationFunction.TANH,
                ActivationFunction.RELU,
                ActivationFunction.ELU,
                ActivationFunction.leakyRelu(0.01f),
                ActivationFunction.leakyRelu(0.2f),
                ActivationFunction.leakyRelu(0));
    }

    /** The grid -8 to 8 in steps of 1/16, and the special values. */
    private static float[] grid() {
        float[] grid = new float[257 + SPECIAL.length];
        for (int i = 0; i <= 256; i++) {
            grid[i] = -8 + i / 16f;
        }
        System.arraycopy(SPECIAL, 0, grid, 257, SPECIAL.length);
        return grid;
    }

    private static Offset<Double> relative(double tolerance, double expected) {
        return within(
                tolerance * (Double.isFinite(expected) ? Math.max(1, Math.abs(expected)) : 1));
    }

    /** The textbook's formulas once more, so that a slip in one of the two shows. */
    private static double textbook(ActivationFunction function, double z) {
        if (Double.isNaN(z)) {
            return z;
        }
        return switch (function.kind()) {
            case SIGMOID -> z < 0 ? Math.exp(z) / (1 + Math.exp(z)) : 1 / (1 + Math.exp(-z));
            case TANH -> Math.abs(z) > 20 ? Math.signum(z) : Math.sinh(z) / Math.cosh(z);
            case RELU -> z < 0 ? 0 : z;
            case LEAKY_RELU -> z < 0 ? function.slope() * z : z;
            case ELU -> z < 0 ? Math.expm1(z) : z;
        };
    }

    @ParameterizedTest
    @MethodSource("functions")
    void value_grid_isTheTextbooks(ActivationFunction function) {
        for (float z : grid()) {
            double expected = textbook(function, z);
            assertThat(function.value(z))
                    .as("%s(%s)", function, z)
                    .isCloseTo(expected, relative(DOUBLE, expected));
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void apply_grid_agreesWithTheValueInDoublePrecision(ActivationFunction function) {
        float[] grid = grid();
        try (NDManager manager = NDManager.newBaseManager();
                NDArray z = manager.create(grid)) {
            float[] actual = function.apply(z).toFloatArray();
            for (int i = 0; i < grid.length; i++) {
                double expected = function.value(grid[i]);
                assertThat((double) actual[i])
                        .as("%s(%s)", function, grid[i])
                        .isCloseTo(expected, relative(ENGINE, expected));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void derivative_awayFromTheKink_isTheCentralDifference(ActivationFunction function) {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            double z = 0.1 + 9 * random.nextDouble();
            for (double at : List.of(z, -z)) {
                double difference =
                        (function.value(at + STEP) - function.value(at - STEP)) / (2 * STEP);
                assertThat(function.derivative(at))
                        .as("%s'(%s)", function, at)
                        .isCloseTo(difference, CENTRAL);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void derivative_gridWithKink_isAutograds(ActivationFunction function) {
        float[] grid = grid();
        try (NDManager manager = NDManager.newBaseManager();
                NDArray z = manager.create(grid)) {
            z.setRequiresGradient(true);
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                collector.backward(function.apply(z).sum());
            }
            float[] gradient = z.getGradient().toFloatArray();
            for (int i = 0; i < grid.length; i++) {
                // Autograd takes a rectifier's NaN for positive or negative: the loss is NaN
                // anyway.
                if (!Float.isNaN(grid[i])) {
                    assertThat((double) gradient[i])
                            .as("%s'(%s)", function, grid[i])
                            .isCloseTo(function.derivative(grid[i]), within(ENGINE));
                }
            }
        }
    }

    /** 1 - tanh(z)^2 cancels to 0 from z = 19 on; the true value is 4 exp(-2z). */
    @Test
    void derivative_saturated_keepsItsRelativePrecision() {
        double tail = 4 * Math.exp(-40);
        assertThat(ActivationFunction.TANH.derivative(20) / tail).isCloseTo(1, within(1e-14));
        assertThat(ActivationFunction.TANH.derivative(-20) / tail).isCloseTo(1, within(1e-14));
        assertThat(ActivationFunction.SIGMOID.derivative(40) / Math.exp(-40))
                .isCloseTo(1, within(1e-14));
        assertThat(ActivationFunction.SIGMOID.derivative(-40) / Math.exp(-40))
                .isCloseTo(1, within(1e-14));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void derivative_extremes_areFinite(ActivationFunction function) {
        for (double z : new double[] {1000, -1000, 1e308, -1e308}) {
            assertThat(function.derivative(z)).as("%s'(%s)", function, z).isBetween(0.0, 1.0);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void valueAndDerivative_NaN_stayNaN(ActivationFunction function) {
        assertThat(function.value(Double.NaN)).isNaN();
        assertThat(function.derivative(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void of_itsOwnId_isTheSameFunction(ActivationFunction function) {
        assertThat(ActivationFunction.of(function.id(), function.slope())).isEqualTo(function);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'',",
                "swish,",
                "step,",
                "Sigmoid,sigmoid",
                "RELU,relu",
                "relu ,relu",
                "leaky-relu,leaky_relu",
                "LeakyReLU,leaky_relu",
                "lrelu,leaky_relu",
                "logistic,sigmoid"
            })
    void of_unknownName_isRefusedWithTheKnownOnes(String name, @Nullable String meant) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivationFunction.of(name, 0.01f))
                .withMessage(
                        "activation '%s' is unknown;%s"
                                + " use one of sigmoid, tanh, relu, leaky_relu, elu",
                        name, meant == null ? "" : " did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.01f, 1, 2, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE * -1})
    void slope_outsideItsRange_isRefused(float slope) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivationFunction.leakyRelu(slope))
                .withMessageContaining("slope " + slope)
                .withMessageContaining("[0, 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivationFunction.of("sigmoid", slope));
    }

    @Test
    void slope_ofAnotherFunction_doesNotCount() {
        assertThat(ActivationFunction.of("relu", 0.5f)).isEqualTo(ActivationFunction.RELU);
        assertThat(ActivationFunction.of("leaky_relu", 0.5f))
                .isNotEqualTo(ActivationFunction.leakyRelu(0.01f));
    }

    @Test
    void toString_namesTheSlopeOnlyWhereItCounts() {
        assertThat(ActivationFunction.leakyRelu(0.2f)).hasToString("leaky_relu (slope 0.2)");
        assertThat(ActivationFunction.ELU).hasToString("elu");
    }
}
