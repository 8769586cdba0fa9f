package io.gradlab.calibration;

import java.util.List;

/**
 * All that decides a training. Faults and remedies are changes of it, see {@link FaultKind} and
 * {@link Mending}.
 */
final class Setup implements Cloneable {

    /** How initial weights are drawn. */
    enum Weights {
        /** He's normal rule for rectifiers, Glorot's for others. */
        BY_RULE,
        /** All the same, {@link Setup#weightFactor}. */
        CONSTANT
    }

    /** What follows the last layer. */
    enum Output {
        /** Nothing. */
        LINEAR,
        /** Sigmoid of one output, softmax of several. */
        PROBABILITIES,
        /** ReLU. */
        RELU,
        /** Tanh. */
        TANH
    }

    /** What is minimised. */
    enum Objective {
        /** Cross-entropy of logits for classes, squared error for numbers. */
        USUAL,
        /** Cross-entropy of probabilities, which the outputs should be. */
        OF_PROBABILITIES,
        /** Squared error of outputs and labels. */
        SQUARED,
        /** Cross-entropy of logits though the labels are numbers. */
        CROSS_ENTROPY,
        /** The usual one with the wrong sign. */
        REVERSED,
        /** Squared or absolute error of each label with each prediction. */
        UNPAIRED
    }

    /** In what form labels are given. */
    enum Labels {
        /** As the loss takes them. */
        FITTING,
        /** One-hot where class numbers are read. */
        ONE_HOT,
        /** -1 and 1 where 0 and 1 are read. */
        SIGNS
    }

    final DataKind data;
    long dataSeed;
    long weightSeed;
    double featureScale = 1;
    double targetScale = 1;
    double shuffledLabels;
    double rareShare;
    int examples = DataKind.TRAIN;
    boolean sorted;
    boolean balancedDraw;
    boolean standardised;
    Labels labels = Labels.FITTING;
    List<Integer> widths = List.of();
    String activation = "";
    double dropout;
    boolean batchNorm;
    double batchNormMomentum = 0.9;
    boolean frozen;
    Output output = Output.LINEAR;
    Objective objective = Objective.USUAL;
    Weights weights = Weights.BY_RULE;
    double weightFactor = 1;
    double bias;

    /** Whether weights suit this function, which may not be the one that is trained with. */
    String drawnFor = "";

    OptimizerKind optimizer = OptimizerKind.SGD;
    double momentum = OptimizerKind.USUAL_MOMENTUM;
    double learningRate;
    double weightDecay;
    boolean clipped;
    int batchSize;
    int steps;

    Setup(DataKind data) {
        this.data = data;
    }

    /** All of it: what is equal trains the same network. */
    List<Object> values() {
        return List.of(
                data,
                dataSeed,
                weightSeed,
                featureScale,
                targetScale,
                shuffledLabels,
                rareShare,
                examples,
                sorted,
                balancedDraw,
                standardised,
                labels,
                widths,
                activation,
                dropout,
                batchNorm,
                batchNormMomentum,
                frozen,
                output,
                objective,
                weights,
                weightFactor,
                bias,
                drawnFor,
                optimizer,
                momentum,
                learningRate,
                weightDecay,
                clipped,
                batchSize,
                steps);
    }

    /** One for each batch; the last is smaller, and left out if batch norm finds one example. */
    int stepsOfAnEpoch(int trained) {
        int left = trained % batchSize;
        return trained / batchSize + (left > (batchNorm ? 1 : 0) ? 1 : 0);
    }

    /** Whether the weights are drawn for a rectifier, by He's rule. */
    boolean drawnForRectifier() {
        return (drawnFor.isEmpty() ? activation : drawnFor).endsWith("lu");
    }

    /** One that can be changed. */
    Setup copy() {
        try {
            return (Setup) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
