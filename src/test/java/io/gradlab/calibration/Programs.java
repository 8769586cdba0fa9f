package io.gradlab.calibration;

import java.util.List;

/** Small programs for tests. */
final class Programs {

    private Programs() {}

    /** Two layers of eight ReLU units, plain gradient descent at 0.3, batches of 32. */
    static Program of(DataKind data, int steps) {
        return new Program(
                3, data, 2, 8, "relu", 0, false, OptimizerKind.SGD, 0.3, 32, steps);
    }

    /** The same with batch norm. */
    static Program normalised(DataKind data, int steps) {
        return new Program(3, data, 2, 8, "relu", 0, true, OptimizerKind.SGD, 0.3, 32, steps);
    }

    static GridCase gridCase(Program program, Fault... faults) {
        return new GridCase(0, program, List.of(faults));
    }
}
