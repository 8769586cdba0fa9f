package io.gradlab.health.diagnosis;

import static io.gradlab.health.diagnosis.Pathology.BAD_WEIGHT_SCALE;
import static io.gradlab.health.diagnosis.Pathology.DEAD_UNITS;
import static io.gradlab.health.diagnosis.Pathology.EXPLODING_GRADIENT;
import static io.gradlab.health.diagnosis.Pathology.LEARNING_RATE_TOO_LARGE;
import static io.gradlab.health.diagnosis.Pathology.LOSS_MISMATCH;
import static io.gradlab.health.diagnosis.Pathology.NON_FINITE;
import static io.gradlab.health.diagnosis.Pathology.NOT_LEARNING;
import static io.gradlab.health.diagnosis.Pathology.SATURATION;
import static io.gradlab.health.diagnosis.Pathology.SYMMETRIC_UNITS;
import static io.gradlab.health.diagnosis.Pathology.UNSCALED_INPUTS;
import static io.gradlab.health.diagnosis.Pathology.VANISHING_GRADIENT;
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
        assertThat(causes(finding(NON_FINITE, 7), finding(SYMMETRIC_UNITS, 1)))
                .containsExactly(SYMMETRIC_UNITS, NON_FINITE);
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
                .containsExactly(UNSCALED_INPUTS, LOSS_MISMATCH);
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
