package io.gradlab.calibration;

import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.gradlab.train.Runner;

/** The optimizers of the grid. */
enum OptimizerKind {
    /** Plain gradient descent. */
    SGD,
    /** Adam with beta 0.9 and 0.999 (Kingma and Ba 2015, arXiv:1412.6980). */
    ADAM;

    /** Loss on logits, on the CPU. */
    DefaultTrainingConfig config(double learningRate) {
        DefaultTrainingConfig config = Runner.sgd((float) learningRate);
        if (this == ADAM) {
            Tracker rate = Tracker.fixed((float) learningRate);
            config.optOptimizer(Optimizer.adam().optLearningRateTracker(rate).build());
        }
        return config;
    }
}
