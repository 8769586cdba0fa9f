package io.gradlab.health.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.OutputKind;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a finding says: layers, first step, evidence, remedy; and limits that are met exactly. */
class FindingsTest {

    private static Finding of(Pathology pathology, MadeUpRun run) {
        return run.diagnosis().findings().stream()
                .filter(finding -> finding.pathology() == pathology)
                .findFirst()
                .orElseThrow();
    }

    private static MadeUpRun with(Quantity quantity, String where, double value) {
        return MadeUpRun.failing().everywhere(quantity, where, value);
    }

    /** A value is past its limit or is not: at the limit it is not. */
    @ParameterizedTest
    @CsvSource({
        "Z_STD, fc1, 4.5", // FIRST_LAYER_LARGE; fc2 is then 0.3 of it or less
        "Z_OFFSET, fc2, 1.5",
        "GRADIENT_NORM, fc1.weight, 200",
        "GRADIENT_NORM_RATIO, run, 70",
        "GRADIENT_NORM_RATIO, run, 5e-4",
        "DEAD_UNIT_FRACTION, fc2, 0.75",
        "SATURATION_FRACTION, fc1, 0.3"
    })
    void value_atItsLimit_isNoSign(Quantity quantity, String where, double limit) {
        MadeUpRun run = with(quantity, where, limit);
        if (quantity == Quantity.Z_STD) {
            run.everywhere(quantity, "fc2", limit);
        }

        assertThat(run.pathologies()).isEmpty();
    }

    @Test
    void valueOfLater_atItsLimit_isNoSign() {
        assertThat(MadeUpRun.failing().from(5, Quantity.DEAD_UNIT_FRACTION, "fc2", 0.9))
                .returns(0, run -> run.pathologies().size());
        assertThat(MadeUpRun.failing().from(5, Quantity.SATURATION_FRACTION, "fc2", 0.95))
                .returns(0, run -> run.pathologies().size());
        assertThat(MadeUpRun.failing().loss(2, 5).from(2, Quantity.UPDATE_RATIO, "fc1.weight", 0.2))
                .returns(0, run -> run.pathologies().size());
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 5", "0, 0.15, 1", "10, 1, 1"})
    void inputs_atTheirLimit_areNoSign(double mean, double smallest, double largest) {
        assertThat(
                        MadeUpRun.failing()
                                .inputs(
                                        new InputStatistics(
                                                2, mean, smallest, smallest, largest, 30, 0, 1, 1))
                                .pathologies())
                .isEmpty();
    }

    /** Means of 50 and deviations of 10: an offset of 5. Without features nothing is said. */
    @Test
    void unscaledInputs_offsetIsInDeviations() {
        Finding finding =
                of(
                        Pathology.UNSCALED_INPUTS,
                        MadeUpRun.failing()
                                .inputs(new InputStatistics(2, 220, 1, 1, 20, 300, 0, 1, 1)));

        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "largest std of an input: 20 > 5",
                        "largest |mean| over std of an input: 11 > 10");
        assertThat(
                        MadeUpRun.failing()
                                .inputs(new InputStatistics(0, 220, 1, 1, 20, 300, 0, 1, 1))
                                .pathologies())
                .doesNotContain(Pathology.UNSCALED_INPUTS);
        assertThat(
                        MadeUpRun.failing()
                                .inputs(new InputStatistics(2, 220, 0, 0, 0, 220, 0, 1, 1))
                                .pathologies())
                .doesNotContain(Pathology.UNSCALED_INPUTS);
    }

    @Test
    void saturation_tellsBirthFromLater() {
        Finding born = of(Pathology.SATURATION, with(Quantity.SATURATION_FRACTION, "fc1", 0.4));
        Finding later =
                of(
                        Pathology.SATURATION,
                        MadeUpRun.failing().from(5, Quantity.SATURATION_FRACTION, "fc2", 0.96));

        assertThat(born.where()).containsExactly("fc1");
        assertThat(born.since()).isEqualTo(1);
        assertThat(born.remedy().toString()).startsWith("Draw smaller weights");
        assertThat(born.evidence())
                .extracting(Evidence::toString)
                .containsExactly("saturation fraction of fc1 at the start: 0.400 > 0.300");
        assertThat(later.where()).containsExactly("fc2");
        assertThat(later.since()).isEqualTo(5);
        assertThat(later.remedy().toString()).startsWith("Lower the learning rate");
        assertThat(later.evidence())
                .extracting(Evidence::toString)
                .containsExactly("saturation fraction of fc2, step 150: 0.960 > 0.950");
    }

    @Test
    void weightScale_namesLayersAndTheWayToGo() {
        Finding small = of(Pathology.BAD_WEIGHT_SCALE, with(Quantity.Z_STD, "fc2", 0.2));
        Finding large = of(Pathology.BAD_WEIGHT_SCALE, with(Quantity.Z_STD, "fc2", 3));
        Finding offset = of(Pathology.BAD_WEIGHT_SCALE, with(Quantity.Z_OFFSET, "fc1", 2));

        assertThat(small.where()).containsExactly("fc2");
        assertThat(small.remedy().toString())
                .contains("rule, larger than they are, with biases 0.");
        assertThat(small.evidence())
                .extracting(Evidence::toString)
                .containsExactly("z std of fc2 over the layer before: 0.200 < 0.300");
        assertThat(large.where()).containsExactly("fc2");
        assertThat(large.remedy().toString())
                .contains("rule, smaller than they are, with biases 0.");
        assertThat(offset.where()).containsExactly("fc1");
        assertThat(offset.remedy().toString()).contains("rule, with biases 0.");
        assertThat(offset.evidence())
                .extracting(Evidence::toString)
                .containsExactly("z offset of fc1: 2 > 1.50");
    }

    /** Inputs of deviation 2: z of 10 is 5 times as large; a layer without z passes a on. */
    @Test
    void weightScale_isMeasuredAgainstWhatGoesIn() {
        MadeUpRun wide =
                with(Quantity.Z_STD, "fc1", 10)
                        .everywhere(Quantity.Z_STD, "fc2", 10)
                        .inputs(new InputStatistics(2, 0, 2, 2, 2, 3, 0, 1, 1));
        MadeUpRun recurrent =
                with(Quantity.Z_STD, "fc1", Double.NaN)
                        .everywhere(Quantity.ACTIVATION_STD, "fc1", 0.1)
                        .everywhere(Quantity.Z_STD, "fc2", 0.4);

        assertThat(of(Pathology.BAD_WEIGHT_SCALE, wide).evidence())
                .extracting(Evidence::toString)
                .containsExactly("z std of fc1 over std of the inputs: 5 > 4.50");
        assertThat(of(Pathology.BAD_WEIGHT_SCALE, recurrent).evidence())
                .extracting(Evidence::toString)
                .containsExactly("z std of fc2 over the layer before: 4 > 2");
        assertThat(
                        with(Quantity.Z_STD, "fc1", 9)
                                .everywhere(Quantity.Z_STD, "fc2", 9)
                                .inputs(new InputStatistics(2, 0, 0, 0, 0, 3, 0, 1, 1))
                                .pathologies())
                .as("inputs without a scale")
                .isEmpty();
    }

    /** The square root of 5e-4 is 0.0224. */
    @Test
    void vanishingGradient_isInTheLayersThatLoseIt() {
        Finding finding =
                of(
                        Pathology.VANISHING_GRADIENT,
                        with(Quantity.GRADIENT_NORM_RATIO, Reading.RUN, 1e-4)
                                .everywhere(Quantity.GRADIENT_NORM_RATIO, "fc1", 0.02)
                                .everywhere(Quantity.GRADIENT_NORM_RATIO, "fc2", 0.03));

        assertThat(finding.where()).containsExactly("fc1");
        assertThat(finding.remedy().toString()).startsWith("Draw the weights by He's rule");
        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "gradient norm of the first layer over the last: 1.00e-04 < 5.00e-04");
    }

    @Test
    void explodingGradient_isInTheLayersOfItsParameters() {
        Finding relative =
                of(Pathology.EXPLODING_GRADIENT, with(Quantity.GRADIENT_NORM, "fc2.weight", 300));
        Finding growth =
                of(Pathology.EXPLODING_GRADIENT, with(Quantity.GRADIENT_NORM, "fc1.bias", 20));

        assertThat(relative.where()).containsExactly("fc2");
        assertThat(relative.evidence())
                .extracting(Evidence::toString)
                .containsExactly("gradient norm over norm of fc2.weight: 300 > 200");
        assertThat(growth.where()).containsExactly("fc1");
        assertThat(growth.evidence())
                .extracting(Evidence::toString)
                .containsExactly("gradient norm of fc1.bias over that of fc3.bias: 200 > 100");
        assertThat(
                        with(Quantity.GRADIENT_NORM, "fc2.weight", 300)
                                .everywhere(Quantity.PARAMETER_NORM, "fc2.weight", 2)
                                .pathologies())
                .doesNotContain(Pathology.EXPLODING_GRADIENT);
        assertThat(
                        with(Quantity.GRADIENT_NORM, "fc2.weight", 300)
                                .everywhere(Quantity.PARAMETER_NORM, "fc2.weight", 0)
                                .pathologies())
                .doesNotContain(Pathology.EXPLODING_GRADIENT);
    }

    /** Step 10 is one of the first, step 13 is not; of a parameter of zeros nothing is said. */
    @Test
    void learningRateTooLarge_isOfTheFirstStepsAlone() {
        Finding finding =
                of(
                        Pathology.LEARNING_RATE_TOO_LARGE,
                        MadeUpRun.failing()
                                .loss(13, 7)
                                .from(10, Quantity.UPDATE_RATIO, "fc2.weight", 0.5));

        assertThat(finding.since()).isEqualTo(13);
        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "update ratio of fc2.weight at step 10: 0.500 > 0.200",
                        "loss at step 13 over that of the start: 10 > 2.50");
        assertThat(
                        MadeUpRun.failing()
                                .loss(13, 7)
                                .from(13, Quantity.UPDATE_RATIO, "fc2.weight", 0.5)
                                .pathologies())
                .doesNotContain(Pathology.LEARNING_RATE_TOO_LARGE);
        assertThat(
                        MadeUpRun.failing()
                                .loss(31, 7)
                                .from(10, Quantity.UPDATE_RATIO, "fc2.weight", 0.5)
                                .pathologies())
                .doesNotContain(Pathology.LEARNING_RATE_TOO_LARGE);
        assertThat(
                        MadeUpRun.failing()
                                .loss(30, 7)
                                .everywhere(Quantity.PARAMETER_NORM, "fc2.weight", 0)
                                .from(10, Quantity.UPDATE_RATIO, "fc2.weight", 0.5)
                                .pathologies())
                .doesNotContain(Pathology.LEARNING_RATE_TOO_LARGE);
        assertThat(
                        MadeUpRun.failing()
                                .loss(30, 7)
                                .from(10, Quantity.UPDATE_RATIO, "fc2.weight", 0.5)
                                .pathologies())
                .contains(Pathology.LEARNING_RATE_TOO_LARGE);
    }

    @Test
    void lossMismatch_namesBothSides() {
        Finding softmax =
                of(
                        Pathology.LOSS_MISMATCH,
                        MadeUpRun.failing().kinds(OutputKind.LOGITS, LossKind.LOG_PROBABILITIES));
        Finding reversed =
                of(
                        Pathology.LOSS_MISMATCH,
                        MadeUpRun.failing().kinds(OutputKind.LOGITS, LossKind.REVERSED));

        assertThat(softmax.evidence())
                .extracting(Evidence::toString)
                .containsExactly("the block gives logits, the loss takes log-probabilities");
        assertThat(softmax.remedy().toString()).startsWith("End the block in a log-softmax");
        assertThat(reversed.remedy().toString()).startsWith("Negate the loss");
    }

    @Test
    void nonFinite_ofALayersOutput_namesTheLayer() {
        assertThat(
                        of(Pathology.NON_FINITE, MadeUpRun.failing().nonFinite(3, "fc2", "output"))
                                .evidence())
                .extracting(Evidence::toString)
                .containsExactly("first non-finite value: NaN in the output of fc2 at step 3");
        assertThat(of(Pathology.NON_FINITE, MadeUpRun.failing().nonFinite(3, "", "loss")).where())
                .isEmpty();
    }
}
