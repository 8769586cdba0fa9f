package io.gradlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.ReferenceTrace;
import io.gradlab.data.Examples;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.StateDict;
import io.gradlab.nn.StateDict.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitsTest {

    private static StateDict twoInputs(float[] weights, float[] biases) {
        int units = biases.length;
        return new StateDict(
                List.of(
                        new Tensor("fc1.weight", new int[] {units, 2}, weights),
                        new Tensor("fc1.bias", new int[] {units}, biases),
                        new Tensor("fc2.weight", new int[] {1, units}, new float[units]),
                        new Tensor("fc2.bias", new int[] {1}, new float[1])));
    }

    @Test
    void effectiveWidth_equalRows_countOnce() {
        assertThat(
                        Units.distinctExactly(
                                twoInputs(
                                        new float[] {1, 2, 1, 2, 3, 4, 1, 2},
                                        new float[] {0, 0, 0, 5}),
                                1))
                .isEqualTo(3);
    }

    @Test
    void effectiveWidth_lastBitDiffers_isDistinct() {
        float next = Math.nextUp(1f);
        assertThat(Units.distinctExactly(twoInputs(new float[] {1, 2, next, 2}, new float[2]), 1))
                .isEqualTo(2);
    }

    @Test
    void effectiveWidth_differenceOfRounding_countsExactlyButNotWithinRounding() {
        float[] weights = {1, 2, 1.00001f, 2, 1.0001f, 2};
        StateDict parameters = twoInputs(weights, new float[3]);
        assertThat(Units.distinctExactly(parameters, 1)).isEqualTo(3);
        // The limit is 1.2e-5 * 2: the second unit is inside, the third outside.
        assertThat(Units.distinct(parameters, 1)).isEqualTo(2);
    }

    /** 100 x + 1e-6 and 100 x + 2e-6 are one float32 for x near 1. */
    @Test
    void effectiveWidth_biasesBesideLargeWeights_differOnlyAboveTheirRounding() {
        float[] weights = {100, 100, 100, 100};
        StateDict below = twoInputs(weights, new float[] {1e-6f, 2e-6f});
        StateDict above = twoInputs(weights, new float[] {1e-2f, 2e-2f});
        assertThat(Units.distinct(below, 1)).isEqualTo(1);
        assertThat(Units.distinct(above, 1)).isEqualTo(2);
    }

    @Test
    void effectiveWidth_infinity_makesNothingCoincide() {
        float[] weights = {Float.POSITIVE_INFINITY, 1, Float.POSITIVE_INFINITY, 2};
        StateDict parameters = twoInputs(weights, new float[2]);
        assertThat(Units.distinct(parameters, 1)).isEqualTo(2);
    }

    @Test
    void effectiveWidth_signedZerosCoincideAndNansDoNot() {
        assertThat(
                        Units.distinctExactly(
                                twoInputs(new float[] {0, 1, -0f, 1}, new float[] {-0f, 0f}), 1))
                .isEqualTo(1);
        assertThat(
                        Units.distinctExactly(
                                twoInputs(new float[] {0, Float.NaN, 0, Float.NaN}, new float[2]),
                                1))
                .isEqualTo(2);
    }

    @Test
    void effectiveWidth_referenceStarts_areOneAndFive() {
        assertThat(Units.distinctExactly(ReferenceTrace.load("zero").initial(), 1)).isEqualTo(1);
        assertThat(Units.distinctExactly(ReferenceTrace.load("l2").initial(), 1)).isEqualTo(5);
    }

    @Test
    void deadUnits_halfOfTheUnitsNegative_isOneHalf() {
        // Unit 1: x1 - 1, positive for the second example alone. Unit 2: -x1 - x2 <= 0 throughout.
        StateDict parameters = twoInputs(new float[] {1, 0, -1, -1}, new float[] {-1, 0});
        Examples probe = new Examples(2, new float[] {0, 0, 2, 1}, new float[2]);
        assertThat(Units.deadFractions(parameters, ActivationFunction.RELU, probe))
                .containsExactly(0.5);
        assertThat(Units.deadFractions(parameters, ActivationFunction.ELU, probe))
                .containsExactly(0);
    }

    @Test
    void deadUnits_deadReluReference_isAllOfEveryLayer() {
        ReferenceTrace trace = ReferenceTrace.load("dead_relu");
        assertThat(
                        Units.deadFractions(
                                trace.initial(), ActivationFunction.RELU, trace.dataset().train()))
                .containsExactly(1, 1, 1, 1);
        assertThat(
                        Units.deadFractions(
                                trace.initial(),
                                ActivationFunction.leakyRelu(0.01f),
                                trace.dataset().train()))
                .containsExactly(0, 0, 0, 0);
    }

    @Test
    void deadUnits_sigmoidBelowFloat32_isDead() {
        // exp(-103) is 1.9e-45, the last float32 above 0; exp(-105) is none.
        Examples probe = new Examples(2, new float[] {0, 0}, new float[1]);
        StateDict parameters = twoInputs(new float[4], new float[] {-103, -105});
        assertThat(Units.deadFractions(parameters, ActivationFunction.SIGMOID, probe))
                .containsExactly(0.5);
    }

    @Test
    void deadUnits_nan_isNotZero() {
        StateDict parameters = twoInputs(new float[] {Float.NaN, 0}, new float[1]);
        Examples probe = new Examples(2, new float[] {1, 1}, new float[1]);
        assertThat(Units.deadFractions(parameters, ActivationFunction.RELU, probe))
                .containsExactly(0);
    }

    @Test
    void deadUnits_noExamplesOrAnotherWidth_isRefused() {
        StateDict parameters = twoInputs(new float[2], new float[1]);
        assertThatThrownBy(
                        () ->
                                Units.deadFractions(
                                        parameters,
                                        ActivationFunction.RELU,
                                        new Examples(2, new float[0], new float[0])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 probe examples");
        assertThatThrownBy(
                        () ->
                                Units.deadFractions(
                                        parameters,
                                        ActivationFunction.RELU,
                                        new Examples(1, new float[1], new float[1])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give at least one of width 2");
    }
}
