package io.gradlab.experiment;

import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import java.util.Arrays;

/**
 * One training twice from one start: by the Runner with automatic differentiation, and by hand.
 *
 * @param setup what was trained
 * @param automatic train loss of every epoch
 * @param manual train loss of every epoch
 * @param automaticMicros microseconds per epoch of each block of epochs
 * @param manualMicros microseconds per epoch of each block of epochs
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record TrainingComparison(
        Setup setup,
        double[] automatic,
        double[] manual,
        double[] automaticMicros,
        double[] manualMicros) {

    /** A run is timed in this many blocks, whose median is the result. */
    private static final int BLOCKS = 10;

    /** Share of the epochs trained before, untimed, so that the compiler has done its work. */
    private static final double WARM_UP = 0.5;

    static TrainingComparison of(Laboratory lab, Setup setup, int epochs) {
        int warmUp = (int) Math.ceil(WARM_UP * epochs);
        automatic(lab, setup, warmUp);
        BlockTimer automaticTimer = new BlockTimer(epochs);
        ParameterVector start;
        double[] automatic;
        try (Runner runner = lab.trainings().runner(setup, lab.seed())) {
            start = ParameterVector.of(setup.architecture(), runner.parameters());
            automaticTimer.start();
            automatic =
                    runner.train(
                                    lab.data(),
                                    RunnerConfig.epochs(epochs)
                                            .withObserver(epoch -> automaticTimer.epochDone()))
                            .history()
                            .trainLoss();
        }
        manual(lab, start.copy(), setup, new BlockTimer(warmUp));
        BlockTimer manualTimer = new BlockTimer(epochs);
        double[] manual = manual(lab, start, setup, manualTimer);
        return new TrainingComparison(
                setup, automatic, manual, automaticTimer.micros(), manualTimer.micros());
    }

    private static void automatic(Laboratory lab, Setup setup, int epochs) {
        try (Runner runner = lab.trainings().runner(setup, lab.seed())) {
            runner.train(lab.data(), RunnerConfig.epochs(epochs));
        }
    }

    /** With the validation loss after every epoch, which the Runner computes too. */
    private static double[] manual(
            Laboratory lab, ParameterVector parameters, Setup setup, BlockTimer timer) {
        Backpropagation train = new Backpropagation(setup.architecture(), lab.data().train());
        Backpropagation validation =
                new Backpropagation(setup.architecture(), lab.data().validation());
        double[] losses = new double[timer.epochs];
        timer.start();
        for (int epoch = 0; epoch < losses.length; epoch++) {
            losses[epoch] = train.train(parameters, setup.learningRate(), 1)[0];
            // Kept so that the compiler cannot drop the computation.
            timer.sink += validation.loss(parameters);
            timer.epochDone();
        }
        return losses;
    }

    int epochs() {
        return automatic.length;
    }

    double lossDifference() {
        return GradientComparison.largestDifference(automatic, manual);
    }

    double automaticLoss() {
        return automatic[automatic.length - 1];
    }

    double manualLoss() {
        return manual[manual.length - 1];
    }

    /** Time per epoch, block by block. */
    private static final class BlockTimer {

        private final int epochs;
        private final int blockLength;
        private final double[] micros;
        private int done;
        private long blockStart;
        private double sink;

        BlockTimer(int epochs) {
            this.epochs = epochs;
            blockLength = Math.max(1, epochs / BLOCKS);
            micros = new double[epochs / blockLength];
        }

        void start() {
            blockStart = System.nanoTime();
        }

        void epochDone() {
            done++;
            if (done % blockLength == 0) {
                long now = System.nanoTime();
                micros[done / blockLength - 1] = (now - blockStart) * 1e-3 / blockLength;
                blockStart = now;
            }
        }

        double[] micros() {
            return Arrays.copyOf(micros, micros.length);
        }
    }
}
