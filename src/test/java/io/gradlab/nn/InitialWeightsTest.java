package io.gradlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.core.Seeds;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitialWeightsTest {

    private static final int UNITS = 200;
    private static final int INPUTS = 300;
    private static final int DRAWS = UNITS * INPUTS;

    /** Standard errors allowed: 1 in 15,000 samples lies outside, and the seed is fixed. */
    private static final double STANDARD_ERRORS = 4;

    private static float[] draw(InitialWeights weights, long seed) {
        return weights.draw(Seeds.random(seed), UNITS, INPUTS);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The k-th moment about 0. */
    private static double moment(float[] values, int k) {
        double sum = 0;
        for (float value : values) {
            sum += Math.pow(value, k);
        }
        return sum / values.length;
    }

    @ParameterizedTest
    @CsvSource({
        "normal:1, 1",
        "normal:0.01, 0.01",
        "xavier, 0.0632455532033676", // sqrt(2 / (300 + 200))
        "he, 0.0816496580927726" // sqrt(2 / 300)
    })
    void draw_gaussian_hasItsMoments(String text, double std) {
        float[] values = draw(InitialWeights.parse(text), 1);

        // Of a Gaussian sample: mean +- s / sqrt(n), variance +- s^2 sqrt(2 / n), third moment
        // +- s^3 sqrt(15 / n), fourth 3 s^4 +- s^4 sqrt(96 / n).
        double root = Math.sqrt(DRAWS);
        assertThat(mean(values)).isCloseTo(0, within(STANDARD_ERRORS * std / root));
        assertThat(moment(values, 2) / (std * std))
                .isCloseTo(1, within(STANDARD_ERRORS * Math.sqrt(2) / root));
        assertThat(moment(values, 3) / Math.pow(std, 3))
                .isCloseTo(0, within(STANDARD_ERRORS * Math.sqrt(15) / root));
        assertThat(moment(values, 4) / Math.pow(std, 4))
                .isCloseTo(3, within(STANDARD_ERRORS * Math.sqrt(96) / root));
    }

    @Test
    void draw_uniform_hasItsMomentsAndStaysInside() {
        float[] values = draw(InitialWeights.uniform(0.5), 1);

        // U(-a, a): variance a^2 / 3, fourth moment a^4 / 5, so the variance's error is
        // a^2 sqrt(4 / 45 / n).
        double root = Math.sqrt(DRAWS);
        assertThat(mean(values)).isCloseTo(0, within(STANDARD_ERRORS * 0.5 / Math.sqrt(3) / root));
        assertThat(moment(values, 2))
                .isCloseTo(0.25 / 3, within(STANDARD_ERRORS * 0.25 * Math.sqrt(4 / 45.0) / root));
        for (float value : values) {
            assertThat(value).isBetween(-0.5f, 0.5f);
        }
    }

    @Test
    void draw_constants_areTheConstant() {
        assertThat(draw(InitialWeights.zeros(), 1)).containsOnly(0f);
        assertThat(draw(InitialWeights.constant(-0.5), 1)).containsOnly(-0.5f);
        assertThat(draw(InitialWeights.normal(0), 1)).containsOnly(0f, -0f);
        assertThat(draw(InitialWeights.uniform(0), 1)).containsOnly(0f, -0f);
    }

    /** The record is public: a stray value of a kind that has none must not become a weight. */
    @Test
    void draw_zerosWithAValue_areZeros() {
        InitialWeights zeros = new InitialWeights(InitialWeights.Kind.ZEROS, 5);

        assertThat(zeros.value()).isZero();
        assertThat(zeros).isEqualTo(InitialWeights.zeros());
    }

    /** The checksum pins the draws: a change of generator would change every published run. */
    @ParameterizedTest
    @CsvSource({
        "normal:1, 691304748",
        "uniform:1, 2595614351",
        "xavier, 2510920061",
        "he, 627507737"
    })
    void draw_sameSeed_givesTheSameBits(String text, long checksum) {
        InitialWeights weights = InitialWeights.parse(text);

        assertThat(draw(weights, 42)).isEqualTo(draw(weights, 42));
        assertThat(draw(weights, 42)).isNotEqualTo(draw(weights, 43));
        assertThat(checksum(draw(weights, 42))).isEqualTo(checksum);
    }

    private static long checksum(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        CRC32 crc = new CRC32();
        crc.update(bytes.array());
        return crc.getValue();
    }

    /** With unmixed seeds the first Gaussian of seeds 0, 1, 2, ... moves by small steps. */
    @Test
    void generator_neighbouringSeeds_areUncorrelated() {
        int seeds = 10_000;
        double[] first = new double[seeds];
        for (int seed = 0; seed < seeds; seed++) {
            first[seed] = Seeds.random(seed).nextGaussian();
        }
        double product = 0;
        double square = 0;
        for (int i = 0; i + 1 < seeds; i++) {
            product += first[i] * first[i + 1];
            square += first[i] * first[i];
        }
        assertThat(product / square).isCloseTo(0, within(STANDARD_ERRORS / Math.sqrt(seeds)));
        assertThat(square / seeds).isCloseTo(1, within(STANDARD_ERRORS * Math.sqrt(2.0 / seeds)));
    }

    @Test
    void draw_layerAfterLayer_continuesOneStream() {
        Random random = Seeds.random(3);
        float[] first = InitialWeights.normal(1).draw(random, 2, 3);
        float[] second = InitialWeights.normal(1).draw(random, 2, 3);

        assertThat(second).isNotEqualTo(first);
        float[] both = InitialWeights.normal(1).draw(Seeds.random(3), 4, 3);
        assertThat(both).startsWith(first).endsWith(second);
    }

    @ParameterizedTest
    @CsvSource({
        "normal:0.01, NORMAL, 0.01",
        "uniform:1, UNIFORM, 1",
        "zeros, ZEROS, 0",
        "constant:-0.5, CONSTANT, -0.5",
        "xavier, XAVIER, 0",
        "he, HE, 0"
    })
    void parse_everyForm_roundTrips(String text, InitialWeights.Kind kind, float value) {
        InitialWeights weights = InitialWeights.parse(text);

        assertThat(weights).isEqualTo(new InitialWeights(kind, value));
        assertThat(InitialWeights.parse(weights.toString())).isEqualTo(weights);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "normal",
                "normal:",
                "normal:x",
                "normal:1:2",
                "normal:NaN",
                "normal:-1",
                "normal:Infinity",
                "normal:1e39",
                "constant:-1e-50",
                "normal:1e39",
                "uniform:-0.1",
                "zeros:",
                "zeros:1",
                "he:1",
                "Normal:1",
                "gaussian:1",
                "constant",
                "constant:NaN",
                "xavier:2",
                "normal:1,5"
            })
    void parse_badText_isRefusedInOneLineWithTheForms(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InitialWeights.parse(text))
                .withMessageContaining("use normal:STD, uniform:A, zeros")
                .withMessageStartingWith("weights ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "He, he",
        "kaiming, he",
        "kaiming_normal, he",
        "Glorot, xavier",
        "zero, zeros",
        "normal, normal:1",
        "Uniform:1, uniform:1"
    })
    void parse_asOthersCallIt_namesOurForm(String text, String meant) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InitialWeights.parse(text))
                .withMessageContaining("did you mean " + meant + "? use normal:STD");
    }

    @Test
    void parse_valueThatFloatsLose_namesWhatWasTyped() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InitialWeights.parse("normal:1e-60"))
                .withMessageContaining("'1e-60' is no number of 32 bits;");
        assertThat(InitialWeights.parse("normal:0.0e5").value()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "normal:1, true",
        "normal:0, false",
        "uniform:0.1, true",
        "uniform:0, false",
        "zeros, false",
        "constant:3, false",
        "xavier, true",
        "he, true"
    })
    void random_whereTheSeedDecides(String text, boolean random) {
        InitialWeights weights = InitialWeights.parse(text);

        assertThat(weights.random()).isEqualTo(random);
        float[] one = draw(weights, 1);
        float[] other = draw(weights, 2);
        // By value: -0 and 0 are the same weight.
        assertThat(IntStream.range(0, one.length).anyMatch(i -> one[i] != other[i]))
                .isEqualTo(random);
    }
}
