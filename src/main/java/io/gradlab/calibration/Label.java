package io.gradlab.calibration;

/** What is true of a network, from what came of it and of the same program without a fault. */
enum Label {
    /** It has a fault and fails; without the fault it succeeds. */
    SICK,
    /** Nothing was put in, and it succeeds. */
    HEALTHY,
    /**
     * It has a fault and succeeds all the same, within the error of its score as well as without: a
     * warning is right here, an alarm is not.
     */
    HARMLESS,
    /**
     * The program fails without a fault, so that nothing can be said; or the network with one is
     * within the error of its score of succeeding, or succeeds and is worse than without.
     */
    UNLABELLED;

    /** Of a network, and the same program without a fault. */
    static Label of(TrainedNetwork network, TrainedNetwork base) {
        if (!base.succeeded()) {
            return UNLABELLED;
        }
        if (network.gridCase().faults().isEmpty()) {
            return HEALTHY;
        }
        if (network.failed()) {
            return SICK;
        }
        return network.succeeded() && !network.worseThan(base) ? HARMLESS : UNLABELLED;
    }
}
