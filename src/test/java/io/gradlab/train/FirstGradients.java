package io.gradlab.train;

import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListenerAdapter;
import java.util.Map;

/** Puts the gradients of the first step into a map. */
final class FirstGradients extends TrainingListenerAdapter {

    private final Map<String, float[]> gradients;

    FirstGradients(Map<String, float[]> gradients) {
        this.gradients = gradients;
    }

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData batchData) {
        if (gradients.isEmpty()) {
            GradientNorms.forEachGradient(trainer, gradients::put);
        }
    }
}
