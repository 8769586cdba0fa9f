package io.gradlab.calibration;

/** What is true of a network, from what came of it and of the same start without the fault. */
enum Label {
    /** It has a fault and fails; without the fault it succeeds. */
    SICK,
    /** Nothing was put in, and it succeeds. */
    HEALTHY,
    /** It has a fault and succeeds all the same: a warning is right here, an alarm is not. */
    HARMLESS,
    /** The start fails without a fault, so that nothing can be said. */
    UNLABELLED;

    /** The label. */
    static Label of(boolean faulty, boolean succeeded, boolean baseSucceeded) {
        if (!baseSucceeded) {
            return UNLABELLED;
        }
        if (!faulty) {
            return HEALTHY;
        }
        return succeeded ? HARMLESS : SICK;
    }
}
