package io.gradlab.calibration;

import ai.djl.training.DefaultTrainingConfig;
import io.gradlab.core.Seeds;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.health.HealthListener;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.StateDict;
import io.gradlab.train.Runner;
import io.gradlab.train.RunnerConfig;
import io.gradlab.train.RunnerResult;
import java.util.Random;

/** Trains a case with the health listener as any user adds it. */
final class GridTraining {

    /** Full-batch steps of each training. */
    static final int STEPS = 500;

    private GridTraining() {}

    /** Trains one network. */
    static TrainedNetwork train(GridCase gridCase) {
        HealthListener health = HealthListener.builder().build();
        DataSplits data = data(gridCase);
        DefaultTrainingConfig config = config(gridCase).addTrainingListeners(health);
        try (Runner runner = new Runner(network(gridCase), config)) {
            runner.load(scaled(runner.parameters(), weightFactor(gridCase)));
            RunnerResult result = runner.train(data, RunnerConfig.epochs(STEPS));
            boolean diverged = result.divergence() != null;
            return new TrainedNetwork(
                    gridCase,
                    diverged ? 0 : runner.evaluate(data.test()).accuracy(),
                    diverged ? result.history().epochs() : 0,
                    result.history().trainLoss(),
                    result.history().trainAccuracy(),
                    health.observations());
        }
    }

    private static DefaultTrainingConfig config(GridCase gridCase) {
        Start start = gridCase.start();
        double factor =
                gridCase.fault()
                        .strengthIf(1, FaultKind.LOW_LEARNING_RATE, FaultKind.HIGH_LEARNING_RATE);
        return start.optimizer().config(factor * start.learningRate());
    }

    private static MlpBlock network(GridCase gridCase) {
        Start start = gridCase.start();
        Fault fault = gridCase.fault();
        InitialWeights weights =
                switch (fault.kind()) {
                    case ZERO_WEIGHTS -> InitialWeights.zeros();
                    case CONSTANT_WEIGHTS -> InitialWeights.constant(fault.strength());
                    default -> start.weights();
                };
        double bias = fault.strengthIf(0, FaultKind.NEGATIVE_BIAS, FaultKind.POSITIVE_BIAS);
        return new MlpBlock(start.architecture(fault.activation()))
                .withInitialValues(weights, (float) bias, start.seed());
    }

    private static double weightFactor(GridCase gridCase) {
        Fault fault = gridCase.fault();
        double gain =
                fault.kind() == FaultKind.CONSTANT_WEIGHTS ? 1 : gridCase.start().weightGain();
        return gain * fault.strengthIf(1, FaultKind.SMALL_WEIGHTS, FaultKind.LARGE_WEIGHTS);
    }

    private static StateDict scaled(StateDict parameters, double factor) {
        return new StateDict(
                parameters.tensors().stream()
                        .map(t -> t.name().endsWith("weight") ? scaled(t, factor) : t)
                        .toList());
    }

    private static StateDict.Tensor scaled(StateDict.Tensor tensor, double factor) {
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (factor * values[i]);
        }
        return new StateDict.Tensor(tensor.name(), tensor.shape(), values);
    }

    /** What it is trained on; the labels of the test set stay true. */
    static DataSplits data(GridCase gridCase) {
        Start start = gridCase.start();
        DataSplits data = start.data().generate(start.dataSeed());
        double strength = gridCase.fault().strength();
        return switch (gridCase.fault().kind()) {
            case UNSCALED_INPUTS ->
                    FeatureScale.unscaled(data.width(), strength, start.dataSeed()).apply(data);
            case SHUFFLED_LABELS -> shuffled(data, strength, start.dataSeed());
            default -> data;
        };
    }

    private static DataSplits shuffled(DataSplits data, double share, long seed) {
        Random random = Seeds.random(seed);
        return new DataSplits(
                data.name(),
                data.featureNames(),
                shuffled(data.train(), share, random),
                shuffled(data.validation(), share, random),
                data.test());
    }

    /** The first examples trade labels (Fisher and Yates); their order is random as it is. */
    private static Examples shuffled(Examples examples, double share, Random random) {
        float[] labels = examples.labels().clone();
        for (int i = (int) Math.round(share * labels.length) - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            float label = labels[i];
            labels[i] = labels[j];
            labels[j] = label;
        }
        return new Examples(examples.width(), examples.features(), labels);
    }
}
