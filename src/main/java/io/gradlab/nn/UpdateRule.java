package io.gradlab.nn;

import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.gradlab.core.Require;

/**
 * What an update makes of the gradients, which have been clipped before where there is clipping.
 * With the learning rate r, a parameter w, its gradient g, and state that starts at 0:
 *
 * <ul>
 *   <li>stochastic gradient descent: w := w - r g
 *   <li>momentum mu (Polyak 1964; Sutskever et al. 2013, equations 1 and 2): u := mu u + r g; w :=
 *       w - u
 *   <li>Adam (Kingma and Ba 2015, arXiv:1412.6980): m := beta1 m + (1 - beta1) g; v := beta2 v +
 *       ((1 - beta2) g) g; w := w - (r c) m / (sqrt(v) + epsilon), where c of update t, from 1, is
 *       {@link #correction}: sqrt(1 - beta2^t) / (1 - beta1^t)
 * </ul>
 *
 * <p>These are DJL's definitions, so that a member of a population takes the course of a {@code
 * Runner}. Where bits count, every operation above rounds once to float32, in the order written and
 * without fused multiply-add; 1 - beta1 and 1 - beta2 are float32 differences, c is float64, and r
 * c is their float64 product rounded to float32.
 *
 * <p>PyTorch's are the same but for two things. {@code torch.optim.SGD} multiplies u, not g, by the
 * learning rate: the same course while the rate is constant, as here. {@code torch.optim.Adam} adds
 * its epsilon after the correction (algorithm 1 of the paper), DJL before it (the end of section
 * 2): DJL's epsilon acts as PyTorch's divided by sqrt(1 - beta2^t), with beta2 0.999 from 31.6
 * times at the first update to once. It can be seen only where gradients are not far above epsilon.
 *
 * @param kind which of the three
 * @param momentum mu, from 0 to below 1; counts only for momentum
 * @param beta1 decay of the first moment, from 0 to below 1; counts only for Adam
 * @param beta2 decay of the second moment, from 0 to below 1; counts only for Adam
 * @param epsilon not negative; positive for Adam, because a dead unit's gradients are 0 and 0 / 0
 *     would end the training; counts only for Adam
 */
public record UpdateRule(Kind kind, float momentum, float beta1, float beta2, float epsilon) {

    /** Families of rules. */
    public enum Kind {
        /** Stochastic gradient descent, nothing remembered. */
        SGD,
        /** A velocity of each parameter. */
        MOMENTUM,
        /** Two moments of each parameter's gradient. */
        ADAM
    }

    private static final UpdateRule SGD = new UpdateRule(Kind.SGD, 0, 0, 0, 0);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public UpdateRule {
        requireShare("momentum", momentum);
        requireShare("beta1", beta1);
        requireShare("beta2", beta2);
        boolean large = kind == Kind.ADAM ? epsilon > 0 : epsilon >= 0;
        Require.that(
                large && epsilon < Float.POSITIVE_INFINITY,
                "epsilon %s must be positive and finite; use for example 1e-8",
                epsilon);
    }

    private static void requireShare(String name, float value) {
        Require.that(
                value >= 0 && value < 1,
                "%s %s is outside 0 to below 1; use for example 0.9",
                name,
                value);
    }

    /**
     * Checks a learning rate.
     *
     * @param rate of any rule
     * @throws IllegalArgumentException if it is not positive and finite
     */
    static void requireLearningRate(float rate) {
        Require.that(
                rate > 0 && rate < Float.POSITIVE_INFINITY,
                "learning rate %s must be positive and finite; use for example 0.2",
                rate);
    }

    /** Plain stochastic gradient descent. */
    public static UpdateRule sgd() {
        return SGD;
    }

    /** Gradient descent with momentum, from 0 to below 1 as a float. */
    public static UpdateRule momentum(double momentum) {
        return new UpdateRule(Kind.MOMENTUM, (float) momentum, 0, 0, 0);
    }

    /** Adam with beta1 0.9, beta2 0.999 and epsilon 1e-8, as in the paper, DJL and PyTorch. */
    public static UpdateRule adam() {
        return adam(0.9, 0.999, 1e-8);
    }

    /**
     * Adam.
     *
     * @param beta1 decay of the first moment, from 0 to below 1 as a float
     * @param beta2 decay of the second moment, from 0 to below 1 as a float
     * @param epsilon positive and finite as a float
     * @throws IllegalArgumentException if one is out of range
     */
    public static UpdateRule adam(double beta1, double beta2, double epsilon) {
        return new UpdateRule(Kind.ADAM, 0, (float) beta1, (float) beta2, (float) epsilon);
    }

    /**
     * Adam's correction for moments that start at 0: sqrt(1 - beta2^t) / (1 - beta1^t), of float64
     * powers that are the same on every machine.
     *
     * @param update t, from 1
     */
    public double correction(int update) {
        // Math.pow may differ by an ulp from one processor and compiler to another.
        return Math.sqrt(1 - StrictMath.pow(beta2, update)) / (1 - StrictMath.pow(beta1, update));
    }

    /**
     * DJL's optimizer for it.
     *
     * @param learningRate constant
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public Optimizer optimizer(float learningRate) {
        requireLearningRate(learningRate);
        Tracker rate = Tracker.fixed(learningRate);
        return switch (kind) {
            case SGD -> Optimizer.sgd().setLearningRateTracker(rate).build();
            case MOMENTUM ->
                    Optimizer.sgd().setLearningRateTracker(rate).optMomentum(momentum).build();
            case ADAM ->
                    Optimizer.adam()
                            .optLearningRateTracker(rate)
                            .optBeta1(beta1)
                            .optBeta2(beta2)
                            .optEpsilon(epsilon)
                            .build();
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case SGD -> "sgd";
            case MOMENTUM -> "momentum " + momentum;
            case ADAM -> "adam " + beta1 + " " + beta2 + " " + epsilon;
        };
    }
}
