package io.gradlab.health.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.health.observation.InputStatistics;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.OutputKind;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.List;
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

    private static List<Remedy> remedies(Finding finding) {
        return finding.remedies().stream().map(Advice::remedy).toList();
    }

    private static MadeUpRun with(Quantity quantity, String where, double value) {
        return MadeUpRun.failing().everywhere(quantity, where, value);
    }

    /** A value is past its limit or is not: at the limit it is not. */
    @ParameterizedTest
    @CsvSource({
        "Z_STD, fc2, 2.4", // LAYER_FACTOR_LARGE
        "Z_STD, fc2, 0.35", // LAYER_FACTOR_SMALL
        "Z_OFFSET, fc2, 1.5",
        "GRADIENT_NORM, fc1.weight, 200",
        "GRADIENT_NORM_RATIO, run, 70",
        "GRADIENT_NORM_RATIO, run, 5e-4",
        "DEAD_UNIT_FRACTION, fc2, 0.75",
        "SATURATION_FRACTION, fc1, 0.3"
    })
    void value_atItsLimit_isNoSign(Quantity quantity, String where, double limit) {
        // Between layers of equal width tanh's rule passes on exactly what goes in.
        MadeUpRun run =
                with(quantity, where, limit)
                        .function("fc2", "tanh")
                        .everywhere(Quantity.ACTIVATION_STD, "fc1", 1);

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
                        with(Quantity.Z_STD, "fc1", largest)
                                .inputs(
                                        new InputStatistics(
                                                2, mean, smallest, smallest, largest, 30, 0, 1, 1))
                                .pathologies())
                .isEmpty();
    }

    /** Images have pixels that hardly vary: what counts is the median pixel and the widest. */
    @Test
    void unscaledInputs_areNotThoseOfOneFeatureThatHardlyVaries() {
        assertThat(
                        MadeUpRun.failing()
                                .inputs(new InputStatistics(64, 0.9, 0.004, 0.4, 1, 1, 0, 1, 1))
                                .pathologies())
                .isEmpty();
        assertThat(
                        of(
                                        Pathology.UNSCALED_INPUTS,
                                        MadeUpRun.failing()
                                                .inputs(
                                                        new InputStatistics(
                                                                64, 0.9, 0.004, 0.09, 1, 1, 0, 1,
                                                                1)))
                                .evidence())
                .extracting(Evidence::toString)
                .containsExactly("median std of a feature: 0.0900 < 0.100");
    }

    /** A mean of 220 over a deviation of 20 is 11. Without features nothing is said. */
    @Test
    void unscaledInputs_offsetIsInDeviations() {
        Finding finding =
                of(
                        Pathology.UNSCALED_INPUTS,
                        MadeUpRun.failing()
                                .inputs(new InputStatistics(2, 220, 1, 1, 20, 300, 0, 2, 1)));

        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "std of feature 2, the largest: 20 > 5",
                        "|mean| of feature 1 over the largest std: 11 > 10");
        assertThat(remedies(finding)).containsExactlyInAnyOrder(Remedy.STANDARDISE_INPUTS);
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
        Finding born =
                of(
                        Pathology.SATURATION,
                        with(Quantity.SATURATION_FRACTION, "fc1", 0.4)
                                .everywhere(Quantity.PARAMETER_NORM, "fc1.bias", 1)
                                .function("fc1", "tanh"));
        Finding later =
                of(
                        Pathology.SATURATION,
                        MadeUpRun.failing()
                                .function("fc2", "tanh")
                                .from(5, Quantity.SATURATION_FRACTION, "fc2", 0.96));

        assertThat(born.where()).containsExactly("fc1");
        assertThat(born.since()).isEqualTo(1);
        assertThat(remedies(born))
                .containsExactlyInAnyOrder(Remedy.REDRAW_WEIGHTS, Remedy.TAKE_RELU);
        assertThat(born.evidence())
                .extracting(Evidence::toString)
                .containsExactly("saturation fraction of fc1 at the start: 0.400 > 0.300");
        assertThat(later.where()).containsExactly("fc2");
        assertThat(later.since()).isEqualTo(5);
        assertThat(remedies(later)).containsExactlyInAnyOrder(Remedy.LOWER_RATE, Remedy.TAKE_RELU);
        assertThat(later.evidence())
                .extracting(Evidence::toString)
                .containsExactly("saturation fraction of fc2, step 150: 0.960 > 0.950");
    }

    @Test
    void weightScale_namesLayersAndTheRule() {
        Finding small = of(Pathology.BAD_WEIGHT_SCALE, with(Quantity.Z_STD, "fc2", 0.2));
        Finding large = of(Pathology.BAD_WEIGHT_SCALE, with(Quantity.Z_STD, "fc2", 3));
        Finding offset =
                of(
                        Pathology.BAD_WEIGHT_SCALE,
                        with(Quantity.Z_OFFSET, "fc1", 2)
                                .everywhere(Quantity.PARAMETER_NORM, "fc1.bias", 5));

        assertThat(small.where()).containsExactly("fc2");
        assertThat(remedies(small)).containsExactlyInAnyOrder(Remedy.REDRAW_WEIGHTS);
        assertThat(small.evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "z std of fc2 over that by the rule for its function: 0.200 < 0.350");
        assertThat(large.where()).containsExactly("fc2");
        assertThat(large.evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "z std of fc2 over that by the rule for its function: 3.00 > 2.40");
        assertThat(offset.where()).containsExactly("fc1");
        assertThat(remedies(offset)).containsExactlyInAnyOrder(Remedy.REDRAW_WEIGHTS);
        assertThat(offset.evidence())
                .extracting(Evidence::toString)
                .containsExactly("z offset of fc1: 2 > 1.50");
    }

    /**
     * Two inputs of deviation 2 into eight units: He's rule gives 2 sqrt(2), Glorot's 2 sqrt(4 /
     * 10). Into eight units from eight, each of which varies by 0.1, Glorot's gives 0.1.
     */
    @Test
    void weightScale_isMeasuredAgainstTheRuleForTheFunction() {
        MadeUpRun wide = MadeUpRun.failing().inputs(new InputStatistics(2, 0, 2, 2, 2, 3, 0, 1, 1));

        assertThat(scales(wide.everywhere(Quantity.Z_STD, "fc1", 10 * Math.sqrt(2))))
                .containsExactly("z std of fc1 over that by the rule for its function: 5 > 4");
        assertThat(
                        scales(
                                wide.function("fc1", "sigmoid")
                                        .everywhere(Quantity.Z_STD, "fc1", 40 * Math.sqrt(0.4))))
                .containsExactly("z std of fc1 over that by the rule for its function: 20 > 16");
        assertThat(
                        scales(
                                with(Quantity.ACTIVATION_STD, "fc1", 0.1)
                                        .function("fc2", "tanh")
                                        .everywhere(Quantity.Z_STD, "fc2", 0.3)))
                .containsExactly(
                        "z std of fc2 over that by the rule for its function: 3.00 > 2.40");
    }

    /** Glorot's own weights: what a sigmoid takes from the signal is not theirs. */
    @Test
    void weightScale_ofGlorotsWeightsBehindASigmoid_isInOrder() {
        MadeUpRun glorot =
                MadeUpRun.failing()
                        .function("fc1", "sigmoid")
                        .function("fc2", "sigmoid")
                        .everywhere(Quantity.Z_STD, "fc1", Math.sqrt(0.4))
                        .everywhere(Quantity.ACTIVATION_STD, "fc1", 0.25 * Math.sqrt(0.4))
                        .everywhere(Quantity.Z_STD, "fc2", 0.25 * Math.sqrt(0.4))
                        .everywhere(Quantity.ACTIVATION_STD, "fc2", 0.25 * 0.25 * Math.sqrt(0.4));

        assertThat(glorot.pathologies()).isEmpty();
    }

    /** Without weights of its own, without z, or of inputs without a scale: nothing is said. */
    @Test
    void weightScale_thatIsNotKnown_isNoSign() {
        assertThat(with(Quantity.Z_STD, "fc2", 9).normed("fc2").pathologies()).isEmpty();
        assertThat(with(Quantity.Z_STD, "fc2", Double.NaN).pathologies()).isEmpty();
        assertThat(
                        with(Quantity.Z_STD, "fc2", 9)
                                .everywhere(Quantity.ACTIVATION_STD, "fc1", Double.NaN)
                                .pathologies())
                .isEmpty();
        assertThat(
                        with(Quantity.Z_STD, "fc1", 9)
                                .inputs(new InputStatistics(2, 0, 0, 0, 0, 3, 0, 1, 1))
                                .pathologies())
                .as("inputs without a scale")
                .isEmpty();
    }

    /** Of a width that is not known, as behind a recurrent layer, that of a square layer. */
    @Test
    void weightScale_ofUnknownWidth_isThatOfASquareLayer() {
        MadeUpRun recurrent = MadeUpRun.failing().width("fc1", 0).function("fc2", "tanh");

        assertThat(
                        scales(
                                recurrent
                                        .everywhere(Quantity.ACTIVATION_STD, "fc1", 0.1)
                                        .everywhere(Quantity.Z_STD, "fc2", 0.4)))
                .containsExactly("z std of fc2 over that by the rule for its function: 4 > 2.40");
    }

    private static List<String> scales(MadeUpRun run) {
        return of(Pathology.BAD_WEIGHT_SCALE, run).evidence().stream()
                .map(Evidence::toString)
                .toList();
    }

    /** The square root of 5e-4 is 0.0224. */
    @Test
    void vanishingGradient_isInTheLayersThatLoseIt() {
        Finding finding =
                of(
                        Pathology.VANISHING_GRADIENT,
                        with(Quantity.GRADIENT_NORM_RATIO, Reading.RUN, 1e-4)
                                .function("fc1", "tanh")
                                .function("fc2", "sigmoid")
                                .everywhere(Quantity.GRADIENT_NORM_RATIO, "fc1", 0.02)
                                .everywhere(Quantity.GRADIENT_NORM_RATIO, "fc2", 0.03));

        assertThat(finding.where()).containsExactly("fc1");
        assertThat(remedies(finding)).contains(Remedy.TAKE_RELU, Remedy.TAKE_TANH);
        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "gradient norm of the first layer over the last: 1.00e-04 < 5.00e-04");
    }

    /** Of two sigmoid layers 0.0156 of the signal is left; a single one has none to compare. */
    @Test
    void vanishingGradient_ofASignalThatSigmoidsLose_isInThem() {
        MadeUpRun run =
                with(Quantity.ACTIVATION_STD, "fc1", 0.25)
                        .everywhere(Quantity.ACTIVATION_STD, "fc2", 0.25 / 64)
                        .function("fc1", "sigmoid")
                        .function("fc2", "sigmoid");
        Finding finding = of(Pathology.VANISHING_GRADIENT, run);

        assertThat(finding.where()).containsExactly("fc2");
        assertThat(finding.evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "signal of fc2 over that of fc1 (a sigmoid passes a quarter): 0.0156 < 0.0500");
        assertThat(run.function("fc1", "tanh").pathologies())
                .doesNotContain(Pathology.VANISHING_GRADIENT);
    }

    /** ReLU with weights by the rule in few layers has nothing left to change of what mends it. */
    @Test
    void vanishingGradient_whereAllIsFollowed_saysWhatElseHelps() {
        Finding finding =
                of(
                        Pathology.VANISHING_GRADIENT,
                        with(Quantity.GRADIENT_NORM_RATIO, Reading.RUN, 1e-4));

        assertThat(finding.remedies())
                .extracting(Advice::remedy)
                .containsExactlyInAnyOrderElementsOf(Followed.NEXT);
    }

    /** A bias gradient of the last layer that is 0 by symmetry is no denominator. */
    @Test
    void explodingGradient_ofALastBiasNear0_isNoSign() {
        assertThat(with(Quantity.GRADIENT_NORM, "fc3.bias", 4.7e-10).pathologies()).isEmpty();
        assertThat(
                        with(Quantity.GRADIENT_NORM, "fc3.bias", 9e-6)
                                .everywhere(Quantity.GRADIENT_NORM, "fc3.weight", 1e-4)
                                .pathologies())
                .as("rounding")
                .isEmpty();
        assertThat(
                        with(Quantity.GRADIENT_NORM, "fc3.bias", 9e-5)
                                .everywhere(Quantity.GRADIENT_NORM, "fc3.weight", 0.1)
                                .pathologies())
                .as("beside that of its weight")
                .isEmpty();
        assertThat(
                        with(Quantity.GRADIENT_NORM, "fc3.bias", 2e-4)
                                .everywhere(Quantity.GRADIENT_NORM, "fc3.weight", 0.1)
                                .pathologies())
                .containsExactly(Pathology.EXPLODING_GRADIENT);
    }

    @Test
    void explodingGradient_isMendedByNewWeightsToo() {
        Finding finding =
                of(
                        Pathology.EXPLODING_GRADIENT,
                        with(Quantity.GRADIENT_NORM, "fc2.weight", 300)
                                .everywhere(Quantity.Z_STD, "fc2", 4));

        assertThat(remedies(finding))
                .containsExactlyInAnyOrder(
                        Remedy.REDRAW_WEIGHTS, Remedy.CLIP_GRADIENT, Remedy.LOWER_RATE);
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
        assertThat(remedies(softmax)).containsExactlyInAnyOrder(Remedy.END_IN_LOG_SOFTMAX);
        assertThat(remedies(reversed)).containsExactlyInAnyOrder(Remedy.NEGATE_LOSS);
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
