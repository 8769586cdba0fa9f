package io.gradlab.calibration;

import io.gradlab.core.Require;
import io.gradlab.core.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The grid: programs drawn at random, each trained as it is, with {@value #SINGLES} faults of
 * different kinds and random strength, and with two of these together. Random and not every
 * combination, so that thresholds meet many strengths and shapes and not the same few. A case is a
 * function of the seed and its number alone.
 *
 * @param seed any value
 * @param programs number of programs, 1 to {@value #MAX_PROGRAMS}
 */
public record Design(long seed, int programs) {

    /** Faults of each program. */
    private static final int SINGLES = 6;

    /** Steps of a program in full batches. */
    static final int FULL_BATCH_STEPS = 500;

    /** Networks of each program. */
    public static final int CASES_PER_PROGRAM = SINGLES + 2;

    /** Most programs: their files take about 20 kB a network. */
    public static final int MAX_PROGRAMS = 10_000;

    private static final List<DataKind> DATA = List.of(DataKind.values());
    private static final List<OptimizerKind> OPTIMIZERS = List.of(OptimizerKind.values());

    private static final List<String> FUNCTIONS =
            List.of("sigmoid", "tanh", "relu", "leaky_relu", "elu");

    /**
     * Checks the number of programs.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public Design {
        Require.that(
                programs >= 1 && programs <= MAX_PROGRAMS,
                "programs %d are outside 1 to %d; use for example 660",
                programs,
                MAX_PROGRAMS);
    }

    /**
     * The networks of a program: first the one without a fault, then one for each fault, then one
     * with the first two.
     *
     * @param number of the program, from 0
     * @return {@value #CASES_PER_PROGRAM} cases
     */
    public List<GridCase> casesOfProgram(int number) {
        Random random = Seeds.random(Seeds.mix(seed) + number);
        Program program = program(number, random);
        List<Fault> singles = FaultDraw.draw(program.setup(), SINGLES, random);
        List<List<Fault>> cases = new ArrayList<>(List.of(List.of()));
        singles.forEach(fault -> cases.add(List.of(fault)));
        cases.add(singles.subList(0, 2));
        List<GridCase> ofProgram = new ArrayList<>();
        for (List<Fault> faults : cases) {
            ofProgram.add(
                    new GridCase(number * CASES_PER_PROGRAM + ofProgram.size(), program, faults));
        }
        return ofProgram;
    }

    private static Program program(int number, Random random) {
        DataKind data = DATA.get(random.nextInt(DATA.size()));
        int depth = Math.min(1 + random.nextInt(4) + (random.nextInt(4) == 0 ? 4 : 0), 8);
        String activation = FUNCTIONS.get(random.nextInt(FUNCTIONS.size()));
        int width = width(data, depth, random);
        boolean batchNorm = random.nextInt(6) == 0;
        double dropout =
                random.nextInt(6) == 0 && width >= 16 ? 0.1 + 0.2 * random.nextDouble() : 0;
        int batchSize = batchSize(batchNorm, random);
        OptimizerKind optimizer = OPTIMIZERS.get(random.nextInt(OPTIMIZERS.size()));
        if (activation.equals("sigmoid") && depth > 2 && !batchNorm) {
            optimizer = OptimizerKind.ADAM; // plain descent hardly moves them in these steps
        }
        double rate =
                StrictMath.pow(2, random.nextDouble() - 0.5)
                        * BaseRate.of(optimizer, depth, activation, batchSize);
        int steps = steps(batchSize);
        return new Program(
                number,
                data,
                depth,
                width,
                activation,
                dropout,
                batchNorm,
                optimizer,
                rate,
                batchSize,
                steps);
    }

    /**
     * Log-uniform up to 64. What has to bend needs more units than what parts clouds, and deep
     * networks lose units on the way: with fewer most programs fail without a fault.
     */
    private static int width(DataKind data, int depth, Random random) {
        double least =
                switch (data) {
                    case OVERLAP, NOISY -> 1;
                    case WIDE, TABLE -> 3;
                    case CLOUDS, MOONS, PIXELS -> 6;
                    case CIRCLES, SHELLS, BLOBS, SMOOTH, RARE -> 8;
                    case CHECKER, SPIRALS -> 16;
                };
        double deep = depth > 4 ? Math.max(least, 8) : least;
        return (int) Math.round(FaultDraw.logUniform(random, deep, 64));
    }

    /** More of them where each is of fewer examples. */
    private static int steps(int batchSize) {
        if (batchSize == 1) {
            return 2000;
        }
        return batchSize <= 16 ? 900 : batchSize < DataKind.TRAIN ? 700 : FULL_BATCH_STEPS;
    }

    /** 1 in 3 % of the programs, and in a few more by a fault. */
    private static int batchSize(boolean batchNorm, Random random) {
        int lot = random.nextInt(100);
        if (lot < 3 && !batchNorm) {
            return 1;
        }
        return lot < 15 && !batchNorm
                ? 8
                : lot < 30 ? 16 : lot < 60 ? 32 : lot < 75 ? 64 : DataKind.TRAIN;
    }
}
