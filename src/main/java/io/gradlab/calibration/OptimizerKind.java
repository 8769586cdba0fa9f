package io.gradlab.calibration;

import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

/** The optimizers of the grid. */
enum OptimizerKind {
    /** Plain gradient descent. */
    SGD,
    /** Momentum 0.9 (Polyak 1964). */
    MOMENTUM,
    /** Adam with beta 0.9 and 0.999 (Kingma and Ba 2015, arXiv:1412.6980). */
    ADAM;

    /** Momentum of {@link #MOMENTUM} unless another is chosen. */
    static final double USUAL_MOMENTUM = 0.9;

    Optimizer optimizer(double rate, double momentum, double weightDecay) {
        Tracker tracker = Tracker.fixed((float) rate);
        return switch (this) {
            case SGD ->
                    Optimizer.sgd()
                            .setLearningRateTracker(tracker)
                            .optWeightDecays((float) weightDecay)
                            .build();
            case MOMENTUM ->
                    Optimizer.sgd()
                            .setLearningRateTracker(tracker)
                            .optMomentum((float) momentum)
                            .optWeightDecays((float) weightDecay)
                            .build();
            case ADAM ->
                    Optimizer.adam()
                            .optLearningRateTracker(tracker)
                            .optWeightDecays((float) weightDecay)
                            .build();
        };
    }
}
