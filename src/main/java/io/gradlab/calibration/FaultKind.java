package io.gradlab.calibration;

import static io.gradlab.health.diagnosis.Pathology.BAD_WEIGHT_SCALE;
import static io.gradlab.health.diagnosis.Pathology.BATCH_NORM_LAG;
import static io.gradlab.health.diagnosis.Pathology.DEAD_UNITS;
import static io.gradlab.health.diagnosis.Pathology.DROPOUT_TOO_STRONG;
import static io.gradlab.health.diagnosis.Pathology.EXPLODING_GRADIENT;
import static io.gradlab.health.diagnosis.Pathology.FROZEN_LAYERS;
import static io.gradlab.health.diagnosis.Pathology.LABEL_FORM;
import static io.gradlab.health.diagnosis.Pathology.LABEL_SHAPE;
import static io.gradlab.health.diagnosis.Pathology.LEARNING_RATE_TOO_LARGE;
import static io.gradlab.health.diagnosis.Pathology.LEARNING_RATE_TOO_SMALL;
import static io.gradlab.health.diagnosis.Pathology.LOSS_MISMATCH;
import static io.gradlab.health.diagnosis.Pathology.NON_FINITE;
import static io.gradlab.health.diagnosis.Pathology.NOT_LEARNING;
import static io.gradlab.health.diagnosis.Pathology.NO_GRADIENT;
import static io.gradlab.health.diagnosis.Pathology.NO_NONLINEARITY;
import static io.gradlab.health.diagnosis.Pathology.ONE_CLASS_BATCHES;
import static io.gradlab.health.diagnosis.Pathology.OSCILLATION;
import static io.gradlab.health.diagnosis.Pathology.OUTPUT_RANGE;
import static io.gradlab.health.diagnosis.Pathology.OVERFITTING;
import static io.gradlab.health.diagnosis.Pathology.RARE_CLASS;
import static io.gradlab.health.diagnosis.Pathology.SATURATION;
import static io.gradlab.health.diagnosis.Pathology.SYMMETRIC_UNITS;
import static io.gradlab.health.diagnosis.Pathology.TOO_FEW_EPOCHS;
import static io.gradlab.health.diagnosis.Pathology.TOO_FEW_UNITS;
import static io.gradlab.health.diagnosis.Pathology.UNSCALED_TARGETS;
import static io.gradlab.health.diagnosis.Pathology.VANISHING_GRADIENT;
import static io.gradlab.health.diagnosis.Pathology.WRONG_LABELS;
import static io.gradlab.health.diagnosis.Pathology.WRONG_LOSS;

import io.gradlab.health.diagnosis.Pathology;
import java.util.Collections;
import java.util.Set;
import java.util.function.ObjDoubleConsumer;
import java.util.function.Predicate;

/**
 * What is put into a program that learns, and which pathologies truly describe a network that fails
 * of it. Naming one of them counts as right, naming any other as wrong. The frequencies are those
 * of 50 labelled programs behind DeepFD (Cao et al. 2022) and DeepLocalize (Wardat et al. 2021),
 * shared out evenly among the kinds of one group.
 */
enum FaultKind {
    /** Probabilities into a loss of logits, or a ReLU at the end. */
    OUTPUT_FUNCTION(
            "sigmoid, softmax or ReLU at the end",
            "the loss or the targets need another range of outputs",
            0.18,
            Set.of(LOSS_MISMATCH, OUTPUT_RANGE, NO_GRADIENT, WRONG_LOSS),
            setup -> true,
            (setup, variant) ->
                    setup.output =
                            setup.data.task() == Task.REGRESSION
                                    ? variant == 0 ? Setup.Output.PROBABILITIES : Setup.Output.TANH
                                    : variant == 0
                                            ? Setup.Output.PROBABILITIES
                                            : Setup.Output.RELU),
    /** A function exchanged without drawing the weights anew. */
    ACTIVATION(
            "another activation function",
            "the weights suit another slope: signals shrink or grow from layer to layer",
            0.18,
            Set.of(
                    BAD_WEIGHT_SCALE,
                    VANISHING_GRADIENT,
                    SATURATION,
                    EXPLODING_GRADIENT,
                    DEAD_UNITS),
            setup -> true,
            (setup, variant) -> {
                setup.drawnFor = setup.activation;
                setup.activation =
                        variant == 0 && !setup.activation.equals("sigmoid")
                                ? "sigmoid"
                                : setup.activation.equals("relu") ? "tanh" : "relu";
            }),
    /** Layers without a function between them. */
    LINEAR(
            "no function between layers",
            "the layers are one linear layer",
            0.18,
            Set.of(NO_NONLINEARITY),
            setup -> !setup.batchNorm,
            (setup, nothing) -> {
                setup.drawnFor = setup.activation;
                setup.activation = "linear";
            }),
    /** Another loss. */
    LOSS(
            "squared error, probabilities or the wrong sign",
            "what is minimised is not what the outputs mean",
            0.12,
            Set.of(LOSS_MISMATCH, WRONG_LOSS),
            setup -> true,
            (setup, variant) -> {
                if (setup.data.task() == Task.REGRESSION) {
                    setup.objective =
                            variant == 0 ? Setup.Objective.REVERSED : Setup.Objective.CROSS_ENTROPY;
                } else {
                    setup.objective =
                            variant == 0
                                    ? Setup.Objective.REVERSED
                                    : variant == 1
                                            ? Setup.Objective.OF_PROBABILITIES
                                            : Setup.Objective.SQUARED;
                    if (setup.objective == Setup.Objective.SQUARED) {
                        setup.output = Setup.Output.PROBABILITIES;
                    }
                }
            }),
    /** Labels (N) against predictions (N, 1). */
    UNPAIRED(
            "labels and predictions not paired",
            "the loss compares each label with each prediction",
            0.12,
            Set.of(LABEL_SHAPE),
            setup -> setup.data.task() != Task.CLASSES && setup.batchSize > 4,
            (setup, nothing) -> setup.objective = Setup.Objective.UNPAIRED),
    /** One-hot labels, or -1 and 1. */
    LABEL_FORMS(
            "labels in another form",
            "the loss reads them as something that they are not",
            0.12,
            Set.of(LABEL_FORM),
            setup -> setup.data.task() != Task.REGRESSION,
            (setup, nothing) ->
                    setup.labels =
                            setup.data.task() == Task.CLASSES
                                    ? Setup.Labels.ONE_HOT
                                    : Setup.Labels.SIGNS),
    /** A tenth to a fiftieth of the steps. */
    FEW_STEPS(
            "steps x 0.02 to 0.1",
            "the training ends before it has got anywhere",
            0.34,
            Set.of(TOO_FEW_EPOCHS, LEARNING_RATE_TOO_SMALL),
            setup -> true,
            (setup, factor) -> setup.steps = Math.max(2, (int) (factor * setup.steps))),
    /** 10 to 40 examples. */
    FEW_EXAMPLES(
            "10 to 40 training examples",
            "they are learned by heart",
            0.22,
            Set.of(OVERFITTING),
            setup -> true,
            (setup, examples) -> {
                setup.examples = (int) examples;
                setup.batchSize = Math.min(setup.batchSize, setup.examples);
            }),
    /** Features of other scales, see {@link FeatureScale}. */
    UNSCALED_INPUTS(
            "features x 0.0001 to 10000",
            "only the inputs are wrong, all else follows from them",
            0.11,
            Set.of(Pathology.UNSCALED_INPUTS),
            setup -> true,
            (setup, factor) -> setup.featureScale = factor),
    /** Targets in thousands. */
    TARGETS(
            "targets x 100 to 100000",
            "outputs near 1 are far from them, and gradients as large as they",
            0.11,
            Set.of(UNSCALED_TARGETS),
            setup -> setup.data.task() == Task.REGRESSION,
            (setup, factor) -> setup.targetScale = factor),
    /** Adam's usual rate for gradient descent. */
    OPTIMIZER(
            "gradient descent at Adam's rate, or momentum 0.995",
            "steps that suit one optimizer are too small or too large for another",
            0.18,
            Set.of(
                    LEARNING_RATE_TOO_SMALL,
                    TOO_FEW_EPOCHS,
                    LEARNING_RATE_TOO_LARGE,
                    OSCILLATION,
                    NON_FINITE,
                    DEAD_UNITS,
                    SATURATION),
            setup -> true,
            (setup, variant) -> {
                if (variant == 0) {
                    setup.optimizer = OptimizerKind.SGD;
                    setup.learningRate = 1e-3;
                } else {
                    setup.optimizer = OptimizerKind.MOMENTUM;
                    setup.momentum = 0.995;
                }
            }),
    /** Learning rate times 1e-4 to 0.1. */
    LOW_LEARNING_RATE(
            "learning rate x 0.0001 to 0.1",
            "the updates get nowhere in the steps there are",
            0.08,
            Set.of(LEARNING_RATE_TOO_SMALL),
            setup -> true,
            (setup, factor) -> setup.learningRate *= factor),
    /** Learning rate times 3 to 100. */
    HIGH_LEARNING_RATE(
            "learning rate x 3 to 100",
            "the updates overshoot; within a few steps they leave units dead or flat, or numbers"
                    + " that are none",
            0.08,
            Set.of(
                    LEARNING_RATE_TOO_LARGE,
                    OSCILLATION,
                    NON_FINITE,
                    EXPLODING_GRADIENT,
                    DEAD_UNITS,
                    SATURATION),
            setup -> true,
            (setup, factor) -> setup.learningRate *= factor),
    /**
     * One or two examples a step at the rate of many. As many epochs as before, within the most
     * steps: with as many steps 8 of 28 that failed had only seen too little.
     */
    TINY_BATCHES(
            "batches of 1 or 2, rate and epochs as they were",
            "each step follows the noise of an example",
            0.06,
            Set.of(LEARNING_RATE_TOO_LARGE, OSCILLATION, NON_FINITE, DEAD_UNITS, SATURATION),
            setup -> setup.batchSize >= 8 && !setup.batchNorm,
            (setup, size) -> {
                double steps = setup.steps * (setup.batchSize / size);
                setup.steps = (int) Math.min(GridTraining.MOST_STEPS, steps);
                setup.batchSize = (int) size;
            }),
    /** Sorted by label. */
    SORTED(
            "batches of one class, sorted data",
            "each step undoes the last ones",
            0.06,
            Set.of(ONE_CLASS_BATCHES),
            setup ->
                    setup.data.task() != Task.REGRESSION
                            && setup.data != DataKind.RARE
                            && setup.batchSize >= 8
                            && setup.batchSize <= 64,
            (setup, nothing) -> setup.sorted = true),
    /** One unit a layer. */
    FEW_UNITS(
            "one unit in each hidden layer",
            "a layer passes a single number on",
            0.10,
            Set.of(TOO_FEW_UNITS),
            setup -> setup.dropout == 0,
            (setup, nothing) -> setup.widths = Collections.nCopies(setup.widths.size(), 1)),
    /** Initial weights times 1e-3 to 0.3. */
    SMALL_WEIGHTS(
            "weights x 0.001 to 0.3",
            "what passes a layer, forward or backward, shrinks by this factor",
            0.01,
            Set.of(BAD_WEIGHT_SCALE, VANISHING_GRADIENT),
            setup -> true,
            (setup, factor) -> setup.weightFactor *= factor),
    /** Initial weights times 3 to 10. */
    LARGE_WEIGHTS(
            "weights x 3 to 10",
            "what passes a layer grows by this factor: units at their flat ends or dead, gradients"
                    + " that explode, in the end past the largest number",
            0.01,
            Set.of(BAD_WEIGHT_SCALE, SATURATION, EXPLODING_GRADIENT, NON_FINITE, DEAD_UNITS),
            setup -> true,
            (setup, factor) -> setup.weightFactor *= factor),
    /** Every bias -8 to 8, at least 1 from 0. */
    BIAS(
            "bias 1 to 8 or -8 to -1",
            "every unit starts where its function is flat, zero, or as good as linear",
            0.01,
            Set.of(BAD_WEIGHT_SCALE, DEAD_UNITS, SATURATION, VANISHING_GRADIENT),
            setup -> true,
            (setup, value) -> setup.bias = value),
    /** Every weight the same. */
    CONSTANT_WEIGHTS(
            "constant weights, 0 or +-0.01 to +-1",
            "the units of a layer are equal and stay so",
            0.01,
            Set.of(SYMMETRIC_UNITS),
            setup -> setup.widths.get(0) > 1 && setup.dropout == 0,
            (setup, value) -> {
                setup.weights = Setup.Weights.CONSTANT;
                setup.weightFactor = value;
            }),
    /** Hidden layers that may not change. */
    FROZEN(
            "hidden layers frozen",
            "they stay as they were drawn",
            0.02,
            Set.of(FROZEN_LAYERS),
            setup -> true,
            (setup, nothing) -> setup.frozen = true),
    /** A share of the training and validation labels shuffled. */
    SHUFFLED_LABELS(
            "labels shuffled, a share of 0.3 to 1",
            "there is nothing to learn but the noise",
            0.06,
            Set.of(NOT_LEARNING, WRONG_LABELS, OVERFITTING),
            setup -> true,
            (setup, share) -> setup.shuffledLabels = share),
    /** One class in 2 to 4 % of the training examples. */
    RARE(
            "one class in 2 to 4 % of the examples",
            "to give the other class costs next to nothing",
            0.06,
            Set.of(RARE_CLASS),
            setup -> setup.data.task() == Task.TWO_CLASSES && setup.data != DataKind.RARE,
            (setup, share) -> setup.rareShare = share),
    /** Dropout of 0.7 to 0.95. */
    DROPOUT(
            "dropout 0.7 to 0.95",
            "too little of the network is left to learn",
            0.02,
            Set.of(DROPOUT_TOO_STRONG),
            setup -> true,
            (setup, rate) -> setup.dropout = rate),
    /** Running statistics that take thousands of steps. */
    BATCH_NORM(
            "batch norm momentum 0.9999",
            "inference takes statistics of the start",
            0.02,
            Set.of(BATCH_NORM_LAG),
            setup -> setup.batchNorm,
            (setup, nothing) -> setup.batchNormMomentum = 0.9999);

    private final String title;
    private final String reason;
    private final double frequency;

    @SuppressWarnings("ImmutableEnumChecker") // a Set.of
    private final Set<Pathology> describedBy;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    private final Predicate<Setup> suits;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    private final ObjDoubleConsumer<Setup> change;

    FaultKind(
            String title,
            String reason,
            double frequency,
            Set<Pathology> describedBy,
            Predicate<Setup> suits,
            ObjDoubleConsumer<Setup> change) {
        this.title = title;
        this.reason = reason;
        this.frequency = frequency;
        this.describedBy = describedBy;
        this.suits = suits;
        this.change = change;
    }

    /** What is done, with its range: for example {@code bias 1 to 8 or -8 to -1}. */
    String title() {
        return title;
    }

    /** Why these pathologies are the true ones: half a sentence. */
    String reason() {
        return reason;
    }

    /** Its share of the programs of practice. */
    double frequency() {
        return frequency;
    }

    /** The pathologies that truly describe it. */
    Set<Pathology> describedBy() {
        return describedBy;
    }

    /** Whether it can be put into a setup. */
    boolean suits(Setup setup) {
        return suits.test(setup);
    }

    void put(Setup setup, double strength) {
        change.accept(setup, strength);
    }
}
