package io.gradlab.calibration;

import io.gradlab.health.diagnosis.Remedy;
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

    private static final int MOST_WIDTH = 128;

    private static final Map<Remedy, Consumer<Setup>> CHANGES = new EnumMap<>(Remedy.class);

    static {
        CHANGES.put(Remedy.STANDARDISE_INPUTS, setup -> setup.standardised = true);
        CHANGES.put(Remedy.STANDARDISE_TARGETS, setup -> setup.targetScale = 1);
        CHANGES.put(Remedy.SAME_SHAPE, Mending::usualLoss);
        CHANGES.put(Remedy.CLASS_NUMBERS, setup -> setup.labels = Setup.Labels.FITTING);
        CHANGES.put(Remedy.ONE_HOT, setup -> setup.labels = Setup.Labels.FITTING);
        CHANGES.put(Remedy.ZERO_ONE_LABELS, setup -> setup.labels = Setup.Labels.FITTING);
        CHANGES.put(Remedy.REMOVE_OUTPUT_FUNCTION, setup -> setup.output = Setup.Output.LINEAR);
        CHANGES.put(Remedy.LINEAR_OUTPUT, setup -> setup.output = Setup.Output.LINEAR);
        CHANGES.put(Remedy.LOSS_ON_LOGITS, Mending::logits);
        CHANGES.put(Remedy.CROSS_ENTROPY, Mending::logits);
        CHANGES.put(Remedy.SQUARED_ERROR, Mending::logits);
        CHANGES.put(Remedy.NEGATE_LOSS, Mending::usualLoss);
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
        CHANGES.put(
                Remedy.TRAIN_LONGER,
                setup -> setup.steps = Math.min(GridTraining.MOST_STEPS, 5 * setup.steps));
        CHANGES.put(
                Remedy.MORE_UNITS,
                setup ->
                        setup.widths =
                                setup.widths.stream()
                                        .map(units -> Math.min(MOST_WIDTH, 8 * units))
                                        .toList());
        CHANGES.put(
                Remedy.CHECK_LABELS,
                setup -> {
                    setup.shuffledLabels = 0;
                    setup.labels = Setup.Labels.FITTING;
                });
        CHANGES.put(
                Remedy.MORE_EXAMPLES,
                setup -> {
                    setup.examples = DataKind.TRAIN;
                    setup.rareShare = 0;
                });
        CHANGES.put(Remedy.REGULARISE, setup -> setup.weightDecay = 1e-3);
        CHANGES.put(Remedy.WEIGH_CLASSES, setup -> setup.balancedDraw = true);
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
     * Whether a network learns with a remedy, from other weights.
     *
     * @param seed of the weights and the order of the examples
     * @return empty if the remedy is no change of a setup
     */
    static Optional<Boolean> succeeds(GridCase gridCase, Remedy remedy, long seed) {
        Consumer<Setup> change = CHANGES.get(remedy);
        if (change == null) {
            return Optional.empty();
        }
        Setup setup = reseeded(gridCase, seed);
        change.accept(setup);
        return Optional.of(GridTraining.train(setup).succeeded(setup.data));
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

    private static void usualLoss(Setup setup) {
        setup.objective = Setup.Objective.USUAL;
    }

    private static void logits(Setup setup) {
        usualLoss(setup);
        setup.output = Setup.Output.LINEAR;
    }

    private static void redraw(Setup setup, String activation) {
        setup.activation = activation;
        setup.drawnFor = activation;
        setup.weights = Setup.Weights.BY_RULE;
        setup.weightFactor = 1;
        setup.bias = 0;
    }

    private static void lowerRate(Setup setup) {
        for (int tens = 0; tens < MOST_TENS; tens++) {
            setup.learningRate /= 10;
            if (falls(setup)) {
                return;
            }
        }
    }

    private static void raiseRate(Setup setup) {
        for (int tens = 0; tens < MOST_TENS; tens++) {
            setup.learningRate *= 10;
            if (!falls(setup)) {
                setup.learningRate /= 10;
                return;
            }
        }
    }

    /** Whether the loss is lower after a few steps: mean of the last ten and of the first three. */
    private static boolean falls(Setup setup) {
        Setup look = setup.copy();
        look.steps = LOOK;
        GridTraining.Result result = GridTraining.train(look);
        double[] losses = result.losses();
        return result.diverged() == 0
                && mean(losses, losses.length - 10, losses.length) < mean(losses, 0, 3);
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = Math.max(0, from); i < to; i++) {
            sum += values[i] / (to - Math.max(0, from));
        }
        return sum;
    }

    /** Those of a list that are changes of a setup. */
    static List<Remedy> applicable(List<Remedy> remedies) {
        return remedies.stream().filter(CHANGES::containsKey).toList();
    }
}
