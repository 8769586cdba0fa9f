package io.gradlab.calibration;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;
import io.gradlab.nn.LogitsLoss;
import java.util.function.BinaryOperator;

/** Losses of the grid: those of DJL and the project, and what people write instead. */
final class GridLoss extends Loss {

    private static final float LEAST = 1e-7f;

    private final BinaryOperator<NDArray> value;

    /** Of labels and predictions. */
    private GridLoss(String name, BinaryOperator<NDArray> value) {
        super(name);
        this.value = value;
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        return value.apply(labels.head(), predictions.head());
    }

    static Loss of(Setup setup) {
        Task task = setup.data.task();
        return switch (setup.objective) {
            case USUAL -> usual(task);
            case SQUARED -> task == Task.CLASSES ? squaredClasses(setup) : squared();
            case OF_PROBABILITIES -> task == Task.CLASSES ? probabilities(setup) : probability();
            case CROSS_ENTROPY -> new LogitsLoss();
            case REVERSED -> {
                Loss usual = usual(task);
                yield new GridLoss(
                        "reversed", (y, p) -> usual.evaluate(new NDList(y), new NDList(p)).neg());
            }
            case UNPAIRED ->
                    task == Task.REGRESSION
                            ? new GridLoss("unpaired", (y, p) -> p.sub(y).square().mean())
                            : new GridLoss(
                                    "unpaired cross-entropy",
                                    (y, p) -> softplus(p).sub(p.mul(y)).mean());
        };
    }

    private static Loss usual(Task task) {
        return switch (task) {
            case TWO_CLASSES -> new LogitsLoss();
            case CLASSES -> Loss.softmaxCrossEntropyLoss();
            case REGRESSION -> squared();
        };
    }

    private static Loss squared() {
        return new GridLoss("squared error", (y, p) -> p.sub(y).square().mean());
    }

    private static NDArray softplus(NDArray z) {
        return z.exp().add(1).log();
    }

    private static NDArray oneHot(Setup setup, NDArray classes) {
        return classes.flatten().oneHot(setup.data.outputs());
    }

    private static Loss squaredClasses(Setup setup) {
        return new GridLoss(
                "squared error of classes", (y, p) -> p.sub(oneHot(setup, y)).square().mean());
    }

    private static Loss probability() {
        return new GridLoss(
                "cross-entropy of probabilities",
                (y, p) -> {
                    NDArray q = p.clip(LEAST, 1 - LEAST);
                    NDArray ones = y.mul(q.log());
                    return ones.add(y.neg().add(1).mul(q.neg().add(1).log())).mean().neg();
                });
    }

    private static Loss probabilities(Setup setup) {
        return new GridLoss(
                "cross-entropy of softmax",
                (y, p) ->
                        p.clip(LEAST, 1)
                                .log()
                                .mul(oneHot(setup, y))
                                .sum(new int[] {1})
                                .mean()
                                .neg());
    }
}
