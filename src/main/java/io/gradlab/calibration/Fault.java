package io.gradlab.calibration;

/**
 * A fault and its strength.
 *
 * @param kind what is wrong
 * @param strength factor of weights, learning rate or features; value of every bias or weight;
 *     share of labels; 0 where it means nothing
 * @param activation name of the activation function that is trained with, the start's own unless
 *     that is the fault
 */
record Fault(FaultKind kind, double strength, String activation) {

    /**
     * The start as it is.
     *
     * @param start the start
     * @return no fault
     */
    static Fault none(Start start) {
        return new Fault(FaultKind.NONE, 0, start.activation());
    }

    /** The strength if the fault is one of these kinds, else what holds without a fault. */
    double strengthIf(double otherwise, FaultKind... kinds) {
        for (FaultKind each : kinds) {
            if (each == kind) {
                return strength;
            }
        }
        return otherwise;
    }
}
