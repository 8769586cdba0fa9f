package io.gradlab.calibration;

import java.util.List;

/** A set of rules that look at a training and know nothing of the fault or the test accuracy. */
interface Detector {

    /**
     * Its name in the report.
     *
     * @return for example {@code Gradlab}
     */
    String name();

    /**
     * What it says of a training.
     *
     * @param network only what was observed of it may be read
     * @return each pathology once at most, first what a user is told first
     */
    List<Alarm> alarms(TrainedNetwork network);
}
