package io.gradlab.health.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss;
import io.gradlab.engine.Torch;
import io.gradlab.health.diagnosis.Threshold;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels (N) against predictions (N, 1), which a loss compares each with each. */
class PairingTest {

    private static final int ROWS = 40;

    @BeforeAll
    static void loadEngine() {
        Torch.load();
    }

    /** Cross-entropy of logits that leaves the shapes as they are: (N, 1) and (N) give (N, N). */
    private static final class EachWithEach extends Loss {

        EachWithEach() {
            super("each with each");
        }

        @Override
        public NDArray evaluate(NDList labels, NDList predictions) {
            NDArray logits = predictions.head();
            NDArray above = logits.maximum(0).sub(logits.mul(labels.head()));
            return above.add(logits.abs().neg().exp().add(1).log()).mean();
        }
    }

    private static NDArray labels(NDManager manager, int ones) {
        float[] labels = new float[ROWS];
        for (int i = 0; i < ones; i++) {
            labels[7 * i % ROWS] = 1;
        }
        return manager.create(labels);
    }

    /** The pairing that is known after batches with so many labels of 1. */
    private static double pairing(int... ones) {
        return pairing(new EachWithEach(), ones);
    }

    private static double pairing(Loss loss, int... ones) {
        try (NDManager manager = NDManager.newBaseManager();
                BatchLabels seen = new BatchLabels(manager)) {
            LossMeter meter = new LossMeter(loss);
            for (int i = 0; i < ones.length; i++) {
                seen.see(new NDList(labels(manager, ones[i])));
                meter.newLabels(seen, new Shape(ROWS, 1), manager, i == 0);
            }
            return meter.statistics().pairing();
        }
    }

    /** Beside the best constant no loss of each with each is below 1, however rare a class. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 12, 20, 39})
    void eachWithEach_isAboveTheLimitHoweverRareAClass(int ones) {
        assertThat(pairing(ones)).isGreaterThan(Threshold.PAIRING.defaultValue());
    }

    /** Labels that are all the same pair with everything: the next batch tells. */
    @Test
    void firstBatchOfOneClass_isNoSign_andTheNextIs() {
        assertThat(pairing(0)).isNaN();
        assertThat(pairing(0, 0)).isNaN();
        assertThat(pairing(0, 3)).isGreaterThan(Threshold.PAIRING.defaultValue());
    }

    /** DJL's own gives the labels the shape of the predictions. */
    @Test
    void lossThatPairs_isFarBelowTheLimit() {
        assertThat(pairing(new SigmoidBinaryCrossEntropyLoss(), 0)).isNaN();
        assertThat(pairing(new SigmoidBinaryCrossEntropyLoss(), 0, 3)).isLessThan(0.1);
        assertThat(pairing(new SigmoidBinaryCrossEntropyLoss(), 12)).isLessThan(0.1);
    }
}
