package io.gradlab.health.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The two quantities that only published rules use. */
class InactivityTest {

    private static final int ROWS = 200;

    /** One unit that is active, at the given z, on some of 200 rows, and one that always is. */
    private static ActivationSample sample(String function, int active, float at, float idle) {
        float[] z = new float[2 * ROWS];
        Arrays.fill(z, idle);
        for (int row = 0; row < ROWS; row++) {
            z[2 * row] = row < active ? at : idle;
            z[2 * row + 1] = 0.5f;
        }
        return new ActivationSample("fc1", function, 2, z, z);
    }

    private static double units(ActivationSample sample) {
        return InactiveUnitFraction.of(sample);
    }

    private static double activations(ActivationSample sample) {
        return InactiveActivationFraction.of(sample);
    }

    @Test
    void units_activeOnFewerThanOnePercent_areInactive() {
        assertThat(units(sample("relu", 1, 1, 0))).isEqualTo(0.5);
        assertThat(units(sample("relu", 2, 1, 0))).isZero();
        assertThat(units(sample("relu", 2, Float.NaN, -1))).isZero();
    }

    @Test
    void units_boundsOfSaturation_areThoseOfTheFunction() {
        assertThat(units(sample("tanh", 0, 0, 9.5f))).isEqualTo(0.5);
        assertThat(units(sample("tanh", 0, 0, -9.5f))).isEqualTo(0.5);
        assertThat(units(sample("tanh", 0, 0, 9.49f))).isZero();
        assertThat(units(sample("sigmoid", 0, 0, 17))).isEqualTo(0.5);
        assertThat(units(sample("sigmoid", 0, 0, -22.9f))).isZero();
        assertThat(units(sample("sigmoid", 0, 0, -23))).isEqualTo(0.5);
    }

    @Test
    void activations_countOverUnitsAndExamples() {
        assertThat(activations(sample("relu", 50, 1, 0))).isEqualTo(0.375);
        assertThat(activations(sample("tanh", 0, 0, 5))).isEqualTo(0.5);
        assertThat(activations(sample("sigmoid", 0, 0, -5))).isEqualTo(0.5);
        assertThat(activations(sample("sigmoid", 0, 0, -4.99f))).isZero();
        assertThat(activations(sample("tanh", 0, 0, Float.NaN))).isZero();
    }

    @Test
    void quantities_otherFunctionsOrNoExamples_areNaN() {
        ActivationSample empty = new ActivationSample("fc1", "relu", 2, new float[0], new float[0]);

        assertThat(units(sample("elu", 0, 0, -9))).isNaN();
        assertThat(activations(sample("linear", 0, 0, -9))).isNaN();
        assertThat(units(empty)).isNaN();
        assertThat(activations(empty)).isNaN();
    }
}
