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

    /**
     * The label.
     *
     * @param faulty whether a fault was put in
     * @param succeeded whether the network learned
     * @param baseSucceeded whether the same start without a fault learned
     * @return the label
     */
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
