package io.gradlab.data;

import io.gradlab.core.Seeds;
import io.gradlab.core.Text;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Two interleaved half circles, the data of the book's sections 4.2 to 4.4.
 *
 * <pre>
 * outer (label 0):  (cos t, sin t)
 * inner (label 1):  (1 - cos t, 0.5 - sin t)
 * </pre>
 *
 * <p>t is evenly spaced on [0, pi], both ends included, along each half circle. The examples are
 * shuffled, then each feature gets independent Gaussian noise, then the first 64 % are the training
 * set, the next 16 % the validation set and the rest the test set: 640, 160 and 200 of 1000. Where
 * the shares are no whole numbers, the first two are rounded down.
 *
 * <p>The same configuration gives the same bits on every machine: {@link Random}'s algorithm is
 * part of its specification, {@link StrictMath} has one result for each argument, and values are
 * rounded to float once, at the end.
 */
public final class Moons {

    private static final List<String> FEATURE_NAMES = List.of("x1", "x2");

    private Moons() {}

    /** The three parts, with the features x1 and x2; the name states the configuration. */
    public static DataSplits generate(MoonsConfig config) {
        Random random = Seeds.random(config.seed());
        int[] order =
                config.shuffle()
                        ? Parts.shuffled(config.size(), random)
                        : IntStream.range(0, config.size()).toArray();
        float[] features = new float[2 * order.length];
        float[] labels = new float[order.length];
        for (int i = 0; i < order.length; i++) {
            double[] point = point(order[i], config.size());
            features[2 * i] = noisy(point[0], config, random);
            features[2 * i + 1] = noisy(point[1], config, random);
            labels[i] = order[i] < config.size() / 2 ? 0 : 1;
        }
        return Parts.inOrder(name(config), FEATURE_NAMES, new Examples(2, features, labels));
    }

    private static double[] point(int index, int size) {
        int outer = size / 2;
        if (index < outer) {
            double t = StrictMath.PI * index / (outer - 1);
            return new double[] {StrictMath.cos(t), StrictMath.sin(t)};
        }
        double t = StrictMath.PI * (index - outer) / (size - outer - 1);
        return new double[] {1 - StrictMath.cos(t), 0.5 - StrictMath.sin(t)};
    }

    private static float noisy(double value, MoonsConfig config, Random random) {
        return (float) (value + config.noise() * random.nextGaussian());
    }

    private static Text name(MoonsConfig config) {
        Text name =
                Text.of(
                        "moons of %d, noise %s, seed %d",
                        config.size(), config.noise(), config.seed());
        return config.shuffle() ? name : Text.of("%s, not shuffled", name);
    }
}
