package io.gradlab.nn;

import io.gradlab.core.Decimal;
import io.gradlab.core.Require;
import io.gradlab.core.Seeds;
import io.gradlab.core.UserMistake;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * How the weights of a layer are drawn at the start.
 *
 * <table>
 * <caption>Kinds; in = inputs of the layer, out = its units</caption>
 * <tr><td>{@code normal:STD}</td><td>N(0, STD^2)</td></tr>
 * <tr><td>{@code uniform:A}</td><td>U(-A, A)</td></tr>
 * <tr><td>{@code zeros}</td><td>0</td></tr>
 * <tr><td>{@code constant:C}</td><td>C</td></tr>
 * <tr><td>{@code xavier}</td><td>N(0, 2 / (in + out)), Glorot and Bengio 2010, eq. 12 and 16</td></tr>
 * <tr><td>{@code he}</td><td>N(0, 2 / in), He et al. 2015, doi:10.1109/ICCV.2015.123</td></tr>
 * </table>
 *
 * <p>Values come from {@link Random}, whose algorithm is part of its specification, and not from
 * the engine: the same seed gives the same weights on every machine and device.
 *
 * @param kind which distribution
 * @param value STD, A or C; becomes 0 where the kind has none
 */
public record InitialWeights(Kind kind, float value) {

    /** The distributions. */
    public enum Kind {
        /** Gaussian with mean 0. */
        NORMAL,
        /** Uniform, symmetric about 0. */
        UNIFORM,
        /** All zero. */
        ZEROS,
        /** All the same. */
        CONSTANT,
        /** Glorot's normal. */
        XAVIER,
        /** He's normal, fan in. */
        HE
    }

    /** What other libraries call them, and the forms that lack their value. */
    private static final Map<String, String> OTHER_NAMES =
            Map.ofEntries(
                    Map.entry("he", "he"),
                    Map.entry("henormal", "he"),
                    Map.entry("kaiming", "he"),
                    Map.entry("kaimingnormal", "he"),
                    Map.entry("xavier", "xavier"),
                    Map.entry("xaviernormal", "xavier"),
                    Map.entry("glorot", "xavier"),
                    Map.entry("glorotnormal", "xavier"),
                    Map.entry("zero", "zeros"),
                    Map.entry("zeros", "zeros"),
                    Map.entry("one", "constant:1"),
                    Map.entry("ones", "constant:1"),
                    Map.entry("constant", "constant:1"),
                    Map.entry("normal", "normal:1"),
                    Map.entry("gaussian", "normal:1"),
                    Map.entry("randomnormal", "normal:1"),
                    Map.entry("uniform", "uniform:1"),
                    Map.entry("randomuniform", "uniform:1"));

    private static final String USAGE =
            "use normal:STD, uniform:A, zeros, constant:C, xavier or he, for example normal:1";

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if it is not finite, or negative where it is a spread
     */
    public InitialWeights {
        boolean spread = kind == Kind.NORMAL || kind == Kind.UNIFORM;
        Require.that(
                Float.isFinite(value) && !(spread && value < 0),
                "weights %s:%s: the value must be finite%s; %s",
                kind.name().toLowerCase(Locale.ROOT),
                value,
                spread ? " and not negative" : "",
                USAGE);
        if (kind == Kind.ZEROS || kind == Kind.XAVIER || kind == Kind.HE) {
            value = 0;
        }
    }

    /** N(0, std^2), the standard deviation not negative. */
    public static InitialWeights normal(double std) {
        return new InitialWeights(Kind.NORMAL, (float) std);
    }

    /** U(-a, a), with a not negative. */
    public static InitialWeights uniform(double a) {
        return new InitialWeights(Kind.UNIFORM, (float) a);
    }

    /** Every weight 0. */
    public static InitialWeights zeros() {
        return new InitialWeights(Kind.ZEROS, 0);
    }

    /** Every weight the same finite value. */
    public static InitialWeights constant(double c) {
        return new InitialWeights(Kind.CONSTANT, (float) c);
    }

    /** Whether the seed decides the weights; false if every seed gives the same ones. */
    public boolean random() {
        return switch (kind) {
            case NORMAL, UNIFORM -> value != 0;
            case ZEROS, CONSTANT -> false;
            case XAVIER, HE -> true;
        };
    }

    /** Glorot's normal distribution. */
    public static InitialWeights xavier() {
        return new InitialWeights(Kind.XAVIER, 0);
    }

    /** He's normal distribution. */
    public static InitialWeights he() {
        return new InitialWeights(Kind.HE, 0);
    }

    /**
     * The distribution as the command line writes it.
     *
     * @param text for example {@code normal:0.01} or {@code he}
     * @return the distribution
     * @throws IllegalArgumentException if the text is none of the forms in the class comment
     */
    public static InitialWeights parse(String text) {
        String[] parts = text.split(":", -1);
        for (Kind kind : Kind.values()) {
            boolean hasValue = kind == Kind.NORMAL || kind == Kind.UNIFORM || kind == Kind.CONSTANT;
            if (kind.name().toLowerCase(Locale.ROOT).equals(parts[0])
                    && parts.length == (hasValue ? 2 : 1)) {
                return new InitialWeights(kind, hasValue ? number(text, parts[1]) : 0);
            }
        }
        String meant = OTHER_NAMES.get(parts[0].toLowerCase(Locale.ROOT).replaceAll("[-_. ]", ""));
        throw new UserMistake(
                "weights '%s' are unknown; %s%s"
                        .formatted(
                                text, meant == null ? "" : "did you mean " + meant + "? ", USAGE));
    }

    private static float number(String text, String number) {
        Require.that(
                Decimal.parse(number).isPresent(),
                "weights '%s': '%s' is no number of 32 bits; %s",
                text,
                number,
                USAGE);
        return Float.parseFloat(number);
    }

    /** Draws one weight matrix: units * inputs values, row by row. */
    public float[] draw(Random random, int units, int inputs) {
        float[] weights = new float[Math.multiplyExact(units, inputs)];
        switch (kind) {
            case NORMAL -> gaussian(random, weights, value);
            case XAVIER -> gaussian(random, weights, Math.sqrt(2.0 / (inputs + units)));
            case HE -> gaussian(random, weights, Math.sqrt(2.0 / inputs));
            case ZEROS, CONSTANT -> Arrays.fill(weights, value);
            case UNIFORM -> {
                for (int i = 0; i < weights.length; i++) {
                    weights[i] = (float) (value * (2 * random.nextDouble() - 1));
                }
            }
        }
        return weights;
    }

    private static void gaussian(Random random, float[] weights, double std) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (std * random.nextGaussian());
        }
    }

    /**
     * Draws the parameters of a network: one stream of the seed for the weights, layer after layer,
     * and one constant for every bias.
     *
     * @param architecture the network
     * @param bias value of every bias, finite
     * @param seed seed of the weights
     * @return the same for the same arguments, on every machine
     * @throws IllegalArgumentException if the bias is not finite
     */
    public StateDict draw(MlpArchitecture architecture, float bias, long seed) {
        requireBias(bias);
        Random random = Seeds.random(seed);
        List<float[]> values = new ArrayList<>();
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            int units = architecture.unitsOf(layer);
            float[] biases = new float[units];
            Arrays.fill(biases, bias);
            values.add(draw(random, units, architecture.inputsOf(layer)));
            values.add(biases);
        }
        return StateDict.of(architecture, values);
    }

    static void requireBias(float bias) {
        Require.that(Float.isFinite(bias), "bias %s must be finite; use for example 0", bias);
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case NORMAL, UNIFORM, CONSTANT -> name + ":" + value;
            case ZEROS, XAVIER, HE -> name;
        };
    }
}
