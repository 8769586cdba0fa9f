package io.gradlab.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogitsAccuracyTest {

    @Test
    void of_logitOfZero_countsAsOne() {
        assertThat(LogitsAccuracy.of(new float[] {0, -0f, 0, -1, 2}, new float[] {1, 1, 0, 0, 0}))
                .isEqualTo(0.6);
    }

    @Test
    void of_nan_isOnNoSide() {
        assertThat(
                        LogitsAccuracy.of(
                                new float[] {Float.NaN, Float.NaN, 1, -1},
                                new float[] {0, 1, 1, 0}))
                .isEqualTo(0.5);
    }
}
