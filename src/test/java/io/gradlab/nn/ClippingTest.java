package io.gradlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.gradlab.engine.Torch;
import io.gradlab.train.GradientRecorder;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import io.gradlab.train.Tiny;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClippingTest {

    static {
        Torch.configure();
    }

    /** One multiplication and one rounding in float32. */
    private static final Offset<Float> ROUNDING = within(1e-6f);

    private static List<float[]> clip(Clipping clipping, float[]... gradients) {
        try (NDManager manager = NDManager.newBaseManager()) {
            List<NDArray> arrays = new ArrayList<>();
            for (float[] gradient : gradients) {
                arrays.add(manager.create(gradient));
            }
            return clipping.apply(arrays).stream().map(NDArray::toFloatArray).toList();
        }
    }

    /** DJL's own {@code optClipGrad} leaves -10 as it is. */
    @Test
    void byValue_bothSigns_areClipped() {
        List<float[]> clipped =
                clip(Clipping.byValue(1), new float[] {10, -10, 0.5f, -0.5f, 1, -1, 0, -0f});

        assertThat(clipped.get(0)).containsExactly(1, -1, 0.5f, -0.5f, 1, -1, 0, -0f);
    }

    @Test
    void byNorm_aboveTheLimit_keepsTheDirection() {
        List<float[]> clipped = clip(Clipping.byNorm(1), new float[] {3, 0}, new float[] {-4});

        assertThat(clipped.get(0)).containsExactly(new float[] {0.6f, 0}, ROUNDING);
        assertThat(clipped.get(1)).containsExactly(new float[] {-0.8f}, ROUNDING);
    }

    @Test
    void byNorm_atOrBelowTheLimit_changesNoBit() {
        float[] first = {0.1f, -0.3f, 1e-30f, -0f};
        float[] second = {3, -4};

        assertThat(clip(Clipping.byNorm(100), first, second)).containsExactly(first, second);
        assertThat(clip(Clipping.byNorm(5), new float[] {3}, new float[] {-4}))
                .containsExactly(new float[] {3}, new float[] {-4});
        assertThat(clip(Clipping.byNorm(1), new float[] {0, 0})).containsExactly(new float[2]);
    }

    /** The square of 1e-25 is 0 in float32, that of 1e30 infinite. */
    @Test
    void byNorm_extremeMagnitudes_areScaledExactly() {
        assertThat(clip(Clipping.byNorm(1e-26), new float[] {1e-25f, 0}).get(0)[0] / 1e-26f)
                .isCloseTo(1, ROUNDING);
        float[] large = clip(Clipping.byNorm(1), new float[] {3e30f, -4e30f}).get(0);
        assertThat(large).containsExactly(new float[] {0.6f, -0.8f}, ROUNDING);
    }

    @Test
    void none_changesNothing() {
        float[] wild = {1e30f, Float.NaN, Float.NEGATIVE_INFINITY};
        assertThat(clip(Clipping.NONE, wild)).containsExactly(wild);
    }

    @Test
    void nan_isNotHidden() {
        assertThat(clip(Clipping.byValue(1), new float[] {Float.NaN, 5}).get(0))
                .containsExactly(Float.NaN, 1);
        // No direction is left to keep: all is NaN.
        assertThat(clip(Clipping.byNorm(1), new float[] {Float.NaN}, new float[] {5}))
                .allSatisfy(gradient -> assertThat(gradient).containsOnly(Float.NaN));
    }

    @Test
    void infinity_byNormBecomesNan_byValueTheLimit() {
        float[] infinite = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 2};
        assertThat(clip(Clipping.byNorm(1), infinite).get(0))
                .containsExactly(Float.NaN, Float.NaN, 0);
        // As PyTorch's clip_grad_value_: an infinity has a sign to keep.
        assertThat(clip(Clipping.byValue(1), infinite).get(0)).containsExactly(1, -1, 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e300, 1e-60})
    void limit_notPositiveAndFinite_isRefused(double limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clipping.byValue(limit))
                .withMessageStartingWith("clipping limit ");
        assertThatIllegalArgumentException().isThrownBy(() -> Clipping.byNorm(limit));
    }

    /** With learning rate 1, what a step takes away is the clipped gradient. */
    @ParameterizedTest
    @ValueSource(strings = {"value", "norm"})
    void step_learningRateOne_subtractsTheClippedGradient(String kind) {
        double limit = 0.02;
        boolean byNorm = kind.equals("norm");
        GradientRecorder recorder = new GradientRecorder();
        StateDict before;
        StateDict after;
        var config = Runner.sgd(1).addTrainingListeners(recorder);
        try (Runner runner = new Runner(Tiny.network(), config)) {
            before = runner.parameters();
            Clipping clipping = byNorm ? Clipping.byNorm(limit) : Clipping.byValue(limit);
            after = runner.train(Tiny.data(), RunnerConfig.epochs(1).withClipping(clipping)).last();
        }

        StateDict gradients = recorder.first().orElseThrow();
        double norm =
                Math.sqrt(
                        gradients.tensors().stream()
                                .mapToDouble(g -> Math.pow(Norms.l2(g.values()), 2))
                                .sum());
        assertThat(norm).isGreaterThan(2 * limit);
        for (StateDict.Tensor gradient : gradients.tensors()) {
            float[] w = before.get(gradient.name()).values();
            float[] moved = after.get(gradient.name()).values();
            for (int i = 0; i < w.length; i++) {
                double g = gradient.values()[i];
                double clipped = byNorm ? g * limit / norm : Math.max(-limit, Math.min(limit, g));
                // The listener saw the gradient before clipping; w is near 1, its ulp 1.2e-7.
                assertThat((double) w[i] - moved[i])
                        .as("%s[%s]", gradient.name(), i)
                        .isCloseTo(clipped, within(3e-7));
            }
        }
    }

    @Test
    void toString_namesKindAndLimit() {
        assertThat(Clipping.NONE).hasToString("none");
        assertThat(Clipping.byValue(0.5)).hasToString("value 0.5");
        assertThat(Clipping.byNorm(1)).hasToString("norm 1.0");
    }
}
