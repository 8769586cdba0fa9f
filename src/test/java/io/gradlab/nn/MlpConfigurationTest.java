package io.gradlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.core.UserMistake;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlpConfigurationTest {

    private static MlpConfiguration configuration(InitialWeights weights, float bias, float rate) {
        MlpArchitecture architecture =
                new MlpArchitecture(2, List.of(3), ActivationFunction.SIGMOID);
        return new MlpConfiguration(
                architecture, weights, bias, rate, Clipping.NONE, UpdateRule.sgd());
    }

    @Test
    void initial_constant_isByNameAndShape() {
        StateDict initial = configuration(InitialWeights.constant(2), -1, 1).initial(7);

        assertThat(initial.tensors())
                .containsExactly(
                        new StateDict.Tensor(
                                "fc1.weight", new int[] {3, 2}, new float[] {2, 2, 2, 2, 2, 2}),
                        new StateDict.Tensor("fc1.bias", new int[] {3}, new float[] {-1, -1, -1}),
                        new StateDict.Tensor("fc2.weight", new int[] {1, 3}, new float[] {2, 2, 2}),
                        new StateDict.Tensor("fc2.bias", new int[] {1}, new float[] {-1}));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
    void learningRate_notPositiveAndFinite_isRefused(float rate) {
        assertThatThrownBy(() -> configuration(InitialWeights.zeros(), 0, rate))
                .isInstanceOf(UserMistake.class)
                .hasMessage(
                        "learning rate %s must be positive and finite; use for example 0.2", rate);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
    void bias_notFinite_isRefused(float bias) {
        assertThatThrownBy(() -> configuration(InitialWeights.zeros(), bias, 1))
                .isInstanceOf(UserMistake.class)
                .hasMessage("bias %s must be finite; use for example 0", bias);
    }

    @Test
    void clippingLimit_ofAnotherWay_isInfinite() {
        Clipping clipping = Clipping.byNorm(2);

        assertThat(clipping.limit(Clipping.Kind.NORM)).isEqualTo(2);
        assertThat(clipping.limit(Clipping.Kind.VALUE)).isInfinite();
        assertThat(Clipping.NONE.limit(Clipping.Kind.NORM)).isInfinite();
    }
}
