package io.gradlab.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.gradlab.engine.Torch;
import org.junit.jupiter.api.Test;

class LogitsLossTest {

    static {
        Torch.configure();
    }

    /** Unit roundoff of float32. */
    private static final double ROUNDOFF = Math.scalb(1.0, -24);

    private static float[] evaluate(float[] labels, float[] logits, float[] gradient) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray z = manager.create(logits, new Shape(logits.length, 1));
            NDArray y = manager.create(labels, new Shape(labels.length, 1));
            z.setRequiresGradient(true);
            NDArray loss;
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                loss = new LogitsLoss().evaluate(new NDList(y), new NDList(z));
                collector.backward(loss);
            }
            System.arraycopy(z.getGradient().toFloatArray(), 0, gradient, 0, gradient.length);
            assertThat(loss.getShape()).isEqualTo(new Shape());
            return loss.toFloatArray();
        }
    }

    private static float loss(float label, float logit) {
        return evaluate(new float[] {label}, new float[] {logit}, new float[0])[0];
    }

    private static float gradient(float label, float logit) {
        float[] gradient = new float[1];
        evaluate(new float[] {label}, new float[] {logit}, gradient);
        return gradient[0];
    }

    /** -y log p - (1 - y) log(1 - p), written without p so that it is right in double. */
    private static double crossEntropy(double y, double z) {
        return y * Math.log1p(Math.exp(-z)) + (1 - y) * Math.log1p(Math.exp(z));
    }

    @Test
    void evaluate_thousand_isExact() {
        assertThat(loss(0, 1000)).isEqualTo(1000f);
        assertThat(loss(1, 1000)).isEqualTo(0f);
        assertThat(loss(0, -1000)).isEqualTo(0f);
        assertThat(loss(1, -1000)).isEqualTo(1000f);
        assertThat(gradient(0, 1000)).isEqualTo(1f);
        assertThat(gradient(1, 1000)).isEqualTo(0f);
        assertThat(gradient(0, -1000)).isEqualTo(0f);
        assertThat(gradient(1, -1000)).isEqualTo(-1f);
    }

    @Test
    void evaluate_grid_isTheCrossEntropy() {
        for (int i = -400; i <= 400; i++) {
            float z = i / 10f;
            for (float y : new float[] {0, 1, 0.25f}) {
                // The largest of softplus(z) and z y is rounded to float32, about 4 times.
                double tolerance = 4 * ROUNDOFF * Math.max(1, Math.abs(z));
                assertThat((double) loss(y, z))
                        .as("z %s, y %s", z, y)
                        .isCloseTo(crossEntropy(y, z), within(tolerance))
                        .isNotNegative();
            }
        }
    }

    @Test
    void gradient_grid_isProbabilityMinusLabel() {
        for (int i = -400; i <= 400; i++) {
            float z = i / 10f;
            for (float y : new float[] {0, 1}) {
                double expected = 1 / (1 + Math.exp(-z)) - y;
                assertThat((double) gradient(y, z))
                        .as("z %s, y %s", z, y)
                        .isCloseTo(expected, within(4 * ROUNDOFF));
            }
        }
    }

    @Test
    void evaluate_severalExamples_isTheirMean() {
        float[] labels = {0, 1, 1};
        float[] logits = {0.5f, -1, 2};
        float[] gradient = new float[3];

        float loss = evaluate(labels, logits, gradient)[0];

        double expected = (crossEntropy(0, 0.5) + crossEntropy(1, -1) + crossEntropy(1, 2)) / 3;
        assertThat((double) loss).isCloseTo(expected, within(4 * ROUNDOFF));
        assertThat((double) gradient[1])
                .isCloseTo((1 / (1 + Math.E) - 1) / 3, within(4 * ROUNDOFF));
    }

    @Test
    void evaluate_notFinite_staysNotFinite() {
        assertThat(loss(0, Float.NaN)).isNaN();
        assertThat(loss(1, Float.NaN)).isNaN();
        assertThat(gradient(1, Float.NaN)).isNaN();
        assertThat(loss(0, Float.POSITIVE_INFINITY)).isNaN();
        assertThat(loss(1, Float.NEGATIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    }

    /** (N) against (N, 1) would broadcast to N x N and train on nonsense. */
    @Test
    void evaluate_differentShapes_isRefused() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDList labels = new NDList(manager.zeros(new Shape(3)));
            NDList logits = new NDList(manager.zeros(new Shape(3, 1)));
            NDList four = new NDList(manager.zeros(new Shape(4, 1)));
            LogitsLoss loss = new LogitsLoss();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> loss.evaluate(labels, logits))
                    .withMessage(
                            "labels of shape (3) and logits of shape (3, 1) differ;"
                                    + " reshape the labels to (3, 1)");
            assertThatIllegalArgumentException().isThrownBy(() -> loss.evaluate(four, logits));
        }
    }
}
