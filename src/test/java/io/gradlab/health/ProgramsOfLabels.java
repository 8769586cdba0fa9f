package io.gradlab.health;

import static io.gradlab.health.FaultyProgram.certain;
import static io.gradlab.health.FaultyProgram.likely;
import static io.gradlab.health.Networks.network;
import static io.gradlab.health.Networks.own;
import static io.gradlab.health.Networks.squares;
import static io.gradlab.health.Program.adam;
import static io.gradlab.health.Program.sgd;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
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
        return Stream.of(shape(), form(), classes(), batches(), rare()).flatMap(each -> each);
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
                        network(24, "relu", 1),
                        Loss::sigmoidBinaryCrossEntropyLoss,
                        sgd(0.1, 0.9),
                        16,
                        20,
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
                        Remedy.MORE_EXAMPLES,
                        plain.with(Tables.clouds(500, 0.4, 0.97, 0.03)),
                        plain),
                likely(
                        "a thirtieth of one class",
                        Pathology.RARE_CLASS,
                        Remedy.MORE_EXAMPLES,
                        steep.with(Tables.clouds(390, 0.3, 29. / 30, 1. / 30)),
                        steep));
    }
}
