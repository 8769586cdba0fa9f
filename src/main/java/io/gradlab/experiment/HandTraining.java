package io.gradlab.experiment;

import io.gradlab.data.Dataset;
import io.gradlab.manual.Backpropagation;
import io.gradlab.manual.ParameterVector;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.Norms;
import io.gradlab.train.Divergence;
import io.gradlab.train.Evaluation;
import io.gradlab.train.GradientNorms;
import io.gradlab.train.History;
import io.gradlab.train.TrainingResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One training with hand-derived gradients in float64, of the same course as the Runner's: {@link
 * AutogradVsManual} measures by how much they differ. DJL has one gradient collector in a process,
 * so that its trainings take turns; these run on every core at once, which is what the experiments
 * over many seeds need.
 */
final class HandTraining {

    /** For the set-up of an experiment that trains this way. */
    static final String DESCRIPTION =
            "hand-derived gradients, float64, every core; autograd-vs-manual compares the Runner";

    private final Setup setup;
    private final ParameterVector parameters;
    private final ParameterVector gradient;
    private final Backpropagation train;
    private final Backpropagation validation;
    private final double[][] history;
    private final List<GradientNorms.Row> norms = new ArrayList<>();
    private ParameterVector best;
    private int bestStep;
    private double bestAccuracy;
    private int epoch;
    private @Nullable Divergence divergence;

    private HandTraining(Setup setup, long seed, int epochs, Dataset data) {
        if (setup.clipping().kind() != Clipping.Kind.NONE) {
            throw new IllegalArgumentException(
                    "clipping " + setup.clipping() + " is not derived by hand; use the Runner");
        }
        this.setup = setup;
        MlpArchitecture architecture = setup.architecture();
        parameters = ParameterVector.of(architecture, setup.initial(seed));
        best = parameters.copy();
        gradient = new ParameterVector(architecture);
        train = new Backpropagation(architecture, data.train());
        validation = new Backpropagation(architecture, data.validation());
        history = new double[4][epochs];
    }

    /**
     * Trains.
     *
     * @param stop asked before every epoch
     * @throws CancellationException if the user stopped it
     */
    static Run run(Setup setup, long seed, int epochs, Dataset data, BooleanSupplier stop) {
        HandTraining training = new HandTraining(setup, seed, epochs, data);
        long start = System.nanoTime();
        while (training.epoch < epochs && training.divergence == null) {
            Trainings.requireNotStopped(stop.getAsBoolean());
            training.epoch();
        }
        TrainingResult result = training.result((System.nanoTime() - start) * 1e-9);
        Backpropagation test = new Backpropagation(setup.architecture(), data.test());
        double testLoss = test.loss(training.best);
        Evaluation score = new Evaluation(test.accuracy(), testLoss);
        return new Run(setup, seed, result, score, DESCRIPTION, List.copyOf(training.norms));
    }

    private void epoch() {
        history[0][epoch] = train.gradient(parameters, gradient);
        history[1][epoch] = train.accuracy();
        if (epoch % Trainings.logEvery(history[0].length) == 0) {
            readNorms();
        }
        double[] values = parameters.values();
        for (int i = 0; i < values.length; i++) {
            values[i] -= setup.learningRate() * gradient.values()[i];
        }
        history[2][epoch] = validation.loss(parameters);
        history[3][epoch] = validation.accuracy();
        judge(history[0][epoch] + history[2][epoch]);
        epoch++;
    }

    /** Keeps what is best; a loss that is not finite ends the training. */
    private void judge(double losses) {
        if (!Double.isFinite(losses)) {
            String layer = "fc" + setup.architecture().layers();
            divergence = new Divergence(epoch + 1, layer, "loss", losses);
        } else if (history[3][epoch] > bestAccuracy) {
            bestAccuracy = history[3][epoch];
            bestStep = epoch + 1;
            best = parameters.copy();
        }
    }

    private void readNorms() {
        for (String name : gradient.names()) {
            double norm = Norms.l2(gradient.get(name));
            norms.add(new GradientNorms.Row(epoch + 1, name, norm));
        }
    }

    private TrainingResult result(double seconds) {
        History whole =
                new History(
                        Arrays.copyOf(history[0], epoch),
                        Arrays.copyOf(history[1], epoch),
                        Arrays.copyOf(history[2], epoch),
                        Arrays.copyOf(history[3], epoch));
        return new TrainingResult(
                whole,
                bestStep,
                bestAccuracy,
                best.toStateDict(),
                parameters.toStateDict(),
                divergence,
                false,
                seconds);
    }
}
