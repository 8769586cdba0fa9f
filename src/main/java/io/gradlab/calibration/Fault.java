package io.gradlab.calibration;

/**
 * A fault and its strength.
 *
 * @param kind what is wrong
 * @param strength factor of weights, learning rate, steps or features; value of every bias or
 *     weight; share of labels or number of examples; else which of several variants, from 0
 */
record Fault(FaultKind kind, double strength) {

    /** Puts it into a setup. */
    void into(Setup setup) {
        kind.put(setup, strength);
    }
}
