package io.gradlab.calibration;

/**
 * Optimizers and learning rates with which most starts learn within {@link GridTraining#STEPS}
 * steps, found by trying; the report says how many do.
 */
final class BaseRate {

    /** Deepest sigmoid network that plain gradient descent trains in these steps. */
    private static final int DEEPEST_SIGMOID = 4;

    private BaseRate() {}

    static OptimizerKind optimizer(int depth, String activation, boolean sgd) {
        boolean possible = !activation.equals("sigmoid") || depth <= DEEPEST_SIGMOID;
        return sgd && possible ? OptimizerKind.SGD : OptimizerKind.ADAM;
    }

    static double of(OptimizerKind optimizer, int depth, String activation) {
        if (optimizer == OptimizerKind.ADAM) {
            return depth <= 4 ? 0.02 : 0.01;
        }
        if (activation.equals("sigmoid")) {
            return depth == 1 ? 5 : 2;
        }
        return depth <= 2 ? 0.5 : depth <= 5 ? 0.2 : 0.1;
    }
}
