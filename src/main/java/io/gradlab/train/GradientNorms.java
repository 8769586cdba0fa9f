package io.gradlab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import io.gradlab.core.Require;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.Norms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Records the gradient norm of every parameter at step 1 and then every so many steps: what the
 * book prints with {@code custom_print_log}. Reads the gradients after the backward pass and before
 * clipping and update. For the trainer of an {@link MlpBlock}.
 */
public final class GradientNorms extends TrainingListenerAdapter {

    /**
     * One reading.
     *
     * @param step 1-based
     * @param parameter PyTorch's name, for example {@code fc1.weight}
     * @param l2 L2 norm of dLoss/dParameter, computed in float64
     */
    public record Row(int step, String parameter, double l2) {}

    private final int every;
    private final List<Row> rows = new ArrayList<>();
    private int step;

    /**
     * A new recorder.
     *
     * @param every steps between two readings: 1, 1 + every, 1 + 2 every, ...
     * @throws IllegalArgumentException if every is less than 1
     */
    public GradientNorms(int every) {
        Require.that(every >= 1, "log interval %s must be at least 1; use for example 100", every);
        this.every = every;
    }

    /** What has been recorded, by step, then fc1.weight, fc1.bias, fc2.weight and so on. */
    public List<Row> rows() {
        return Collections.unmodifiableList(rows);
    }

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData batchData) {
        step++;
        if ((step - 1) % every == 0) {
            forEachGradient(
                    trainer,
                    (name, shape, values) -> rows.add(new Row(step, name, Norms.l2(values))));
        }
    }

    /** What to do with a gradient. */
    @FunctionalInterface
    interface Action {
        /** The parameter's name as PyTorch has it, its shape, the values row by row. */
        void accept(String parameter, int[] shape, float[] values);
    }

    /** Hands each gradient of an {@link MlpBlock} to the action, in the order of the layers. */
    static void forEachGradient(Trainer trainer, Action action) {
        MlpBlock network = (MlpBlock) trainer.getModel().getBlock();
        network.forEachParameter(
                (name, parameter) -> {
                    // A new handle that belongs to the parameter's manager: close it, or it leaks.
                    try (NDArray gradient = parameter.getArray().getGradient()) {
                        long[] shape = gradient.getShape().getShape();
                        action.accept(
                                name,
                                Arrays.stream(shape).mapToInt(Math::toIntExact).toArray(),
                                gradient.toFloatArray());
                    }
                });
    }
}
