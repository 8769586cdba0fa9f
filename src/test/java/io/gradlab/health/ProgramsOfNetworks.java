package io.gradlab.health;

import static io.gradlab.health.FaultyProgram.certain;
import static io.gradlab.health.FaultyProgram.likely;
import static io.gradlab.health.Networks.crossEntropy;
import static io.gradlab.health.Networks.network;
import static io.gradlab.health.Networks.squares;
import static io.gradlab.health.Program.adam;
import static io.gradlab.health.Program.sgd;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.util.Pair;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.diagnosis.Remedy;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Programs whose fault is in the layers, or in what is done with their gradients. */
final class ProgramsOfNetworks {

    private static final Function<NDManager, NDList> CROSS =
            Tables.of(600, 2, row -> row[0] * row[1] > 0 ? 1 : 0);

    private static final Function<NDManager, NDList> WAVE =
            Tables.of(480, 3, row -> Math.sin(2 * row[0]) + 0.5 * row[1]);

    private static final Function<NDManager, NDList> TWO = Tables.clouds(400, 1, 0.5, 0.5);
    private static final Function<NDManager, NDList> FOUR =
            Tables.clouds(400, 1, 0.25, 0.25, 0.25, 0.25);

    private ProgramsOfNetworks() {}

    static Stream<FaultyProgram> all() {
        return Stream.of(gradient(), linear(), frozen(), cleared(), norms(), dropout())
                .flatMap(each -> each);
    }

    private static Stream<FaultyProgram> gradient() {
        Program softmax =
                Program.of(
                        network(10, "tanh", 1, "softmax"), crossEntropy(), adam(0.02), 40, 40, TWO);
        Program dead =
                Program.of(
                                network(12, "tanh", 1, "relu"),
                                squares(),
                                sgd(0.05, 0.5),
                                48,
                                40,
                                Tables.labels(WAVE, y -> y.add(5)))
                        .begun(block -> bias(block, -20));
        return Stream.of(
                certain(
                        "softmax over one output",
                        Pathology.NO_GRADIENT,
                        Remedy.SIGMOID_OUTPUT,
                        softmax,
                        softmax.with(network(10, "tanh", 1, "sigmoid"))),
                certain(
                        "output cut off",
                        Pathology.NO_GRADIENT,
                        Remedy.LINEAR_OUTPUT,
                        dead,
                        dead.with(network(24, "tanh", 1)).begun(any -> {})));
    }

    /** Of the last layer. */
    private static void bias(Block block, float value) {
        NDArray last = null;
        for (Pair<String, Parameter> pair : block.getParameters()) {
            last = pair.getKey().endsWith("bias") ? pair.getValue().getArray() : last;
        }
        if (last != null) {
            last.stopGradient().addi(value);
        }
    }

    private static Stream<FaultyProgram> linear() {
        Program classes =
                Program.of(
                        network(10, "tanh", 10, "tanh", 1),
                        Loss::sigmoidBinaryCrossEntropyLoss,
                        adam(0.02),
                        40,
                        30,
                        CROSS);
        Program numbers =
                Program.of(
                        network(24, "relu", 1),
                        squares(),
                        adam(0.01),
                        40,
                        50,
                        Tables.of(400, 2, row -> row[0] * row[0] + Math.abs(row[1])));
        return Stream.of(
                likely(
                        "three layers, one line",
                        Pathology.NO_NONLINEARITY,
                        Remedy.ADD_NONLINEARITY,
                        classes.with(network(10, 10, 1)),
                        classes),
                likely(
                        "two layers, one plane",
                        Pathology.NO_NONLINEARITY,
                        Remedy.ADD_NONLINEARITY,
                        numbers.with(network(24, 1)),
                        numbers));
    }

    private static Stream<FaultyProgram> frozen() {
        Program narrow =
                Program.of(
                        network(4, "tanh", 4, "tanh", 1),
                        Loss::sigmoidBinaryCrossEntropyLoss,
                        adam(0.03),
                        40,
                        60,
                        CROSS);
        Program whole = Program.of(network(12, "relu", 1), squares(), sgd(0.05, 0.9), 48, 40, WAVE);
        return Stream.of(
                likely(
                        "hidden layers frozen",
                        Pathology.FROZEN_LAYERS,
                        Remedy.UNFREEZE,
                        narrow.begun(block -> freeze(block, 0, 2)),
                        narrow),
                certain(
                        "all layers frozen",
                        Pathology.FROZEN_LAYERS,
                        Remedy.UNFREEZE,
                        whole.begun(block -> block.freezeParameters(true)),
                        whole));
    }

    private static void freeze(Block block, int... children) {
        for (int child : children) {
            block.getChildren().get(child).getValue().freezeParameters(true);
        }
    }

    /** An update by hand that leaves the gradients as they are, so that each batch adds to them. */
    private static BiConsumer<Trainer, Batch> byHand(float rate, boolean clear) {
        return (trainer, batch) -> {
            EasyTrain.trainBatch(trainer, batch);
            for (Pair<String, Parameter> pair : trainer.getModel().getBlock().getParameters()) {
                NDArray array = pair.getValue().getArray();
                NDArray gradient = array.getGradient();
                gradient.attach(batch.getManager());
                NDArray change = gradient.mul(rate);
                change.attach(batch.getManager());
                array.stopGradient().subi(change);
                if (clear) {
                    gradient.muli(0);
                }
            }
        };
    }

    private static Stream<FaultyProgram> cleared() {
        Program numbers =
                Program.of(network(16, "tanh", 1), squares(), sgd(0.1, 0), 48, 40, WAVE)
                        .stepping(byHand(0.1f, true));
        Program classes =
                Program.of(
                                network(16, "tanh", 3),
                                Loss::softmaxCrossEntropyLoss,
                                sgd(0.1, 0),
                                40,
                                60,
                                Tables.rings(480))
                        .stepping(byHand(0.5f, true));
        return Stream.of(
                likely(
                        "gradients added up, numbers",
                        Pathology.GRADIENTS_NOT_CLEARED,
                        Remedy.CLEAR_GRADIENTS,
                        numbers.stepping(byHand(0.1f, false)),
                        numbers),
                likely(
                        "gradients added up, classes",
                        Pathology.GRADIENTS_NOT_CLEARED,
                        Remedy.CLEAR_GRADIENTS,
                        classes.stepping(byHand(0.5f, false)),
                        classes));
    }

    private static Supplier<Block> norm(double momentum) {
        return () -> BatchNorm.builder().optMomentum((float) momentum).build();
    }

    private static Stream<FaultyProgram> norms() {
        Program classes =
                Program.of(
                        network(24, norm(0.9), "relu", 4),
                        Loss::softmaxCrossEntropyLoss,
                        adam(0.01),
                        40,
                        12,
                        Tables.inputs(FOUR, x -> x.mul(2).add(4)));
        Program numbers =
                Program.of(
                        network(16, norm(0.9), "tanh", 1),
                        squares(),
                        sgd(0.05, 0.9),
                        48,
                        20,
                        Tables.inputs(WAVE, x -> x.add(4)));
        return Stream.of(
                likely(
                        "running statistics of classes",
                        Pathology.BATCH_NORM_LAG,
                        Remedy.LOWER_MOMENTUM,
                        classes.with(network(24, norm(0.9999), "relu", 4)),
                        classes),
                likely(
                        "running statistics of numbers",
                        Pathology.BATCH_NORM_LAG,
                        Remedy.LOWER_MOMENTUM,
                        numbers.with(network(16, norm(0.9995), "tanh", 1)),
                        numbers));
    }

    private static Supplier<Block> drop(double rate) {
        return () -> Dropout.builder().optRate((float) rate).build();
    }

    private static Stream<FaultyProgram> dropout() {
        Program classes =
                Program.of(
                        network(12, "relu", drop(0.05), 12, "relu", drop(0.05), 1),
                        Loss::sigmoidBinaryCrossEntropyLoss,
                        adam(0.02),
                        40,
                        30,
                        CROSS);
        Program numbers =
                Program.of(network(24, "tanh", drop(0.02), 1), squares(), adam(0.01), 48, 60, WAVE);
        return Stream.of(
                likely(
                        "nine tenths dropped, classes",
                        Pathology.DROPOUT_TOO_STRONG,
                        Remedy.LESS_DROPOUT,
                        classes.with(network(12, "relu", drop(0.9), 12, "relu", drop(0.9), 1)),
                        classes),
                likely(
                        "nine tenths dropped, numbers",
                        Pathology.DROPOUT_TOO_STRONG,
                        Remedy.LESS_DROPOUT,
                        numbers.with(network(24, "tanh", drop(0.95), 1)),
                        numbers));
    }
}
