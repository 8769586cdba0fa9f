package io.gradlab.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.training.loss.Loss;
import io.gradlab.core.Require;

/**
 * Binary cross-entropy on logits: L = mean(softplus(z) - z y), with softplus(z) = log(1 + exp(z)).
 *
 * <p>The same value as -mean(y log p + (1 - y) log(1 - p)) with p = sigmoid(z), without the
 * logarithm of a rounded probability: at z = 1000 and y = 0 the loss is 1000, not infinity. Four
 * native calls. Labels and logits have the same shape, (B, 1), labels in [0, 1]; the result is a
 * scalar, batch mean, in nats. NaN stays NaN.
 *
 * <p>DJL's {@code SigmoidBinaryCrossEntropyLoss} with {@code fromSigmoid} has the wrong sign in
 * 0.35.1, which is one reason for this class; speed is the other.
 */
public final class LogitsLoss extends Loss {

    /** The loss under the name {@code LogitsLoss}. */
    public LogitsLoss() {
        super("LogitsLoss");
    }

    /**
     * The batch mean.
     *
     * @param labels one array (B, 1) of 0 and 1
     * @param predictions one array (B, 1) of logits
     * @return a scalar
     * @throws IllegalArgumentException if the shapes differ: (B) against (B, 1) would silently
     *     broadcast to B x B
     */
    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        NDArray y = labels.singletonOrThrow();
        NDArray z = predictions.singletonOrThrow();
        Require.argument(
                y.getShape().equals(z.getShape()),
                "labels of shape %s and logits of shape %s differ; reshape the labels to %2$s",
                y.getShape(),
                z.getShape());
        return Activation.softPlus(z).subi(z.mul(y)).mean();
    }
}
