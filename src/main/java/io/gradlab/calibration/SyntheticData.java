package io.gradlab.calibration;

import io.gradlab.core.Seeds;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import java.util.Arrays;
import java.util.Random;

/**
 * Two-class data sets that no straight line separates: {@value #TRAIN} training, {@value
 * #VALIDATION} validation and {@value #TEST} test examples, standardised by mean and standard
 * deviation of the training examples. The same seed gives the same bits on every machine.
 */
enum SyntheticData {
    /** Two half circles, {@link Moons}, noise 0.1. A straight line reaches 0.88. */
    MOONS(0.95),
    /**
     * Circles of radius 1 (label 0) and 0.5 (label 1) around 0, noise 0.08 on each feature. A
     * straight line reaches about 0.6.
     */
    CIRCLES(0.9),
    /**
     * Four Gaussian clouds at (+-1, +-1) with standard deviation 0.35, label 1 where the signs
     * agree, and three more features of noise, N(0, 1). A straight line reaches about 0.6.
     */
    CLOUDS(0.9);

    /** Training examples. */
    static final int TRAIN = 256;

    /** Validation examples. */
    static final int VALIDATION = 128;

    /** Test examples: a share has a standard error of at most 0.02. */
    static final int TEST = 512;

    private static final int SIZE = TRAIN + VALIDATION + TEST;

    private final double success;

    SyntheticData(double success) {
        this.success = success;
    }

    /**
     * Least test accuracy of a training that succeeded: above what a straight line reaches, below
     * what the undisturbed networks reach.
     *
     * @return a share
     */
    double success() {
        return success;
    }

    /** Number of features: 2 or 5. */
    int width() {
        return this == CLOUDS ? 5 : 2;
    }

    /** Generates the data. */
    DataSplits generate(long seed) {
        Examples all =
                switch (this) {
                    case MOONS -> Moons.generate(new MoonsConfig(SIZE, 0.1, true, seed)).all();
                    case CIRCLES -> circles(Seeds.random(seed));
                    case CLOUDS -> clouds(Seeds.random(seed));
                };
        return FeatureScale.standardised(
                new DataSplits(
                        name(),
                        FeatureScale.names(all.width()),
                        part(all, 0, TRAIN),
                        part(all, TRAIN, TRAIN + VALIDATION),
                        part(all, TRAIN + VALIDATION, SIZE)));
    }

    private static Examples circles(Random random) {
        float[] features = new float[2 * SIZE];
        float[] labels = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            labels[i] = random.nextInt(2);
            double radius = labels[i] == 0 ? 1 : 0.5;
            double angle = 2 * StrictMath.PI * random.nextDouble();
            features[2 * i] =
                    (float) (radius * StrictMath.cos(angle) + 0.08 * random.nextGaussian());
            features[2 * i + 1] =
                    (float) (radius * StrictMath.sin(angle) + 0.08 * random.nextGaussian());
        }
        return new Examples(2, features, labels);
    }

    private static Examples clouds(Random random) {
        float[] features = new float[5 * SIZE];
        float[] labels = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            int x = 2 * random.nextInt(2) - 1;
            int y = 2 * random.nextInt(2) - 1;
            labels[i] = x == y ? 1 : 0;
            features[5 * i] = (float) (x + 0.35 * random.nextGaussian());
            features[5 * i + 1] = (float) (y + 0.35 * random.nextGaussian());
            for (int noise = 2; noise < 5; noise++) {
                features[5 * i + noise] = (float) random.nextGaussian();
            }
        }
        return new Examples(5, features, labels);
    }

    private static Examples part(Examples all, int from, int to) {
        int width = all.width();
        return new Examples(
                width,
                Arrays.copyOfRange(all.features(), from * width, to * width),
                Arrays.copyOfRange(all.labels(), from, to));
    }
}
