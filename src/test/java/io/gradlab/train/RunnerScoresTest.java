package io.gradlab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.gradlab.data.Examples;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.StateDict;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Evaluation and prediction against what can be reckoned by hand. */
class RunnerScoresTest {

    /** A handful of float32 operations on numbers near 1. */
    private static final Offset<Double> ROUNDING = within(1e-6);

    private static Runner runner(MlpBlock network) {
        return new Runner(network, Runner.sgd(0.5f));
    }

    /** A 2-1-1 network: z = 2 sigmoid(x1 - 2 x2 + 0.5) - 1. */
    static StateDict byHand() {
        return new StateDict(
                List.of(
                        new StateDict.Tensor("fc1.weight", new int[] {1, 2}, new float[] {1, -2}),
                        new StateDict.Tensor("fc1.bias", new int[] {1}, new float[] {0.5f}),
                        new StateDict.Tensor("fc2.weight", new int[] {1, 1}, new float[] {2}),
                        new StateDict.Tensor("fc2.bias", new int[] {1}, new float[] {-1})));
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    @Test
    void zeroNetwork_evaluateAndPredict_areChance() {
        try (Runner runner = runner(Tiny.zeros())) {
            // A logit of 0 is p = 0.5, which counts as label 1: two of the four examples.
            Evaluation evaluation = runner.evaluate(Tiny.data().validation());
            assertThat(evaluation.loss()).isCloseTo(Math.log(2), ROUNDING);
            assertThat(evaluation.accuracy()).isEqualTo(0.5);
            assertThat(runner.predict(2, new float[] {1, 2, 3, 4, 5, 6}))
                    .containsExactly(0.5f, 0.5f, 0.5f);
        }
    }

    @Test
    void handComputedNetwork_evaluateAndPredict_areTheDefinition() {
        try (Runner runner = runner(MlpBlock.twoLayer(2, 1))) {
            runner.load(byHand());
            double first = 2 * sigmoid(1 - 2 * 2 + 0.5) - 1;
            double second = 2 * sigmoid(3 + 2 * 1 + 0.5) - 1;
            float[] features = {1, 2, 3, -1};

            float[] probabilities = runner.predict(2, features);
            Evaluation evaluation = runner.evaluate(new Examples(2, features, Tiny.labels(0, 0)));

            assertThat((double) probabilities[0]).isCloseTo(sigmoid(first), ROUNDING);
            assertThat((double) probabilities[1]).isCloseTo(sigmoid(second), ROUNDING);
            double loss = (-Math.log(1 - sigmoid(first)) - Math.log(1 - sigmoid(second))) / 2;
            assertThat(evaluation.loss()).isCloseTo(loss, ROUNDING);
            assertThat(evaluation.accuracy()).isEqualTo(0.5);
        }
    }

    @Test
    void predict_noRows_isEmpty() {
        try (Runner runner = runner(Tiny.network())) {
            assertThat(runner.predict(2, new float[0])).isEmpty();
        }
    }

    @Test
    void predict_raggedRows_isRefused() {
        try (Runner runner = runner(Tiny.network())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> runner.predict(2, new float[3]))
                    .withMessage("3 feature values are no whole rows of width 2; give a multiple");
        }
    }

    @Test
    void predict_nan_isNaNInItsRowOnly() {
        try (Runner runner = runner(Tiny.network())) {
            float[] probabilities = runner.predict(2, new float[] {1, 2, Float.NaN, 0});
            assertThat(probabilities[0]).isBetween(0f, 1f);
            assertThat(probabilities[1]).isNaN();
        }
    }

    /** A NaN is no prediction: it must not count as a right label 0. */
    @Test
    void evaluate_nanLogit_isNeverRight() {
        try (Runner runner = runner(Tiny.network())) {
            Examples examples =
                    new Examples(2, new float[] {Float.NaN, 0, 0, Float.NaN}, Tiny.labels(0, 1));
            Evaluation evaluation = runner.evaluate(examples);
            assertThat(evaluation.accuracy()).isZero();
            assertThat(evaluation.loss()).isNaN();
        }
    }
}
