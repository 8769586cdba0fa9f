package io.gradlab.calibration.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.observation.Quantity;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule just past its limit and just before. */
class TheDeepCheckerTest {

    private static Map<Pathology, Long> alarms(MadeUp run) {
        return new TheDeepChecker().alarms(run.input());
    }

    @Test
    void alarms_nothingRead_areNone() {
        assertThat(alarms(MadeUp.of("relu"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "relu, INACTIVE_UNIT_FRACTION, fc1, 0.51, 0.5, DEAD_UNITS",
        "tanh, SATURATION_FRACTION, fc1, 0.86, 0.85, SATURATION",
        "relu, MEAN_ABSOLUTE_GRADIENT, fc1.weight, 0.9e-6, 1e-6, VANISHING_GRADIENT",
        "relu, MEAN_ABSOLUTE_GRADIENT, fc1.weight, 1.1e6, 1e6, EXPLODING_GRADIENT",
        "relu, UPDATE_RATIO, fc2.weight, 0.9e-4, 1e-4, LEARNING_RATE_TOO_SMALL",
        "relu, UPDATE_RATIO, fc2.weight, 0.11, 0.1, LEARNING_RATE_TOO_LARGE"
    })
    void rule_firesPastItsLimitAlone(
            String function,
            Quantity quantity,
            String where,
            double past,
            double at,
            Pathology pathology) {
        assertThat(alarms(MadeUp.of(function).read(3, quantity, where, at))).isEmpty();
        assertThat(alarms(MadeUp.of(function).read(3, quantity, where, past)))
                .containsExactly(entry(pathology, 3L));
    }

    @Test
    void rule_biasAndOtherFunction_sayNothing() {
        assertThat(
                        alarms(
                                MadeUp.of("tanh")
                                        .read(3, Quantity.INACTIVE_UNIT_FRACTION, "fc1", 1)
                                        .read(3, Quantity.UPDATE_RATIO, "fc2.bias", 9)))
                .isEmpty();
    }

    @Test
    void loss_mustFallByATwentiethInEachPeriod() {
        // Twenty planned steps: periods of two.
        assertThat(alarms(MadeUp.of("relu").loss(1, 1, 0.94, 0.9, 0.8))).isEmpty();
        assertThat(alarms(MadeUp.of("relu").loss(1, 1, 0.94, 0.9, 0.9)))
                .containsExactly(entry(Pathology.NOT_LEARNING, 5L));
    }
}
