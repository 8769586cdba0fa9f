package io.gradlab.health;

import static io.gradlab.health.Networks.network;
import static io.gradlab.health.Networks.own;
import static io.gradlab.health.Networks.squares;
import static io.gradlab.health.Program.adam;
import static io.gradlab.health.Program.sgd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.diagnosis.Remedy;
import java.util.function.Function;
import java.util.stream.Stream;

/** Programs whose fault is in the data, the labels, or what the loss makes of them. */
final class ProgramsOfLabels {

    private static final Function<NDManager, NDList> SLOPE =
            Tables.of(480, 4, row -> row[0] - 0.7 * row[1] + 0.3 * row[2]);

    private static final Function<NDManager, NDList> BEND =
            Tables.of(400, 3, row -> Math.abs(row[0]) - row[2]);

    private static final Function<NDManager, NDList> TWO = Tables.clouds(400, 1, 0.5, 0.5);
    private static final Function<NDManager, NDList> THREE =
            Tables.clouds(420, 1, 1. / 3, 1. / 3, 1. / 3);
    private static final Function<NDManager, NDList> FOUR =
            Tables.clouds(400, 1, 0.25, 0.25, 0.25, 0.25);

    private ProgramsOfLabels() {}

    static Stream<FaultyProgram> all() {
        return Stream.of(
                        shape(), form(), classes(), batches(), rare(), losses(), targets(), range())
                .flatMap(each -> each);
    }

    private static FaultyProgram certain(
            String name, Pathology kind, Remedy remedy, Program faulty, Program mended) {
        return new FaultyProgram(name, kind, remedy, true, faulty, mended);
    }

    private static FaultyProgram likely(
            String name, Pathology kind, Remedy remedy, Program faulty, Program mended) {
        return new FaultyProgram(name, kind, remedy, false, faulty, mended);
    }

    private static Stream<FaultyProgram> shape() {
        Program squared =
                Program.of(network(12, "relu", 1), squares(), sgd(0.05, 0), 32, 20, SLOPE);
        Program absolute =
                Program.of(
                        network(16, "tanh", 1),
                        own((y, p) -> p.sub(y).abs().mean()),
                        adam(0.01),
                        50,
                        40,
                        BEND);
        return Stream.of(
                certain(
                        "squared error of (N) and (N, 1)",
                        Pathology.LABEL_SHAPE,
                        Remedy.SAME_SHAPE,
                        squared.with(Tables.labels(SLOPE, Tables::flat)),
                        squared),
                certain(
                        "absolute error of (N) and (N, 1)",
                        Pathology.LABEL_SHAPE,
                        Remedy.SAME_SHAPE,
                        absolute.with(Tables.labels(BEND, Tables::flat)),
                        absolute));
    }

    private static Stream<FaultyProgram> form() {
        Program sparse =
                Program.of(
                        network(16, "tanh", 4),
                        Loss::softmaxCrossEntropyLoss,
                        adam(0.01),
                        40,
                        25,
                        FOUR);
        Program binary =
                Program.of(
                        network(8, "relu", 1),
                        Loss::sigmoidBinaryCrossEntropyLoss,
                        adam(0.02),
                        32,
                        25,
                        TWO);
        return Stream.of(
                certain(
                        "one-hot rows into class numbers",
                        Pathology.LABEL_FORM,
                        Remedy.CLASS_NUMBERS,
                        sparse.with(Tables.labels(FOUR, y -> Tables.oneHot(y, 4))),
                        sparse),
                certain(
                        "-1 and 1 into cross-entropy",
                        Pathology.LABEL_FORM,
                        Remedy.ZERO_ONE_LABELS,
                        binary.with(Tables.labels(TWO, y -> y.mul(2).sub(1))),
                        binary));
    }

    /** The loss refuses the first batch, of which the listener then hears nothing. */
    static Stream<FaultyProgram> thatThrow() {
        Program dense =
                Program.of(
                        network(12, "relu", 3),
                        () -> new SoftmaxCrossEntropyLoss("dense", 1, -1, false, true),
                        sgd(0.2, 0.5),
                        30,
                        25,
                        Tables.labels(THREE, y -> Tables.oneHot(y, 3)));
        Program few =
                Program.of(
                        network(16, "relu", 3),
                        Loss::softmaxCrossEntropyLoss,
                        adam(0.01),
                        40,
                        25,
                        THREE);
        return Stream.of(
                certain(
                        "class numbers into shares",
                        Pathology.LABEL_FORM,
                        Remedy.ONE_HOT,
                        dense.with(THREE),
                        dense),
                certain(
                        "classes numbered from 1",
                        Pathology.LABEL_FORM,
                        Remedy.OUTPUT_FOR_EACH_CLASS,
                        few.with(Tables.labels(THREE, y -> y.add(1))),
                        few));
    }

    private static Stream<FaultyProgram> classes() {
        Program two =
                Program.of(
                        network(8, "tanh", 1),
                        Loss::sigmoidBinaryCrossEntropyLoss,
                        adam(0.02),
                        32,
                        20,
                        TWO);
        Program three =
                Program.of(
                        network(8, "relu", 3),
                        Loss::softmaxCrossEntropyLoss,
                        sgd(0.3, 0),
                        42,
                        40,
                        THREE);
        return Stream.of(
                certain(
                        "zeros alone",
                        Pathology.ONE_CLASS,
                        Remedy.ADD_CLASSES,
                        two.with(Tables.labels(TWO, y -> y.mul(0))),
                        two),
                certain(
                        "one class of three",
                        Pathology.ONE_CLASS,
                        Remedy.ADD_CLASSES,
                        three.with(Tables.labels(THREE, y -> y.mul(0).add(1))),
                        three));
    }

    private static Stream<FaultyProgram> batches() {
        Program three =
                Program.of(
                        network(16, "tanh", 3),
                        Loss::softmaxCrossEntropyLoss,
                        sgd(0.2, 0.9),
                        16,
                        30,
                        Tables.rings(480));
        Program two =
                Program.of(
                        network(12, "relu", 1),
                        Loss::sigmoidBinaryCrossEntropyLoss,
                        sgd(0.3, 0.9),
                        16,
                        25,
                        Tables.sorted(Tables.of(480, 2, row -> row[0] * row[1] > 0 ? 1 : 0)));
        return Stream.of(
                likely(
                        "three classes, sorted",
                        Pathology.ONE_CLASS_BATCHES,
                        Remedy.SHUFFLE,
                        three.sorted(),
                        three),
                likely(
                        "two classes, sorted",
                        Pathology.ONE_CLASS_BATCHES,
                        Remedy.SHUFFLE,
                        two.sorted(),
                        two));
    }

    /** Overlapping clouds: a few of the rare class are lost in the many. */
    private static Stream<FaultyProgram> rare() {
        Program plain =
                Program.of(
                        network(8, "relu", 1),
                        Loss::sigmoidBinaryCrossEntropyLoss,
                        adam(0.01),
                        50,
                        30,
                        Tables.clouds(500, 0.7, 0.5, 0.5));
        Program steep =
                Program.of(
                        network(12, "tanh", 2),
                        Loss::softmaxCrossEntropyLoss,
                        sgd(0.1, 0.9),
                        40,
                        20,
                        Tables.clouds(400, 0.8, 0.5, 0.5));
        return Stream.of(
                likely(
                        "3 % of one class",
                        Pathology.RARE_CLASS,
                        Remedy.WEIGH_CLASSES,
                        plain.with(Tables.clouds(500, 0.4, 0.97, 0.03)),
                        plain),
                likely(
                        "4 % of one class",
                        Pathology.RARE_CLASS,
                        Remedy.WEIGH_CLASSES,
                        steep.with(Tables.clouds(400, 0.35, 0.96, 0.04)),
                        steep));
    }

    private static Stream<FaultyProgram> losses() {
        Program softmax =
                Program.of(
                        network(12, "tanh", 4, "softmax"),
                        squares(),
                        sgd(0.05, 0),
                        40,
                        8,
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
                        Tables.labels(SLOPE, ProgramsOfLabels::upToTen));
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
