package io.gradlab.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws kinds and strengths of faults, within the ranges that {@link FaultKind} states. */
final class FaultDraw {

    private FaultDraw() {}

    /**
     * Different kinds that suit a program, by turns evenly and by their frequency in practice.
     *
     * @param count how many; fewer if fewer suit
     */
    static List<Fault> draw(Setup setup, int count, Random random) {
        List<FaultKind> left = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            if (kind.suits(setup)) {
                left.add(kind);
            }
        }
        List<Fault> faults = new ArrayList<>();
        while (faults.size() < count && !left.isEmpty()) {
            FaultKind kind =
                    faults.size() % 2 == 0
                            ? left.get(random.nextInt(left.size()))
                            : byFrequency(left, random);
            left.remove(kind);
            faults.add(new Fault(kind, strength(kind, random)));
        }
        return faults;
    }

    private static FaultKind byFrequency(List<FaultKind> kinds, Random random) {
        double all = kinds.stream().mapToDouble(FaultKind::frequency).sum();
        double lot = all * random.nextDouble();
        for (FaultKind kind : kinds) {
            lot -= kind.frequency();
            if (lot < 0) {
                return kind;
            }
        }
        return kinds.get(kinds.size() - 1);
    }

    private static double strength(FaultKind kind, Random random) {
        return switch (kind) {
            case SMALL_WEIGHTS -> logUniform(random, 1e-3, 0.3);
            case LARGE_WEIGHTS -> logUniform(random, 3, 10);
            case BIAS -> (random.nextBoolean() ? 1 : -1) * (1 + 7 * random.nextDouble());
            case CONSTANT_WEIGHTS ->
                    random.nextInt(3) == 0
                            ? 0
                            : (random.nextBoolean() ? 1 : -1) * logUniform(random, 0.01, 1);
            case LOW_LEARNING_RATE -> logUniform(random, 1e-4, 0.1);
            case HIGH_LEARNING_RATE -> logUniform(random, 3, 100);
            case UNSCALED_INPUTS ->
                    StrictMath.pow(logUniform(random, 10, 1e4), random.nextBoolean() ? 1 : -1);
            case TARGETS -> logUniform(random, 100, 1e5);
            case SHUFFLED_LABELS -> 0.3 + 0.7 * random.nextDouble();
            case FEW_STEPS -> logUniform(random, 0.02, 0.1);
            case FEW_EXAMPLES -> 10 + random.nextInt(31);
            case TINY_BATCHES -> 1 + random.nextInt(2);
            case RARE -> 0.02 + 0.02 * random.nextDouble();
            case DROPOUT -> 0.7 + 0.25 * random.nextDouble();
            case OUTPUT_FUNCTION, ACTIVATION, OPTIMIZER -> random.nextInt(2);
            case LOSS -> random.nextInt(3);
            case LINEAR, UNPAIRED, LABEL_FORMS, SORTED, FEW_UNITS, FROZEN, BATCH_NORM -> 0;
        };
    }

    static double logUniform(Random random, double least, double most) {
        return least * StrictMath.pow(most / least, random.nextDouble());
    }
}
