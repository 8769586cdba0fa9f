package io.gradlab.health.diagnosis;

import static io.gradlab.health.diagnosis.Pathology.BAD_WEIGHT_SCALE;
import static io.gradlab.health.diagnosis.Pathology.DEAD_UNITS;
import static io.gradlab.health.diagnosis.Pathology.EXPLODING_GRADIENT;
import static io.gradlab.health.diagnosis.Pathology.LABEL_FORM;
import static io.gradlab.health.diagnosis.Pathology.LABEL_SHAPE;
import static io.gradlab.health.diagnosis.Pathology.LEARNING_RATE_TOO_LARGE;
import static io.gradlab.health.diagnosis.Pathology.LEARNING_RATE_TOO_SMALL;
import static io.gradlab.health.diagnosis.Pathology.LOSS_MISMATCH;
import static io.gradlab.health.diagnosis.Pathology.NON_FINITE;
import static io.gradlab.health.diagnosis.Pathology.NOT_LEARNING;
import static io.gradlab.health.diagnosis.Pathology.NO_GRADIENT;
import static io.gradlab.health.diagnosis.Pathology.OSCILLATION;
import static io.gradlab.health.diagnosis.Pathology.OUTPUT_RANGE;
import static io.gradlab.health.diagnosis.Pathology.OVERFITTING;
import static io.gradlab.health.diagnosis.Pathology.RARE_CLASS;
import static io.gradlab.health.diagnosis.Pathology.SATURATION;
import static io.gradlab.health.diagnosis.Pathology.TOO_FEW_EPOCHS;
import static io.gradlab.health.diagnosis.Pathology.TOO_FEW_UNITS;
import static io.gradlab.health.diagnosis.Pathology.UNSCALED_INPUTS;
import static io.gradlab.health.diagnosis.Pathology.VANISHING_GRADIENT;
import static io.gradlab.health.diagnosis.Pathology.WRONG_LABELS;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradlab.core.Text;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CauseOrderTest {

    private static Finding finding(Pathology pathology, long since) {
        return finding(pathology, since, Severity.ALARM);
    }

    private static Finding finding(Pathology pathology, long since, Severity severity) {
        return new Finding(
                pathology,
                severity,
                List.of("fc1"),
                Map.of(),
                since,
                List.of(new Evidence(Text.of("q"), 1, ">", 0)),
                Text.of("why"),
                List.of(new Advice(Remedy.REDRAW_WEIGHTS, 0, 0)));
    }

    private static List<Pathology> causes(Finding... findings) {
        return CauseOrder.order(List.of(findings)).causes().stream()
                .map(cause -> cause.finding().pathology())
                .toList();
    }

    @Test
    void deadLayer_explainsVanishingGradientAndNoLearning() {
        Diagnosis diagnosis =
                CauseOrder.order(
                        List.of(
                                finding(NOT_LEARNING, 100),
                                finding(VANISHING_GRADIENT, 1),
                                finding(DEAD_UNITS, 1)));

        assertThat(diagnosis.causes()).hasSize(1);
        assertThat(diagnosis.causes().get(0).finding().pathology()).isEqualTo(DEAD_UNITS);
        assertThat(diagnosis.causes().get(0).consequences())
                .extracting(Finding::pathology)
                .containsExactly(VANISHING_GRADIENT, NOT_LEARNING);
    }

    @Test
    void nan_explainsEverythingAfterAndNothingBefore() {
        assertThat(causes(finding(NON_FINITE, 7), finding(DEAD_UNITS, 8), finding(SATURATION, 9)))
                .containsExactly(NON_FINITE);
        assertThat(causes(finding(NON_FINITE, 7), finding(DEAD_UNITS, 1)))
                .containsExactly(DEAD_UNITS, NON_FINITE);
    }

    @Test
    void learningRate_explainsNan() {
        assertThat(causes(finding(NON_FINITE, 7), finding(LEARNING_RATE_TOO_LARGE, 2)))
                .containsExactly(LEARNING_RATE_TOO_LARGE);
    }

    /** A weight scale is bad in some way: where that way has a name, it is named. */
    @ParameterizedTest
    @EnumSource(
            value = Pathology.class,
            names = {
                "SYMMETRIC_UNITS",
                "EXPLODING_GRADIENT",
                "DEAD_UNITS",
                "SATURATION",
                "VANISHING_GRADIENT"
            })
    void badScale_goesWithItsMoreSpecificName(Pathology specific) {
        assertThat(causes(finding(BAD_WEIGHT_SCALE, 1), finding(specific, 1)))
                .containsExactly(specific);
    }

    @Test
    void whatCameLater_explainsNothingThatCameBefore() {
        assertThat(causes(finding(DEAD_UNITS, 50), finding(VANISHING_GRADIENT, 1)))
                .containsExactly(VANISHING_GRADIENT, DEAD_UNITS);
    }

    @Test
    void inputsAndLoss_comeBeforeAllElse() {
        assertThat(
                        causes(
                                finding(EXPLODING_GRADIENT, 1),
                                finding(LOSS_MISMATCH, 1),
                                finding(UNSCALED_INPUTS, 1)))
                .containsExactly(LOSS_MISMATCH, UNSCALED_INPUTS);
    }

    /** Two faults: to mend the loss leaves the inputs unscaled, and each has its own remedy. */
    @ParameterizedTest
    @EnumSource(
            value = Pathology.class,
            names = {
                "UNSCALED_TARGETS",
                "UNSCALED_INPUTS",
                "FROZEN_LAYERS",
                "GRADIENTS_NOT_CLEARED",
                "NO_NONLINEARITY",
                "ONE_CLASS_BATCHES"
            })
    void whatDataAndProgramAre_isNoConsequence(Pathology given) {
        assertThat(causes(finding(LABEL_SHAPE, 1), finding(given, 1), finding(NOT_LEARNING, 100)))
                .containsExactly(LABEL_SHAPE, given);
    }

    /** Labels in the wrong form are out of the output's range, and give no gradient. */
    @Test
    void labels_explainWhatOutputAndGradientShow() {
        assertThat(
                        causes(
                                finding(NO_GRADIENT, 1),
                                finding(OUTPUT_RANGE, 1),
                                finding(LABEL_FORM, 1)))
                .containsExactly(LABEL_FORM);
    }

    /** Sorted data and what differs from training mode show as symptoms of other causes, too. */
    @ParameterizedTest
    @EnumSource(
            value = Pathology.class,
            names = {"ONE_CLASS_BATCHES", "BATCH_NORM_LAG", "DROPOUT_TOO_STRONG"})
    void whatTheInferencePassShows_isExplained(Pathology cause) {
        assertThat(
                        causes(
                                finding(cause, 1),
                                finding(DEAD_UNITS, 1),
                                finding(SATURATION, 5),
                                finding(TOO_FEW_UNITS, 1),
                                finding(TOO_FEW_EPOCHS, 200),
                                finding(NOT_LEARNING, 100)))
                .containsExactly(cause);
    }

    /** A rate so small that the training ended before anything was learned. */
    @Test
    void slowRate_explainsTooFewEpochs_andTheseTheSwing() {
        assertThat(
                        causes(
                                finding(LEARNING_RATE_TOO_SMALL, 11),
                                finding(TOO_FEW_EPOCHS, 200),
                                finding(NOT_LEARNING, 100)))
                .containsExactly(LEARNING_RATE_TOO_SMALL);
        assertThat(causes(finding(TOO_FEW_EPOCHS, 200), finding(OSCILLATION, 13)))
                .containsExactly(TOO_FEW_EPOCHS);
    }

    /** Two faults that do not follow from each other are both told, with their remedies. */
    @Test
    void twoFaults_areTwoCauses() {
        assertThat(causes(finding(RARE_CLASS, 150), finding(OVERFITTING, 200)))
                .containsExactly(RARE_CLASS, OVERFITTING);
        assertThat(causes(finding(WRONG_LABELS, 200), finding(DEAD_UNITS, 1, Severity.WARNING)))
                .containsExactly(WRONG_LABELS, DEAD_UNITS);
    }

    @Test
    void alarms_comeBeforeWarnings() {
        assertThat(causes(finding(UNSCALED_INPUTS, 1, Severity.WARNING), finding(LOSS_MISMATCH, 1)))
                .containsExactly(LOSS_MISMATCH, UNSCALED_INPUTS);
    }

    @Test
    void everyFinding_isThereOnce() {
        List<Finding> all =
                java.util.Arrays.stream(Pathology.values()).map(p -> finding(p, 1)).toList();

        assertThat(CauseOrder.order(all).findings()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void nothing_isHealthy() {
        assertThat(CauseOrder.order(List.of()).healthy()).isTrue();
    }
}
