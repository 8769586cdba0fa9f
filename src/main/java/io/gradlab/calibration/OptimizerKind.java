package io.gradlab.calibration;

import ai.djl.training.DefaultTrainingConfig;
import io.gradlab.nn.UpdateRule;
import io.gradlab.train.Runner;

/** The optimizers of the grid. */
enum OptimizerKind {
    /** Plain gradient descent. */
    SGD,
    /** Adam with beta 0.9 and 0.999 (Kingma and Ba 2015, arXiv:1412.6980). */
    ADAM;

    /** Loss on logits, on the CPU. */
    DefaultTrainingConfig config(double learningRate) {
        UpdateRule rule = this == SGD ? UpdateRule.sgd() : UpdateRule.adam();
        float rate = (float) learningRate;
        return Runner.sgd(rate).optOptimizer(rule.optimizer(rate));
    }
}
