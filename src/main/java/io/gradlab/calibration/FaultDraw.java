package io.gradlab.calibration;

import io.gradlab.nn.ActivationFunction;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Draws the strength of a fault within the range that {@link FaultKind} states. */
final class FaultDraw {

    private FaultDraw() {}

    static Fault draw(FaultKind kind, Start start, Random random) {
        if (kind == FaultKind.ACTIVATION) {
            return new Fault(kind, 0, other(start.activation(), random));
        }
        return new Fault(kind, strength(kind, random), start.activation());
    }

    private static double strength(FaultKind kind, Random random) {
        return switch (kind) {
            case SMALL_WEIGHTS -> logUniform(random, 1e-3, 0.3);
            case LARGE_WEIGHTS -> logUniform(random, 3, 10);
            case NEGATIVE_BIAS -> -1 - 7 * random.nextDouble();
            case POSITIVE_BIAS -> 1 + 7 * random.nextDouble();
            case CONSTANT_WEIGHTS -> (random.nextBoolean() ? 1 : -1) * logUniform(random, 0.01, 1);
            case LOW_LEARNING_RATE -> logUniform(random, 1e-4, 0.1);
            case HIGH_LEARNING_RATE -> logUniform(random, 3, 100);
            case UNSCALED_INPUTS ->
                    Math.pow(logUniform(random, 10, 1e4), random.nextBoolean() ? 1 : -1);
            case SHUFFLED_LABELS -> 0.3 + 0.7 * random.nextDouble();
            case NONE, ZERO_WEIGHTS, ACTIVATION -> 0;
        };
    }

    /** Sigmoid every other time, because the others forgive each other more easily. */
    private static String other(String activation, Random random) {
        List<String> others =
                Stream.of(ActivationFunction.Kind.values())
                        .map(kind -> new ActivationFunction(kind, 0).id())
                        .filter(id -> !id.equals(activation))
                        .toList();
        boolean sigmoid = random.nextBoolean() && others.contains("sigmoid");
        return sigmoid ? "sigmoid" : others.get(random.nextInt(others.size()));
    }

    static double logUniform(Random random, double least, double most) {
        return least * Math.pow(most / least, random.nextDouble());
    }
}
