package io.gradlab.study;

import io.gradlab.core.Seeds;
import io.gradlab.health.diagnosis.Remedy;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.population.PopulationConfig;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes of a training: those that are tried, what the remedies of the rules are for an MLP, and
 * random ones of the same ranges.
 */
final class Changes {

    /** Of the learning rate, both ways. */
    private static final List<Integer> RATES = List.of(3, 10, 30);

    private static final List<Integer> UNITS = List.of(2, 8);
    private static final int EPOCHS = 5;
    private static final int MOST_UNITS = 8;

    /** {@link Remedy#MORE_UNITS} says so. */
    private static final int LEAST_UNITS = 32;

    /** {@link Remedy#FEWER_LAYERS} says so. */
    private static final int FEW_LAYERS = 2;

    /** {@link Remedy#TAKE_ADAM} says so; the other is the usual one of full batches. */
    private static final List<String> ADAM = List.of("0.003", "0.03");

    private static final double CLIP_FROM = 0.1;
    private static final double CLIP_TO = 10;

    /** Tries to draw a random change that changes something and can be trained. */
    private static final int DRAWS = 1000;

    private static final Map<Remedy, UnaryOperator<MlpTraining>> REMEDIES =
            new EnumMap<>(Remedy.class);

    static {
        REMEDIES.put(Remedy.STANDARDISE_INPUTS, Changes::standardised);
        REMEDIES.put(Remedy.REDRAW_WEIGHTS, t -> drawn(t, rule(TrainingSetting.ACTIVATION.of(t))));
        REMEDIES.put(Remedy.TAKE_RELU, t -> drawn(TrainingSetting.ACTIVATION.in(t, "relu"), "he"));
        REMEDIES.put(
                Remedy.TAKE_TANH, t -> drawn(TrainingSetting.ACTIVATION.in(t, "tanh"), "xavier"));
        REMEDIES.put(
                Remedy.TAKE_LEAKY_RELU,
                t -> drawn(TrainingSetting.ACTIVATION.in(t, "leaky_relu"), "he"));
        REMEDIES.put(Remedy.FEWER_LAYERS, t -> layers(t, Math.min(FEW_LAYERS, depth(t))));
        REMEDIES.put(Remedy.LOWER_RATE, t -> rate(t, 0.1));
        REMEDIES.put(Remedy.RAISE_RATE, t -> rate(t, 10));
        REMEDIES.put(Remedy.DECAY_RATE, t -> rate(t, 0.2));
        REMEDIES.put(Remedy.CLIP_GRADIENT, t -> TrainingSetting.CLIP_NORM.in(t, "1"));
        REMEDIES.put(Remedy.TAKE_ADAM, t -> adam(t, ADAM.get(0)));
        REMEDIES.put(Remedy.TRAIN_LONGER, t -> epochs(t, 2));
        REMEDIES.put(Remedy.MORE_UNITS, t -> units(t, u -> Math.max(LEAST_UNITS, MOST_UNITS * u)));
    }

    private final MlpTraining base;
    private final Predicate<MlpTraining> trainable;

    /** Of a training; what cannot be trained is no change. */
    Changes(MlpTraining base, Predicate<MlpTraining> trainable) {
        this.base = base;
        this.trainable = trainable;
    }

    /** Each alone, smallest first: single settings by their list, then what remedies are more. */
    List<Change> candidates() {
        List<UnaryOperator<MlpTraining>> all = new ArrayList<>();
        all.add(t -> drawn(t, "xavier"));
        all.add(t -> drawn(t, "he"));
        for (ActivationFunction.Kind kind : ActivationFunction.Kind.values()) {
            all.add(t -> TrainingSetting.ACTIVATION.in(t, id(kind)));
        }
        for (int factor : RATES) {
            all.add(t -> rate(t, factor));
            all.add(t -> rate(t, 1.0 / factor));
        }
        all.add(t -> epochs(t, EPOCHS));
        UNITS.forEach(factor -> all.add(t -> units(t, u -> factor * u)));
        all.add(t -> layers(t, depth(t) - 1));
        all.add(t -> layers(t, depth(t) + 1));
        all.add(t -> TrainingSetting.CLIP_NORM.in(t, "1"));
        ADAM.forEach(rate -> all.add(t -> adam(t, rate)));
        all.add(Changes::standardised);
        all.addAll(REMEDIES.values());
        return only(all);
    }

    /** Each once, without those that change nothing or cannot be trained. */
    private List<Change> only(List<UnaryOperator<MlpTraining>> all) {
        Set<Change> changes = new LinkedHashSet<>();
        for (UnaryOperator<MlpTraining> one : all) {
            changes.add(Change.between(base, tried(one)));
        }
        changes.remove(Change.NOTHING);
        return List.copyOf(changes);
    }

    /** Nothing changed where the change leads out of what can be trained. */
    private MlpTraining tried(UnaryOperator<MlpTraining> change) {
        try {
            MlpTraining changed = change.apply(base);
            return trainable.test(changed) ? changed : base;
        } catch (IllegalArgumentException outOfRange) {
            return base;
        }
    }

    /**
     * A random change.
     *
     * @param settings how many different things it changes, 1 or 2
     */
    Change random(int settings, Random random) {
        for (int draw = 0; draw < DRAWS; draw++) {
            Change change = Change.between(base, tried(oneOf(random)));
            if (settings == 2) {
                change =
                        change.and(Change.between(base, tried(oneOf(random))))
                                .orElse(Change.NOTHING);
            }
            if (change.size() >= settings) {
                return change;
            }
        }
        throw new IllegalStateException("no change of " + base + " was drawn in " + DRAWS);
    }

    private static UnaryOperator<MlpTraining> oneOf(Random random) {
        double lot = random.nextDouble();
        return switch (random.nextInt(9)) {
            case 0 -> t -> drawn(t, lot < 0.5 ? "xavier" : "he");
            case 1 -> {
                var kinds = ActivationFunction.Kind.values();
                yield t -> TrainingSetting.ACTIVATION.in(t, id(kinds[(int) (lot * kinds.length)]));
            }
            case 2 -> t -> rate(t, StrictMath.pow(30, 2 * lot - 1));
            case 3 -> t -> epochs(t, StrictMath.pow(EPOCHS, lot));
            case 4 -> t -> units(t, u -> (int) Math.round(u * StrictMath.pow(MOST_UNITS, lot)));
            case 5 -> t -> layers(t, depth(t) + (lot < 0.5 ? -1 : 1));
            case 6 ->
                    t ->
                            TrainingSetting.CLIP_NORM.in(
                                    t,
                                    rounded(CLIP_FROM * StrictMath.pow(CLIP_TO / CLIP_FROM, lot)));
            case 7 -> t -> adam(t, rounded(0.003 * StrictMath.pow(10, lot)));
            default -> Changes::standardised;
        };
    }

    /** A generator of random changes that a study's seed decides, apart from those of starts. */
    static Random generator(long seed) {
        return Seeds.random(Seeds.mix(seed) ^ Long.MIN_VALUE);
    }

    private static String id(ActivationFunction.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String rule(String function) {
        return function.equals("sigmoid") || function.equals("tanh") ? "xavier" : "he";
    }

    /** Parameters of a file were not made for other inputs. */
    private static MlpTraining standardised(MlpTraining training) {
        return training.start() == null
                ? TrainingSetting.STANDARDIZE.in(training, "true")
                : training;
    }

    private static MlpTraining drawn(MlpTraining training, String rule) {
        return TrainingSetting.BIAS.in(TrainingSetting.WEIGHTS.in(training, rule), "0");
    }

    private static MlpTraining adam(MlpTraining training, String rate) {
        return TrainingSetting.LEARNING_RATE.in(
                TrainingSetting.OPTIMIZER.in(training, "adam"), rate);
    }

    private static MlpTraining rate(MlpTraining training, double factor) {
        double rate = factor * training.configuration().learningRate();
        return TrainingSetting.LEARNING_RATE.in(training, rounded(rate));
    }

    /** To three digits, which is what anybody would type. */
    private static String rounded(double value) {
        BigDecimal three = new BigDecimal(value).round(new MathContext(3));
        return TrainingSetting.number(three.floatValue());
    }

    private static MlpTraining epochs(MlpTraining training, double factor) {
        long epochs = Math.round(factor * training.epochs());
        return training.withEpochs((int) Math.min(epochs, PopulationConfig.MAX_EPOCHS));
    }

    private static MlpTraining units(MlpTraining training, UnaryOperator<Integer> change) {
        return hidden(training, architecture(training).hidden().stream().map(change).toList());
    }

    private static MlpTraining hidden(MlpTraining training, List<Integer> units) {
        return TrainingSetting.HIDDEN.in(
                training, units.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /** The first ones; more are as wide as the last. */
    private static MlpTraining layers(MlpTraining training, int number) {
        List<Integer> hidden = architecture(training).hidden();
        int width = hidden.get(hidden.size() - 1);
        return hidden(
                training,
                Stream.concat(
                                hidden.stream(),
                                Collections.nCopies(Math.max(0, number - hidden.size()), width)
                                        .stream())
                        .limit(number)
                        .toList());
    }

    private static int depth(MlpTraining training) {
        return architecture(training).hidden().size();
    }

    private static MlpArchitecture architecture(MlpTraining training) {
        return training.configuration().architecture();
    }
}
