package io.gradlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.core.UserMistake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateRuleTest {

    /** Of a number of about 1 in float64, from numbers of float32: 1 - 0.999f is 1.3e-5 off. */
    private static final double DECAY_ROUNDED = 1e-5;

    @Test
    void correction_ofTheFirstUpdates_isByHand() {
        UpdateRule adam = UpdateRule.adam(0.5, 0.75, 1e-8);

        // sqrt(1/4) / (1/2), sqrt(7/16) / (3/4): 0.5 and 0.75 are exact.
        assertThat(adam.correction(1)).isEqualTo(1);
        assertThat(adam.correction(2)).isEqualTo(Math.sqrt(7) / 3);
        assertThat(UpdateRule.adam().correction(1))
                .isCloseTo(Math.sqrt(0.001) / 0.1, within(DECAY_ROUNDED));
        assertThat(UpdateRule.adam().correction(1_000_000)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 0.99999999, Double.NaN, Double.POSITIVE_INFINITY})
    void decay_outsideZeroToBelowOne_isRefused(double decay) {
        String rule = " %s is outside 0 to below 1; use for example 0.9";

        assertThatThrownBy(() -> UpdateRule.momentum(decay))
                .isInstanceOf(UserMistake.class)
                .hasMessage("momentum" + rule, (float) decay);
        assertThatThrownBy(() -> UpdateRule.adam(decay, 0.9, 1e-8))
                .isInstanceOf(UserMistake.class)
                .hasMessage("beta1" + rule, (float) decay);
        assertThatThrownBy(() -> UpdateRule.adam(0.9, decay, 1e-8))
                .isInstanceOf(UserMistake.class)
                .hasMessage("beta2" + rule, (float) decay);
    }

    /** 1e-50 is 0 as a float. */
    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1e-50, Double.NaN, Double.POSITIVE_INFINITY})
    void epsilon_notPositiveAndFinite_isRefused(double epsilon) {
        assertThatThrownBy(() -> UpdateRule.adam(0.9, 0.999, epsilon))
                .isInstanceOf(UserMistake.class)
                .hasMessage(
                        "epsilon %s must be positive and finite; use for example 1e-8",
                        (float) epsilon);
    }

    @Test
    void toString_namesTheRuleAndItsNumbers() {
        assertThat(UpdateRule.sgd()).hasToString("sgd");
        assertThat(UpdateRule.momentum(0.9)).hasToString("momentum 0.9");
        assertThat(UpdateRule.adam()).hasToString("adam 0.9 0.999 1.0E-8");
    }

    @Test
    void optimizer_learningRateOfZero_isRefused() {
        assertThatThrownBy(() -> UpdateRule.adam().optimizer(0))
                .isInstanceOf(UserMistake.class)
                .hasMessageStartingWith("learning rate 0.0 must be positive");
    }
}
