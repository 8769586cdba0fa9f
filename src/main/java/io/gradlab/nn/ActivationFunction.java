package io.gradlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An activation function of a hidden layer, with its slope where it has one.
 *
 * <p>With z the weighted input of a unit:
 *
 * <ul>
 *   <li>{@code sigmoid}: 1 / (1 + exp(-z))
 *   <li>{@code tanh}: (exp(z) - exp(-z)) / (exp(z) + exp(-z))
 *   <li>{@code relu}: max(0, z); its derivative at 0 is 0, as in PyTorch
 *   <li>{@code leaky_relu}: z if z &gt; 0, else slope * z
 *   <li>{@code elu}: z if z &gt; 0, else exp(z) - 1 (alpha = 1)
 * </ul>
 *
 * NaN stays NaN. The slope counts for {@code leaky_relu} alone; the others carry {@link
 * #DEFAULT_SLOPE} so that equal functions are equal records.
 *
 * @param kind which function
 * @param slope slope of {@code leaky_relu} below 0, in [0, 1)
 */
public record ActivationFunction(Kind kind, float slope) {

    /** Slope of Leaky ReLU below 0 when none is given: 0.01, as in PyTorch and the book. */
    public static final float DEFAULT_SLOPE = 0.01f;

    /** The logistic sigmoid. */
    public static final ActivationFunction SIGMOID = of(Kind.SIGMOID);

    /** The hyperbolic tangent. */
    public static final ActivationFunction TANH = of(Kind.TANH);

    /** The rectified linear unit. */
    public static final ActivationFunction RELU = of(Kind.RELU);

    /** The exponential linear unit with alpha = 1. */
    public static final ActivationFunction ELU = of(Kind.ELU);

    /** What other libraries call them. */
    private static final Map<String, String> OTHER_NAMES =
            Map.ofEntries(
                    Map.entry("logistic", "sigmoid"),
                    Map.entry("sigm", "sigmoid"),
                    Map.entry("leaky", "leakyrelu"),
                    Map.entry("lrelu", "leakyrelu"));

    /** The activation functions by name. */
    public enum Kind {
        /** Logistic sigmoid. */
        SIGMOID,
        /** Hyperbolic tangent. */
        TANH,
        /** Rectified linear unit. */
        RELU,
        /** Leaky rectified linear unit. */
        LEAKY_RELU,
        /** Exponential linear unit. */
        ELU
    }

    /**
     * Checks the slope.
     *
     * @throws IllegalArgumentException if the slope is outside [0, 1) or NaN
     */
    public ActivationFunction {
        Require.that(
                slope >= 0 && slope < 1,
                "slope %s of leaky_relu is outside [0, 1); use for example 0.01",
                slope);
        if (kind != Kind.LEAKY_RELU) {
            slope = DEFAULT_SLOPE;
        }
    }

    private static ActivationFunction of(Kind kind) {
        return new ActivationFunction(kind, DEFAULT_SLOPE);
    }

    /** Leaky ReLU with a slope in [0, 1) below 0. */
    public static ActivationFunction leakyRelu(float slope) {
        return new ActivationFunction(Kind.LEAKY_RELU, slope);
    }

    /**
     * The function of a name as the command line and parameter files write it.
     *
     * @param name {@code sigmoid}, {@code tanh}, {@code relu}, {@code leaky_relu} or {@code elu}
     * @param slope slope of {@code leaky_relu}; checked, then ignored, for the others
     * @return the function
     * @throws IllegalArgumentException for an unknown name or a slope outside [0, 1)
     */
    public static ActivationFunction of(String name, float slope) {
        List<String> ids =
                Arrays.stream(Kind.values())
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .toList();
        if (ids.contains(name)) {
            return new ActivationFunction(Kind.values()[ids.indexOf(name)], slope);
        }
        String plain = plain(name);
        String meant = OTHER_NAMES.getOrDefault(plain, plain);
        throw new UserMistake(
                "activation '%s' is unknown; %suse one of %s"
                        .formatted(
                                name,
                                ids.stream()
                                        .filter(id -> plain(id).equals(meant))
                                        .findFirst()
                                        .map("did you mean %s? "::formatted)
                                        .orElse(""),
                                String.join(", ", ids)));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
    }

    /** The name that {@link #of(String, float)} takes, for example {@code leaky_relu}. */
    public String id() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Applies the function to every element, of any shape, on the engine, in one native call. */
    public NDArray apply(NDArray z) {
        return switch (kind) {
            case SIGMOID -> Activation.sigmoid(z);
            case TANH -> Activation.tanh(z);
            case RELU -> Activation.relu(z);
            case LEAKY_RELU -> Activation.leakyRelu(z, slope);
            case ELU -> Activation.elu(z, 1);
        };
    }

    /** The function's value in float64 at a weighted input z. */
    public double value(double z) {
        return switch (kind) {
            case SIGMOID -> 1 / (1 + Math.exp(-z));
            case TANH -> Math.tanh(z);
            case RELU -> Math.max(0, z);
            case LEAKY_RELU -> z > 0 ? z : slope * z;
            case ELU -> z > 0 ? z : Math.expm1(z);
        };
    }

    /**
     * The function's derivative in float64.
     *
     * @param z a weighted input
     * @return the derivative at z; at the kink of a rectifier the one from the left, as in PyTorch;
     *     NaN at NaN, where PyTorch's backward pass takes one of a rectifier's two sides
     */
    public double derivative(double z) {
        return switch (kind) {
            case SIGMOID -> {
                // exp of -|z| cannot overflow, and the derivative is even.
                double e = Math.exp(-Math.abs(z));
                yield e / ((1 + e) * (1 + e));
            }
            case TANH -> {
                // 1 - tanh(z)^2 cancels to 0 from |z| = 19 on.
                double c = Math.cosh(z);
                yield 1 / (c * c);
            }
            case RELU -> z > 0 ? 1 : Double.isNaN(z) ? z : 0;
            case LEAKY_RELU -> z > 0 ? 1 : Double.isNaN(z) ? z : slope;
            case ELU -> z > 0 ? 1 : Math.exp(z);
        };
    }

    @Override
    public String toString() {
        return kind == Kind.LEAKY_RELU ? id() + " (slope " + slope + ")" : id();
    }
}
