package io.gradlab.calibration;

/**
 * Learning rates with which most programs learn within their steps, found by trying; the report
 * says how many do.
 */
final class BaseRate {

    private BaseRate() {}

    static double of(OptimizerKind optimizer, int depth, String activation, int batchSize) {
        double batch = batchSize == 1 ? 0.1 : batchSize <= 16 ? 0.4 : 1;
        if (optimizer == OptimizerKind.ADAM) {
            return batch * (depth <= 4 ? 0.01 : 0.004);
        }
        double plain =
                activation.equals("sigmoid")
                        ? depth == 1 ? 2 : 1
                        : depth <= 2 ? 0.3 : depth <= 4 ? 0.15 : 0.08;
        return batch * (optimizer == OptimizerKind.MOMENTUM ? plain / 8 : plain);
    }
}
