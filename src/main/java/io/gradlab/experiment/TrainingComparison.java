package io.gradlab.experiment;

import io.gradlab.manual.Backpropagation;
import io.gradlab.manual.ParameterVector;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.StateDict;
import io.gradlab.train.History;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import io.gradlab.train.RunnerResult;

/**
 * One training twice from one start: by the Runner with automatic differentiation, and by hand.
 *
 * @param setup what was trained
 * @param automatic losses and times by the Runner
 * @param manual losses and times by hand
 */
record TrainingComparison(MlpConfiguration setup, Trajectory automatic, Trajectory manual) {

    /** Share of the epochs trained before, untimed, so that the compiler has done its work. */
    private static final double WARM_UP = 0.5;

    /**
     * One training.
     *
     * @param trainLoss of every epoch, before the update
     * @param validationLoss of every epoch, after the update
     * @param last parameters after the last update
     * @param micros microseconds per epoch, one value for each block of epochs
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Trajectory(
            double[] trainLoss, double[] validationLoss, StateDict last, double[] micros) {

        int epochs() {
            return trainLoss.length;
        }

        double lastLoss() {
            return trainLoss[epochs() - 1];
        }
    }

    static TrainingComparison of(Laboratory lab, MlpConfiguration setup, int epochs) {
        int warmUp = (int) Math.ceil(WARM_UP * epochs);
        automatic(lab, setup, warmUp);
        manual(lab, setup, warmUp);
        return new TrainingComparison(
                setup, automatic(lab, setup, epochs), manual(lab, setup, epochs));
    }

    private static Trajectory automatic(Laboratory lab, MlpConfiguration setup, int epochs) {
        BlockTimer timer = new BlockTimer(epochs);
        try (Runner runner = lab.trainings().runner(setup, lab.seed())) {
            timer.start();
            RunnerResult result =
                    runner.train(
                            lab.data(),
                            RunnerConfig.epochs(epochs).withObserver(epoch -> timer.epochDone()));
            History history = result.history();
            return new Trajectory(
                    history.trainLoss(), history.validationLoss(), result.last(), timer.micros());
        }
    }

    /** With the validation loss after every epoch, which the Runner computes too. */
    private static Trajectory manual(Laboratory lab, MlpConfiguration setup, int epochs) {
        ParameterVector parameters =
                ParameterVector.of(setup.architecture(), setup.initial(lab.seed()));
        Backpropagation train = new Backpropagation(setup.architecture(), lab.data().train());
        Backpropagation validation =
                new Backpropagation(setup.architecture(), lab.data().validation());
        BlockTimer timer = new BlockTimer(epochs);
        double[] trainLoss = new double[epochs];
        double[] validationLoss = new double[epochs];
        timer.start();
        for (int epoch = 0; epoch < epochs; epoch++) {
            trainLoss[epoch] = train.train(parameters, setup.learningRate(), 1)[0];
            validationLoss[epoch] = validation.loss(parameters);
            timer.epochDone();
        }
        return new Trajectory(trainLoss, validationLoss, parameters.toStateDict(), timer.micros());
    }

    /** For example {@code 2-5-1}. */
    String widths() {
        return setup.architecture().widths();
    }

    /** Largest difference of the train or validation loss at any epoch. */
    double lossDifference() {
        return Math.max(
                GradientComparison.largestDifference(automatic.trainLoss, manual.trainLoss),
                GradientComparison.largestDifference(
                        automatic.validationLoss, manual.validationLoss));
    }

    /** Time per epoch, block by block: a busy machine disturbs some blocks, not their median. */
    private static final class BlockTimer {

        private static final int BLOCKS = 10;

        private final int blockLength;
        private final double[] micros;
        private int done;
        private long blockStart;

        BlockTimer(int epochs) {
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
            return micros;
        }
    }
}
