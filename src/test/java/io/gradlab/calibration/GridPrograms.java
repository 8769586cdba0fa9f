package io.gradlab.calibration;

import java.util.List;
import java.util.stream.IntStream;

/** Programs for tests: small and quick, of either half. */
final class GridPrograms {

    private GridPrograms() {}

    /** A program that learns within its steps. */
    static Program easy(int number) {
        return of(number, DataKind.CLOUDS, 300);
    }

    static Program of(int number, DataKind data, int steps) {
        return new Program(
                number, data, 1, 16, "tanh", 0, false, OptimizerKind.ADAM, 0.02, 32, steps);
    }

    /** Two layers of eight ReLU units, plain gradient descent at 0.3, batches of 32. */
    static Program plain(DataKind data, int steps) {
        return new Program(3, data, 2, 8, "relu", 0, false, OptimizerKind.SGD, 0.3, 32, steps);
    }

    /** The same with batch norm. */
    static Program normalised(DataKind data, int steps) {
        return new Program(3, data, 2, 8, "relu", 0, true, OptimizerKind.SGD, 0.3, 32, steps);
    }

    /** One of a half, which the depth decides here. */
    static Program ofHalf(boolean tuning) {
        return IntStream.rangeClosed(1, 8)
                .mapToObj(
                        depth ->
                                new Program(
                                        depth,
                                        DataKind.CLOUDS,
                                        depth,
                                        16,
                                        "tanh",
                                        0,
                                        false,
                                        OptimizerKind.ADAM,
                                        0.02,
                                        32,
                                        20))
                .filter(program -> program.tuning() == tuning)
                .findFirst()
                .orElseThrow();
    }

    static GridCase gridCase(int index, Program program, Fault... faults) {
        return new GridCase(index, program, List.of(faults));
    }
}
