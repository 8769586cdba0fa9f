package io.gradlab.calibration.published;

import io.gradlab.health.diagnosis.Pathology;
import java.util.Map;

/** A published tool: its rules, with their defaults. */
public interface PublishedTool {

    /**
     * Its name.
     *
     * @return for example {@code SageMaker Debugger}
     */
    String name();

    /**
     * Whether its rules count epochs, so that a run is to be given by epoch, see {@link
     * PublishedInput#byEpoch}.
     *
     * @return false if they count steps
     */
    default boolean countsEpochs() {
        return false;
    }

    /**
     * What its rules say of a run. Each rule is followed to its first alarm, whatever the others
     * say: a tool that stops at its first alarm gives the one of the smallest step.
     *
     * @param input the run; any number of readings and steps, also none
     * @return by pathology the first step at which one of the rules that stand for it fires, in the
     *     order of {@link Pathology}; none for those that never fire
     */
    Map<Pathology, Long> alarms(PublishedInput input);
}
