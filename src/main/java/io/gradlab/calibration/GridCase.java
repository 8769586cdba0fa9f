package io.gradlab.calibration;

import java.util.List;

/**
 * One network of the grid.
 *
 * @param index from 0
 * @param program what it is without a fault
 * @param faults none, one, or two
 */
record GridCase(int index, Program program, List<Fault> faults) {

    GridCase {
        faults = List.copyOf(faults);
    }

    /** What is trained. */
    Setup setup() {
        Setup setup = program.setup();
        faults.forEach(fault -> fault.into(setup));
        return setup;
    }
}
