package io.gradlab.calibration;

import io.gradlab.core.Require;
import io.gradlab.core.Seeds;
import io.gradlab.nn.ActivationFunction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The grid: starts drawn at random, each trained as it is and with {@value #FAULTS} faults of
 * different kinds and random strength. Random and not every combination, so that thresholds meet
 * many strengths and shapes and not the same few. A case is a function of the seed and its number
 * alone.
 *
 * @param seed any value
 * @param starts number of starts, 1 to {@value #MAX_STARTS}
 */
public record Design(long seed, int starts) {

    /** Faults of each start. */
    public static final int FAULTS = 8;

    /** Networks of each start. */
    public static final int CASES_PER_START = FAULTS + 1;

    /** Most starts: their files take about 40 kB a network. */
    public static final int MAX_STARTS = 10_000;

    private static final int MAX_DEPTH = 8;
    private static final double MAX_WIDTH = 64;

    /**
     * Checks the number of starts.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Design {
        Require.that(
                starts >= 1 && starts <= MAX_STARTS,
                "starts %d are outside 1 to %d; use for example 300",
                starts,
                MAX_STARTS);
    }

    /**
     * The networks of a start: first the one without a fault.
     *
     * @param number of the start, from 0
     * @return {@value #CASES_PER_START} cases
     */
    public List<GridCase> casesOfStart(int number) {
        Random random = Seeds.random(Seeds.mix(seed) + number);
        Start start = start(number, random);
        List<Fault> faults = new ArrayList<>(List.of(Fault.none(start)));
        for (FaultKind kind : kinds(random)) {
            faults.add(FaultDraw.draw(kind, start, random));
        }
        return IntStream.range(0, CASES_PER_START)
                .mapToObj(i -> new GridCase(number * CASES_PER_START + i, start, faults.get(i)))
                .toList();
    }

    private static Start start(int number, Random random) {
        int depth = 1 + random.nextInt(MAX_DEPTH);
        List<String> functions =
                Stream.of(ActivationFunction.Kind.values())
                        .map(kind -> new ActivationFunction(kind, 0).id())
                        .toList();
        String activation = functions.get(random.nextInt(functions.size()));
        SyntheticData[] sets = SyntheticData.values();
        SyntheticData data = sets[random.nextInt(sets.length)];
        int width = width(depth, data, random);
        OptimizerKind optimizer = BaseRate.optimizer(depth, activation, random.nextBoolean());
        double jitter = Math.pow(2, random.nextDouble() - 0.5);
        double rate = jitter * BaseRate.of(optimizer, depth, activation);
        return new Start(number, data, depth, width, activation, optimizer, rate);
    }

    /**
     * Log-uniform. What has to bend around a disc needs more units than what parts clouds, and deep
     * networks lose units on the way: with fewer most starts fail without a fault.
     */
    private static int width(int depth, SyntheticData data, Random random) {
        double least = depth > 4 ? 8 : data == SyntheticData.CLOUDS && depth < 3 ? 2 : 4;
        return (int) Math.round(FaultDraw.logUniform(random, least, MAX_WIDTH));
    }

    private static List<FaultKind> kinds(Random random) {
        List<FaultKind> left = new ArrayList<>(EnumSet.complementOf(EnumSet.of(FaultKind.NONE)));
        return Stream.generate(() -> left.remove(random.nextInt(left.size())))
                .limit(FAULTS)
                .toList();
    }
}
