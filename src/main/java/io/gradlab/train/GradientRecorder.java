package io.gradlab.train;

import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import io.gradlab.nn.StateDict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records the gradient of every parameter at step 1, element by element: dLoss/dParameter of the
 * batch mean, after the backward pass and before clipping and update.
 */
public final class GradientRecorder extends TrainingListenerAdapter {

    private Optional<StateDict> first = Optional.empty();

    /** A recorder of one run. */
    public GradientRecorder() {}

    /** The gradients at step 1, named and shaped as the parameters; nothing before that step. */
    public Optional<StateDict> first() {
        return first;
    }

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData batchData) {
        if (first.isEmpty()) {
            first = Optional.of(gradients(trainer));
        }
    }

    private static StateDict gradients(Trainer trainer) {
        List<StateDict.Tensor> tensors = new ArrayList<>();
        GradientNorms.forEachGradient(
                trainer,
                (name, shape, values) -> tensors.add(new StateDict.Tensor(name, shape, values)));
        return new StateDict(tensors);
    }
}
