package io.gradlab.calibration;

import io.gradlab.core.Seeds;
import io.gradlab.data.DataSplits;
import io.gradlab.data.Examples;
import io.gradlab.data.Moons;
import io.gradlab.data.MoonsConfig;
import io.gradlab.data.Standardisation;
import java.util.Arrays;
import java.util.Random;

/**
 * The data sets of the grid: {@value #TRAIN} training, {@value #VALIDATION} validation and {@value
 * #TEST} test examples each, standardised by the training examples unless said otherwise. The same
 * seed gives the same bits on every machine.
 */
enum DataKind {
    /** Two half circles, noise 0.1. A straight line reaches 0.88. */
    MOONS(Task.TWO_CLASSES, 2, 1, 0.94),
    /** Circles of radius 1 and 0.5, noise 0.08. A straight line reaches about 0.6. */
    CIRCLES(Task.TWO_CLASSES, 2, 1, 0.9),
    /** Four clouds, label 1 where their signs agree, and three features of noise. */
    CLOUDS(Task.TWO_CLASSES, 5, 1, 0.88),
    /** Whether a point of N(0, 1) in four dimensions lies outside the median radius. */
    SHELLS(Task.TWO_CLASSES, 4, 1, 0.8),
    /** Three by three squares of alternating labels. */
    CHECKER(Task.TWO_CLASSES, 2, 1, 0.82),
    /** Two clouds at distance 2, of which no classifier tells more than 0.84. */
    OVERLAP(Task.TWO_CLASSES, 3, 1, 0.8),
    /** A disc within a plane: 8 % of the examples. */
    RARE(Task.TWO_CLASSES, 2, 1, 0.85),
    /** Thirty correlated features made from five hidden ones, labels by a bent surface. */
    TABLE(Task.TWO_CLASSES, 30, 1, 0.88),
    /** A hundred features of which three count. */
    WIDE(Task.TWO_CLASSES, 100, 1, 0.75),
    /** Images of 8 by 8 in [0, 1], as they are: pixels at the border hardly vary. */
    PIXELS(Task.CLASSES, 64, 5, 0.9),
    /** Three arms of a spiral. */
    SPIRALS(Task.CLASSES, 2, 3, 0.85),
    /** Six clouds in six dimensions. */
    BLOBS(Task.CLASSES, 6, 6, 0.78),
    /** A smooth function of four features; R2. */
    SMOOTH(Task.REGRESSION, 4, 1, 0.8),
    /** A line and noise, of which nothing explains more than 0.45; R2. */
    NOISY(Task.REGRESSION, 5, 1, 0.22);

    /** Training examples. */
    static final int TRAIN = 400;

    /** Validation examples. */
    static final int VALIDATION = 200;

    /** Test examples: a share has a standard error of at most 0.02. */
    static final int TEST = 600;

    private static final int SIZE = TRAIN + VALIDATION + TEST;

    private final Task task;
    private final int features;
    private final int outputs;
    private final double success;

    DataKind(Task task, int features, int outputs, double success) {
        this.task = task;
        this.features = features;
        this.outputs = outputs;
        this.success = success;
    }

    Task task() {
        return task;
    }

    int features() {
        return features;
    }

    int outputs() {
        return outputs;
    }

    /**
     * Least test score of a training that succeeded: above what a simpler network reaches, below
     * what most undisturbed ones do. Of classes the mean of their recalls, of numbers R2.
     */
    double success() {
        return success;
    }

    /** Generates the data. */
    DataSplits generate(long seed) {
        return generate(seed, 0);
    }

    /**
     * Generates the data with more training examples; all others are the same before they are
     * standardised.
     */
    DataSplits generate(long seed, int more) {
        Examples all = this == MOONS ? moons(seed, more) : drawn(Seeds.random(seed), SIZE + more);
        DataSplits splits =
                new DataSplits(
                        name(),
                        FeatureScale.names(features),
                        joined(part(all, 0, TRAIN), part(all, SIZE, SIZE + more)),
                        part(all, TRAIN, TRAIN + VALIDATION),
                        part(all, TRAIN + VALIDATION, SIZE));
        return this == PIXELS ? splits : Standardisation.standardised(splits);
    }

    private static Examples moons(long seed, int more) {
        Examples all = Moons.generate(new MoonsConfig(SIZE, 0.1, true, seed)).all();
        return more == 0
                ? all
                : joined(all, Moons.generate(new MoonsConfig(more, 0.1, true, ~seed)).all());
    }

    private Examples drawn(Random random, int size) {
        float[] x = new float[features * size];
        float[] y = new float[size];
        double[] fixed = gaussian(random, 600);
        for (int i = 0; i < size; i++) {
            double[] row = new double[features];
            y[i] = (float) row(random, fixed, row);
            for (int j = 0; j < features; j++) {
                x[i * features + j] = (float) row[j];
            }
        }
        return new Examples(features, x, y);
    }

    /** Fills one row and gives its label. */
    private double row(Random random, double[] fixed, double[] row) {
        return switch (this) {
            case MOONS -> throw new AssertionError("drawn by Moons");
            case CIRCLES -> {
                int label = random.nextInt(2);
                double radius = label == 0 ? 1 : 0.5;
                double angle = 2 * StrictMath.PI * random.nextDouble();
                row[0] = radius * StrictMath.cos(angle) + 0.08 * random.nextGaussian();
                row[1] = radius * StrictMath.sin(angle) + 0.08 * random.nextGaussian();
                yield label;
            }
            case CLOUDS -> {
                noise(random, row);
                int first = 2 * random.nextInt(2) - 1;
                int second = 2 * random.nextInt(2) - 1;
                row[0] = first + 0.35 * row[0];
                row[1] = second + 0.35 * row[1];
                yield first == second ? 1 : 0;
            }
            case SHELLS -> {
                noise(random, row);
                double squares = 0;
                for (double each : row) {
                    squares += each * each;
                }
                yield squares > 3.357 ? 1 : 0; // median of chi-squared with 4 degrees of freedom
            }
            case CHECKER -> {
                row[0] = 3 * random.nextDouble();
                row[1] = 3 * random.nextDouble();
                yield ((int) row[0] + (int) row[1]) % 2;
            }
            case OVERLAP -> {
                noise(random, row);
                int label = random.nextInt(2);
                row[0] += 2 * label;
                yield label;
            }
            case RARE -> {
                row[0] = 2 * random.nextDouble() - 1;
                row[1] = 2 * random.nextDouble() - 1;
                boolean inside = row[0] * row[0] + row[1] * row[1] < 0.1;
                yield inside ? 1 : 0;
            }
            case TABLE -> {
                double[] hidden = gaussian(random, 5);
                for (int j = 0; j < row.length; j++) {
                    row[j] = 0.3 * random.nextGaussian();
                    for (int k = 0; k < 5; k++) {
                        row[j] += fixed[5 * j + k] * hidden[k];
                    }
                }
                yield hidden[0] + hidden[1] * hidden[2] + 0.5 * hidden[3] > 0 ? 1 : 0;
            }
            case WIDE -> {
                noise(random, row);
                yield 1.5 * row[0] - row[1] + StrictMath.abs(row[2]) > 0.8 ? 1 : 0;
            }
            case PIXELS -> {
                int label = random.nextInt(outputs);
                for (int j = 0; j < row.length; j++) {
                    boolean border = j % 8 == 0 || j % 8 == 7 || j < 8 || j >= 56;
                    double bright = 1 / (1 + StrictMath.exp(-2 * fixed[64 * label + j]));
                    row[j] =
                            border
                                    ? 0.02 * random.nextDouble()
                                    : 0.5 * bright + 0.5 * random.nextDouble();
                }
                yield label;
            }
            case SPIRALS -> {
                int label = random.nextInt(outputs);
                double radius = 0.1 + 0.9 * random.nextDouble();
                double angle = 4 * radius + 2 * StrictMath.PI * label / outputs;
                row[0] = radius * StrictMath.cos(angle) + 0.04 * random.nextGaussian();
                row[1] = radius * StrictMath.sin(angle) + 0.04 * random.nextGaussian();
                yield label;
            }
            case BLOBS -> {
                int label = random.nextInt(outputs);
                noise(random, row);
                for (int j = 0; j < row.length; j++) {
                    row[j] = 0.7 * row[j] + fixed[6 * label + j];
                }
                yield label;
            }
            case SMOOTH -> {
                noise(random, row);
                yield StrictMath.sin(2 * row[0])
                        + row[1] * row[2] / 2
                        + StrictMath.tanh(2 * row[3])
                        + 0.1 * random.nextGaussian();
            }
            case NOISY -> {
                noise(random, row);
                yield 0.6 * row[0] + 0.3 * StrictMath.tanh(row[1]) + 0.7 * random.nextGaussian();
            }
        };
    }

    private static void noise(Random random, double[] row) {
        for (int j = 0; j < row.length; j++) {
            row[j] = random.nextGaussian();
        }
    }

    private static double[] gaussian(Random random, int count) {
        double[] values = new double[count];
        noise(random, values);
        return values;
    }

    private static Examples joined(Examples one, Examples other) {
        int size = one.size() + other.size();
        float[] features = Arrays.copyOf(one.features(), one.width() * size);
        float[] labels = Arrays.copyOf(one.labels(), size);
        int at = one.width() * one.size();
        System.arraycopy(other.features(), 0, features, at, features.length - at);
        System.arraycopy(other.labels(), 0, labels, one.size(), other.size());
        return new Examples(one.width(), features, labels);
    }

    private static Examples part(Examples all, int from, int to) {
        int width = all.width();
        return new Examples(
                width,
                Arrays.copyOfRange(all.features(), from * width, to * width),
                Arrays.copyOfRange(all.labels(), from, to));
    }
}
