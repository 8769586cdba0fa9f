package io.gradlab.calibration;

import io.gradlab.health.diagnosis.Remedy;
import io.gradlab.health.observation.LossPoint;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Remedies as changes of a setup, and whether a faulty network learns with them. */
final class Mending {

    /** Steps in which a rate shows whether the loss falls. */
    private static final int LOOK = 30;

    /** Most factors of ten that are tried. */
    private static final int MOST_TENS = 5;

    private static final int LEAST_WIDTH = 32;
    private static final int MOST_WIDTH = 128;

    private static final Setup.Objective USUAL = Setup.Objective.USUAL;

    private static final Map<Remedy, Consumer<Setup>> CHANGES = new EnumMap<>(Remedy.class);

    static {
        CHANGES.put(Remedy.STANDARDISE_INPUTS, setup -> setup.standardised = true);
        CHANGES.put(Remedy.STANDARDISE_TARGETS, setup -> setup.targetScale = 1);
        CHANGES.put(Remedy.SAME_SHAPE, Mending::pair);
        CHANGES.put(Remedy.CLASS_NUMBERS, setup -> setup.labels = Setup.Labels.FITTING);
        CHANGES.put(Remedy.ONE_HOT, Mending::oneHot);
        CHANGES.put(Remedy.ZERO_ONE_LABELS, Mending::zeroOne);
        CHANGES.put(Remedy.REMOVE_OUTPUT_FUNCTION, setup -> setup.output = Setup.Output.LINEAR);
        CHANGES.put(Remedy.LINEAR_OUTPUT, setup -> setup.output = Setup.Output.LINEAR);
        CHANGES.put(Remedy.LOSS_ON_LOGITS, Mending::logits);
        CHANGES.put(Remedy.CROSS_ENTROPY, Mending::logits);
        CHANGES.put(Remedy.SQUARED_ERROR, Mending::squared);
        CHANGES.put(Remedy.NEGATE_LOSS, Mending::negate);
        CHANGES.put(Remedy.UNFREEZE, setup -> setup.frozen = false);
        CHANGES.put(
                Remedy.ADD_NONLINEARITY,
                setup -> {
                    if (setup.activation.equals("linear")) {
                        redraw(setup, "relu");
                    }
                });
        CHANGES.put(Remedy.REDRAW_WEIGHTS, setup -> redraw(setup, setup.activation));
        CHANGES.put(Remedy.TAKE_RELU, setup -> redraw(setup, "relu"));
        CHANGES.put(Remedy.TAKE_TANH, setup -> redraw(setup, "tanh"));
        CHANGES.put(Remedy.TAKE_LEAKY_RELU, setup -> redraw(setup, "leaky_relu"));
        CHANGES.put(
                Remedy.FEWER_LAYERS,
                setup -> setup.widths = setup.widths.subList(0, Math.min(2, setup.widths.size())));
        CHANGES.put(Remedy.CLIP_GRADIENT, setup -> setup.clipped = true);
        CHANGES.put(Remedy.DECAY_RATE, setup -> setup.learningRate /= 5);
        CHANGES.put(
                Remedy.TAKE_ADAM,
                setup -> {
                    setup.optimizer = OptimizerKind.ADAM;
                    setup.learningRate = 3e-3;
                });
        CHANGES.put(
                Remedy.LARGER_BATCHES,
                setup -> setup.batchSize = Math.min(setup.examples, Math.max(32, setup.batchSize)));
        CHANGES.put(Remedy.SHUFFLE, setup -> setup.sorted = false);
        CHANGES.put(Remedy.TRAIN_LONGER, Mending::trainLonger);
        CHANGES.put(
                Remedy.MORE_UNITS,
                setup ->
                        setup.widths =
                                setup.widths.stream()
                                        .map(units -> Math.max(LEAST_WIDTH, 8 * units))
                                        .map(units -> Math.min(MOST_WIDTH, units))
                                        .toList());
        CHANGES.put(
                Remedy.CHECK_LABELS,
                setup -> {
                    setup.shuffledLabels = 0;
                    setup.labels = Setup.Labels.FITTING;
                });
        CHANGES.put(Remedy.MORE_EXAMPLES, Mending::moreExamples);
        CHANGES.put(Remedy.REGULARISE, setup -> setup.weightDecay = 1e-3);
        CHANGES.put(
                Remedy.WEIGH_CLASSES,
                setup -> setup.balancedDraw = setup.data.task() != Task.REGRESSION);
        CHANGES.put(Remedy.LOWER_MOMENTUM, setup -> setup.batchNormMomentum = 0.9);
        CHANGES.put(Remedy.LESS_DROPOUT, setup -> setup.dropout = 0);
        CHANGES.put(Remedy.LOWER_RATE, Mending::lowerRate);
        CHANGES.put(Remedy.RAISE_RATE, Mending::raiseRate);
    }

    private Mending() {}

    /** The remedies that are changes of a setup. */
    static Set<Remedy> applicable() {
        return Collections.unmodifiableSet(CHANGES.keySet());
    }

    /**
     * A setup with a remedy.
     *
     * @return a changed copy; empty if the remedy is no change of a setup
     */
    static Optional<Setup> with(Setup setup, Remedy remedy) {
        return Optional.ofNullable(CHANGES.get(remedy))
                .map(
                        change -> {
                            Setup changed = setup.copy();
                            change.accept(changed);
                            return changed;
                        });
    }

    /**
     * Whether a network learns with a remedy, from other weights.
     *
     * @param seed of the weights and the order of the examples
     * @return empty if the remedy is no change of a setup
     */
    static Optional<Boolean> succeeds(GridCase gridCase, Remedy remedy, long seed) {
        return with(reseeded(gridCase, seed), remedy)
                .map(setup -> GridTraining.train(setup).succeeded(setup.data));
    }

    /** The same with nothing changed. */
    static boolean succeedsUnchanged(GridCase gridCase, long seed) {
        Setup setup = reseeded(gridCase, seed);
        return GridTraining.train(setup).succeeded(setup.data);
    }

    private static Setup reseeded(GridCase gridCase, long seed) {
        Setup setup = gridCase.setup();
        setup.weightSeed = seed;
        return setup;
    }

    private static void pair(Setup setup) {
        if (setup.objective == Setup.Objective.UNPAIRED) {
            setup.objective = USUAL;
        }
    }

    /** Another loss instead of the one there; labels that it does not pair are not paired then. */
    private static void take(Setup setup, Setup.Objective objective) {
        setup.output = Setup.Output.LINEAR;
        if (setup.objective != Setup.Objective.UNPAIRED) {
            setup.objective = objective;
        }
    }

    private static void logits(Setup setup) {
        take(setup, setup.data.task() == Task.REGRESSION ? Setup.Objective.CROSS_ENTROPY : USUAL);
    }

    private static void squared(Setup setup) {
        take(setup, setup.data.task() == Task.REGRESSION ? USUAL : Setup.Objective.SQUARED);
    }

    /** Of a loss of probabilities the second half of the sentence: take one on logits. */
    private static void negate(Setup setup) {
        switch (setup.objective) {
            case REVERSED -> setup.objective = USUAL;
            case USUAL -> setup.objective = Setup.Objective.REVERSED;
            case OF_PROBABILITIES -> logits(setup);
            case SQUARED, CROSS_ENTROPY, UNPAIRED -> {}
        }
    }

    private static void oneHot(Setup setup) {
        if (setup.data.task() == Task.CLASSES) {
            setup.labels = Setup.Labels.ONE_HOT;
        }
    }

    private static void zeroOne(Setup setup) {
        if (setup.labels == Setup.Labels.SIGNS) {
            setup.labels = Setup.Labels.FITTING;
        }
    }

    /** What was left out, or twice as many where nothing was. */
    private static void moreExamples(Setup setup) {
        boolean reduced = setup.examples < DataKind.TRAIN || setup.rareShare > 0;
        setup.examples = reduced ? DataKind.TRAIN : 2 * DataKind.TRAIN;
        setup.rareShare = 0;
    }

    private static void redraw(Setup setup, String activation) {
        setup.activation = activation;
        setup.drawnFor = activation;
        setup.weights = Setup.Weights.BY_RULE;
        setup.weightFactor = 1;
        setup.bias = 0;
    }

    /** Doubled while the validation loss falls, within the most steps. */
    private static void trainLonger(Setup setup) {
        double before = validationLoss(setup);
        while (setup.steps < GridTraining.MOST_STEPS) {
            Setup longer = setup.copy();
            longer.steps = Math.min(GridTraining.MOST_STEPS, 2 * setup.steps);
            double after = validationLoss(longer);
            if (!(after < before)) {
                return;
            }
            before = after;
            setup.steps = longer.steps;
        }
    }

    /** NaN if it diverged. */
    private static double validationLoss(Setup setup) {
        List<LossPoint> points = GridTraining.train(setup).observations().validation();
        return points.isEmpty() ? Double.NaN : points.get(points.size() - 1).loss();
    }

    private static void lowerRate(Setup setup) {
        double unmoved = lastLoss(setup, 0);
        for (int tens = 0; tens < MOST_TENS; tens++) {
            setup.learningRate /= 10;
            if (lastLoss(setup, setup.learningRate) < unmoved) {
                return;
            }
        }
    }

    private static void raiseRate(Setup setup) {
        double unmoved = lastLoss(setup, 0);
        for (int tens = 0; tens < MOST_TENS; tens++) {
            setup.learningRate *= 10;
            if (!(lastLoss(setup, setup.learningRate) < unmoved)) {
                setup.learningRate /= 10;
                return;
            }
        }
    }

    /**
     * Mean loss of the last ten of the first steps: falling or not is told by that of the same
     * batches at rate 0. NaN if it diverged.
     */
    private static double lastLoss(Setup setup, double rate) {
        Setup look = setup.copy();
        look.learningRate = rate;
        look.steps = LOOK;
        GridTraining.Result result = GridTraining.train(look);
        if (result.diverged() > 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = LOOK - 10; i < LOOK; i++) {
            sum += result.losses()[i] / 10;
        }
        return sum;
    }

    /** Those of a list that are changes of a setup. */
    static List<Remedy> applicable(List<Remedy> remedies) {
        return remedies.stream().filter(CHANGES::containsKey).toList();
    }
}
