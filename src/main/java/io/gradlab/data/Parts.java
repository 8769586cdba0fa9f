package io.gradlab.data;

import io.gradlab.core.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** The split into training, validation and test set. */
final class Parts {

    static final String TRAIN = "train";
    static final String VALIDATION = "validation";
    static final String TEST = "test";

    /** Shares of the book's 640 and 160 of 1000, in percent; the rest is the test set. */
    private static final int TRAIN_SHARE = 64;

    private static final int VALIDATION_SHARE = 16;

    /** The smallest number of which 16 % is a whole example. */
    static final int MIN_SIZE = 7;

    private Parts() {}

    /** The part that a word means: in any case, and other words for the same. */
    static Optional<String> named(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case TRAIN, "training" -> Optional.of(TRAIN);
            case VALIDATION, "val", "valid", "dev" -> Optional.of(VALIDATION);
            case TEST, "testing" -> Optional.of(TEST);
            default -> Optional.empty();
        };
    }

    /** Splits 64/16/20 in the given order; the first two are rounded down. */
    static DataSplits inOrder(Text name, List<String> featureNames, Examples all) {
        int train = (int) ((long) all.size() * TRAIN_SHARE / 100);
        int validation = (int) ((long) all.size() * VALIDATION_SHARE / 100);
        return new DataSplits(
                name,
                featureNames,
                range(all, 0, train),
                range(all, train, train + validation),
                range(all, train + validation, all.size()));
    }

    private static Examples range(Examples all, int from, int to) {
        int width = all.width();
        return new Examples(
                width,
                Arrays.copyOfRange(all.features(), from * width, to * width),
                Arrays.copyOfRange(all.labels(), from, to));
    }

    /** The rows with these indices, in this order. */
    static Examples rows(Examples all, int[] indices) {
        int width = all.width();
        float[] features = new float[indices.length * width];
        float[] labels = new float[indices.length];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(all.features(), indices[i] * width, features, i * width, width);
            labels[i] = all.labels()[indices[i]];
        }
        return new Examples(width, features, labels);
    }

    /**
     * A random permutation of 0 to size - 1 (Fisher and Yates). Written out, because the algorithm
     * of {@code Collections.shuffle} is not part of its contract and data must not change with the
     * Java version.
     */
    static int[] shuffled(int size, Random random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
