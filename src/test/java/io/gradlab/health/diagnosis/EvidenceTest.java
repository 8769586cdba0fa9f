package io.gradlab.health.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.core.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Evidence, and the limits it is held against. */
class EvidenceTest {

    @Test
    void toString_namesValueAndLimit_andOfAFactTheSentence() {
        assertThat(new Evidence(Text.of("dead unit fraction of fc1"), 1, ">", 0.75))
                .hasToString("dead unit fraction of fc1: 1 > 0.750");
        assertThat(Evidence.fact(Text.of("NaN in the loss"))).hasToString("NaN in the loss");
    }

    @ParameterizedTest
    @CsvSource({"0.49, true", "0.5, true", "0.51, false", "NaN, false"})
    void atMost_isEvidenceUpToTheLimit(double value, boolean found) {
        FindingBuilder builder = new FindingBuilder(Pathology.SYMMETRIC_UNITS);

        assertThat(builder.atMost(Text.of("share"), value, 0.5, 3)).isEqualTo(found);

        assertThat(
                        builder.build(
                                new Course(
                                        MadeUpRun.failing().observations(), Thresholds.defaults()),
                                Severity.ALARM,
                                Text.of("why"),
                                Remedy.REDRAW_WEIGHTS))
                .flatExtracting(Finding::evidence)
                .isEqualTo(
                        found
                                ? List.of(new Evidence(Text.of("share"), value, "<=", 0.5))
                                : List.of());
    }

    @Test
    void with_nan_isRefused() {
        Thresholds thresholds = Thresholds.defaults();
        assertThatThrownBy(() -> thresholds.with(Threshold.NO_GAIN, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threshold NO_GAIN NaN is no limit; give a number");
    }

    @ParameterizedTest
    @EnumSource(Threshold.class)
    void source_saysWhereTheLimitComesFrom(Threshold threshold) {
        assertThat(threshold.source())
                .containsPattern("calibration|definition|measured|theorem|\\d{4}\\)");
    }
}
