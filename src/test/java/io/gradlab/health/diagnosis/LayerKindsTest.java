package io.gradlab.health.diagnosis;

import static io.gradlab.health.diagnosis.KindRuns.OF_WHO_KNOWS_NOTHING;
import static io.gradlab.health.diagnosis.KindRuns.failing;
import static io.gradlab.health.diagnosis.KindRuns.judged;
import static io.gradlab.health.diagnosis.KindRuns.lagging;
import static io.gradlab.health.diagnosis.KindRuns.of;
import static io.gradlab.health.diagnosis.KindRuns.remedies;
import static io.gradlab.health.diagnosis.KindRuns.still;
import static io.gradlab.health.diagnosis.Pathology.BATCH_NORM_LAG;
import static io.gradlab.health.diagnosis.Pathology.DROPOUT_TOO_STRONG;
import static io.gradlab.health.diagnosis.Pathology.FROZEN_LAYERS;
import static io.gradlab.health.diagnosis.Pathology.GRADIENTS_NOT_CLEARED;
import static io.gradlab.health.diagnosis.Pathology.NO_GRADIENT;
import static io.gradlab.health.diagnosis.Pathology.NO_NONLINEARITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of layers that cannot learn, or unlearn, and of what is done to gradients. */
class LayerKindsTest {

    @Test
    void frozenLayers_areNamedWhereTheRunFails() {
        Finding some = of(FROZEN_LAYERS, failing().frozen("fc1", "fc2"));

        assertThat(some.where()).containsExactly("fc1", "fc2");
        assertThat(some.severity()).isEqualTo(Severity.ALARM);
        assertThat(some.evidence())
                .extracting(Evidence::toString)
                .containsExactly(
                        "fc1.weight, fc1.bias may not change",
                        "fc2.weight, fc2.bias may not change");
        assertThat(MadeUpRun.learned().frozen("fc1", "fc2").pathologies()).isEmpty();
    }

    @Test
    void frozenLayers_allOfThem_areAnAlarmAtTheStart() {
        Finding all = of(FROZEN_LAYERS, failing().frozen("fc1", "fc2", "fc3").steps(1));

        assertThat(all.severity()).isEqualTo(Severity.ALARM);
        assertThat(all.why().toString()).startsWith("Where no parameter may change");
        assertThat(of(FROZEN_LAYERS, failing().frozen("fc1", "fc2", "fc3").normed("fc2")).why())
                .as("running statistics are nobody's to learn")
                .isEqualTo(all.why());
    }

    /** One reading is none: to add up the gradients of two batches takes two. */
    @Test
    void gradientsNotCleared_ofOneReading_isNoSign() {
        MadeUpRun once =
                failing()
                        .everywhere(Quantity.OWN_GRADIENT_RATIO, Reading.RUN, 1)
                        .from(2, Quantity.OWN_GRADIENT_RATIO, Reading.RUN, 1.9)
                        .from(3, Quantity.OWN_GRADIENT_RATIO, Reading.RUN, Double.NaN);

        assertThat(once.pathologies()).isSubsetOf(OF_WHO_KNOWS_NOTHING);

        Finding twice =
                of(
                        GRADIENTS_NOT_CLEARED,
                        once.from(3, Quantity.OWN_GRADIENT_RATIO, Reading.RUN, 2.4)
                                .from(4, Quantity.OWN_GRADIENT_RATIO, Reading.RUN, Double.NaN));

        assertThat(twice.since()).isEqualTo(2);
        assertThat(twice.evidence()).hasSize(2);
        assertThat(remedies(twice)).containsExactlyInAnyOrder(Remedy.CLEAR_GRADIENTS);
    }

    @Test
    void noNonlinearity_isOfAllHiddenLayers() {
        MadeUpRun linear = failing().function("fc1", "linear").function("fc2", "linear");

        assertThat(of(NO_NONLINEARITY, linear).where()).containsExactly("fc1", "fc2");
        assertThat(linear.function("fc2", "square").pathologies()).isSubsetOf(OF_WHO_KNOWS_NOTHING);
        assertThat(
                        MadeUpRun.learned()
                                .function("fc1", "linear")
                                .function("fc2", "linear")
                                .pathologies())
                .as("that has no need of one")
                .isEmpty();
        assertThat(
                        linear.function("fc2", "linear")
                                .everywhere(Quantity.Z_STD, "fc1", Double.NaN)
                                .pathologies())
                .as("whose forward pass was not watched")
                .doesNotContain(NO_NONLINEARITY);
    }

    @ParameterizedTest
    @CsvSource({"softmax, SIGMOID_OUTPUT", "relu, LINEAR_OUTPUT", "linear, TRY_ONE_BATCH"})
    void noGradient_isMendedAtTheOutput(String function, Remedy first) {
        Finding finding = of(NO_GRADIENT, still(failing(), 0).function("fc3", function));

        assertThat(finding.severity()).isEqualTo(Severity.ALARM);
        assertThat(remedies(finding)).contains(first);
    }

    /** Weights of zeros have no gradient, and a name of their own; who has learned needs none. */
    @Test
    void noGradient_ofUnitsBornEqualOrDead_isTheirs() {
        assertThat(
                        still(failing(), 0)
                                .everywhere(Quantity.EFFECTIVE_WIDTH_SHARE, "fc1", 0.25)
                                .pathologies())
                .doesNotContain(NO_GRADIENT);
        assertThat(
                        still(failing(), 0)
                                .everywhere(Quantity.DEAD_UNIT_FRACTION, "fc2", 1)
                                .pathologies())
                .doesNotContain(NO_GRADIENT);
        assertThat(still(MadeUpRun.learned(), 0).pathologies()).doesNotContain(NO_GRADIENT);
        assertThat(
                        still(failing(), 0)
                                .everywhere(Quantity.UPDATE_RATIO, "fc1.weight", 0.01)
                                .pathologies())
                .as("momentum moves on without a gradient")
                .doesNotContain(NO_GRADIENT);
    }

    @Test
    void batchNormLag_needsANormAFairRunAndAFailure() {
        MadeUpRun lagging = lagging(MadeUpRun.learned().normed("fc2"), 12);

        assertThat(of(BATCH_NORM_LAG, lagging).severity()).isEqualTo(Severity.ALARM);
        assertThat(of(BATCH_NORM_LAG, lagging).where()).containsExactly("fc2");
        assertThat(remedies(of(BATCH_NORM_LAG, lagging))).contains(Remedy.LOWER_MOMENTUM);
        assertThat(lagging(MadeUpRun.learned(), 12).pathologies()).doesNotContain(BATCH_NORM_LAG);
        assertThat(lagging.judged(judged(200, 1.2)).pathologies())
                .as("one reading")
                .doesNotContain(BATCH_NORM_LAG);
        assertThat(
                        lagging.judged(
                                        new LossPoint(150, 1.2, 0.7, 0.95, 256),
                                        new LossPoint(200, 1.2, 0.7, 0.95, 256))
                                .pathologies())
                .as("that has learned in inference mode")
                .doesNotContain(BATCH_NORM_LAG);
        assertThat(
                        lagging.loss(40, 0.1)
                                .loss(45, 0.1)
                                .judged(judged(40, 1.2), judged(49, 1.2))
                                .steps(49)
                                .pathologies())
                .as("whose statistics are young")
                .doesNotContain(BATCH_NORM_LAG);
    }

    /** Batches of two have no mean worth the name. */
    @Test
    void batchNormLag_ofSmallBatches_isMendedByLargerOnes() {
        MadeUpRun run =
                lagging(failing().normed("fc2"), 12)
                        .labels(MadeUpLabels.binary(0.5).batches(20, 2, 0.5));

        assertThat(remedies(of(BATCH_NORM_LAG, run))).contains(Remedy.LARGER_BATCHES);
    }

    @Test
    void dropout_isNamedWhereItIsStrong() {
        MadeUpRun strong =
                failing()
                        .everywhere(Quantity.DROPOUT, "one", 0.9)
                        .everywhere(Quantity.DROPOUT, "other", 0.2)
                        .everywhere(Quantity.DROPOUT, "unknown", Double.NaN);

        assertThat(of(DROPOUT_TOO_STRONG, strong).where()).containsExactly("one");
        assertThat(of(DROPOUT_TOO_STRONG, strong).severity()).isEqualTo(Severity.ALARM);
        assertThat(of(DROPOUT_TOO_STRONG, strong).evidence())
                .extracting(Evidence::toString)
                .containsExactly("dropout rate of one: 0.900 > 0.500");
        assertThat(remedies(of(DROPOUT_TOO_STRONG, strong))).contains(Remedy.LESS_DROPOUT);
        assertThat(MadeUpRun.learned().everywhere(Quantity.DROPOUT, "one", 0.9).pathologies())
                .isEmpty();
    }
}
