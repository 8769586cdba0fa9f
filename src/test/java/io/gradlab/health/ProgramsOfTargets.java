package io.gradlab.health;

import static io.gradlab.health.FaultyProgram.likely;
import static io.gradlab.health.Networks.network;
import static io.gradlab.health.Networks.squares;
import static io.gradlab.health.Program.adam;
import static io.gradlab.health.Program.sgd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.diagnosis.Remedy;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Programs whose loss or output is for other targets than theirs, or whose targets have a scale.
 */
final class ProgramsOfTargets {

    private static final Function<NDManager, NDList> SLOPE =
            Tables.of(480, 4, row -> row[0] - 0.7 * row[1] + 0.3 * row[2]);

    private static final Function<NDManager, NDList> TWO = Tables.clouds(400, 1, 0.5, 0.5);

    private static final Function<NDManager, NDList> FOUR =
            Tables.clouds(400, 1, 0.25, 0.25, 0.25, 0.25);

    private ProgramsOfTargets() {}

    static Stream<FaultyProgram> all() {
        return Stream.of(losses(), targets(), range()).flatMap(each -> each);
    }

    private static Stream<FaultyProgram> losses() {
        Program softmax =
                Program.of(
                        network(12, "tanh", 4, "softmax"),
                        squares(),
                        sgd(0.04, 0),
                        40,
                        6,
                        Tables.labels(FOUR, y -> Tables.oneHot(y, 4)));
        Program numbers =
                Program.of(network(16, "tanh", 1), () -> Loss.l2Loss(), adam(0.01), 40, 40, SLOPE);
        return Stream.of(
                likely(
                        "squared error of a softmax",
                        Pathology.WRONG_LOSS,
                        Remedy.CROSS_ENTROPY,
                        softmax,
                        softmax.with(network(12, "tanh", 4))
                                .minimising(Loss::softmaxCrossEntropyLoss)
                                .with(FOUR)),
                likely(
                        "cross-entropy of numbers",
                        Pathology.WRONG_LOSS,
                        Remedy.SQUARED_ERROR,
                        numbers.minimising(SigmoidBinaryCrossEntropyLoss::new),
                        numbers));
    }

    private static Stream<FaultyProgram> targets() {
        Program slow = Program.of(network(16, "relu", 1), squares(), adam(0.003), 60, 60, SLOPE);
        Program steep = Program.of(network(16, "tanh", 1), squares(), adam(0.003), 40, 60, SLOPE);
        return Stream.of(
                likely(
                        "prices",
                        Pathology.UNSCALED_TARGETS,
                        Remedy.STANDARDISE_TARGETS,
                        slow.with(Tables.labels(SLOPE, y -> y.mul(40000).add(250000))),
                        slow),
                likely(
                        "targets of some hundreds",
                        Pathology.UNSCALED_TARGETS,
                        Remedy.STANDARDISE_TARGETS,
                        steep.with(Tables.labels(SLOPE, y -> y.mul(50).add(150))),
                        steep));
    }

    private static Stream<FaultyProgram> range() {
        Program ten =
                Program.of(
                        network(16, "tanh", 1, "sigmoid"),
                        squares(),
                        adam(0.01),
                        40,
                        100,
                        Tables.labels(SLOPE, ProgramsOfTargets::upToTen));
        Program below =
                Program.of(
                        network(12, "tanh", 1, "relu"),
                        squares(),
                        sgd(0.05, 0.5),
                        40,
                        40,
                        Tables.labels(SLOPE, y -> y.abs().add(0.2).neg()));
        Program logits =
                Program.of(
                        network(8, "tanh", 1, "relu"),
                        Loss::sigmoidBinaryCrossEntropyLoss,
                        adam(0.02),
                        32,
                        25,
                        TWO);
        return Stream.of(
                likely(
                        "sigmoid for 0 to 10",
                        Pathology.OUTPUT_RANGE,
                        Remedy.LINEAR_OUTPUT,
                        ten,
                        ten.with(network(16, "tanh", 1))),
                likely(
                        "ReLU for negative targets",
                        Pathology.OUTPUT_RANGE,
                        Remedy.LINEAR_OUTPUT,
                        below,
                        below.with(network(24, "tanh", 1))),
                likely(
                        "ReLU for logits",
                        Pathology.OUTPUT_RANGE,
                        Remedy.LINEAR_OUTPUT,
                        logits,
                        logits.with(network(8, "tanh", 1))));
    }

    private static NDArray upToTen(NDArray numbers) {
        return numbers.mul(2).add(5).clip(0, 10);
    }
}
