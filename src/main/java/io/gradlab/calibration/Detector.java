package io.gradlab.calibration;

import java.util.List;

/** A set of rules that look at a training and know nothing of the fault or the test accuracy. */
interface Detector {

    /** Its name in the report: for example {@code Gradlab}. */
    String name();

    /** What it says of a training. */
    List<Alarm> alarms(TrainedNetwork network);
}
