package io.gradlab.health;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Made-up data: normal features, and a label for each row. */
final class Tables {

    private Tables() {}

    /** Labels (N, 1) of rows of N(0, 1), and what noise adds to each. */
    static Function<NDManager, NDList> of(
            int rows, int columns, double noise, ToDoubleFunction<float[]> label) {
        return manager -> {
            Random random = new Random(11);
            float[] features = new float[rows * columns];
            float[] labels = new float[rows];
            for (int i = 0; i < rows; i++) {
                float[] row = new float[columns];
                for (int j = 0; j < columns; j++) {
                    row[j] = (float) random.nextGaussian();
                    features[i * columns + j] = row[j];
                }
                labels[i] = (float) (label.applyAsDouble(row) + noise * random.nextGaussian());
            }
            return new NDList(
                    manager.create(features, new Shape(rows, columns)),
                    manager.create(labels, new Shape(rows, 1)));
        };
    }

    static Function<NDManager, NDList> of(int rows, int columns, ToDoubleFunction<float[]> label) {
        return of(rows, columns, 0, label);
    }

    /**
     * Clouds of rows around corners of a square, of deviation 0.5, one for each class; class k has
     * shares[k] of the rows, in order.
     */
    static Function<NDManager, NDList> clouds(int rows, double distance, double... shares) {
        return manager -> {
            Random random = new Random(12);
            float[] features = new float[2 * rows];
            float[] labels = new float[rows];
            int k = 0;
            double upTo = shares[0] * rows;
            for (int i = 0; i < rows; i++) {
                if (i >= upTo && k + 1 < shares.length) {
                    k++;
                    upTo += shares[k] * rows;
                }
                labels[i] = k;
                double x = (k & 1) == 0 ? -1 : 1;
                double y = (k & 2) == 0 ? -1 : 1;
                features[2 * i] = (float) (distance * x + 0.5 * random.nextGaussian());
                features[2 * i + 1] = (float) (distance * y + 0.5 * random.nextGaussian());
            }
            return new NDList(
                    manager.create(features, new Shape(rows, 2)),
                    manager.create(labels, new Shape(rows, 1)));
        };
    }

    /** Rows of N(0, 1) within and between circles, of three classes; by class, in order. */
    static Function<NDManager, NDList> rings(int rows) {
        return sorted(
                of(
                        rows,
                        2,
                        row -> {
                            double radius = Math.hypot(row[0], row[1]);
                            return radius < 0.9 ? 0 : radius < 1.5 ? 1 : 2;
                        }));
    }

    /** The same rows in the order of their labels. */
    static Function<NDManager, NDList> sorted(Function<NDManager, NDList> data) {
        return manager -> {
            NDList both = data.apply(manager);
            NDArray order = both.get(1).squeeze(1).argSort();
            return new NDList(both.get(0).get(order), both.get(1).get(order));
        };
    }

    /** The same data with other labels. */
    static Function<NDManager, NDList> labels(
            Function<NDManager, NDList> data, Function<NDArray, NDArray> change) {
        return manager -> {
            NDList both = data.apply(manager);
            return new NDList(both.get(0), change.apply(both.get(1)));
        };
    }

    /** The same data with other inputs. */
    static Function<NDManager, NDList> inputs(
            Function<NDManager, NDList> data, Function<NDArray, NDArray> change) {
        return manager -> {
            NDList both = data.apply(manager);
            return new NDList(change.apply(both.get(0)), both.get(1));
        };
    }

    /** (N, 1) becomes (N). */
    static NDArray flat(NDArray labels) {
        return labels.squeeze(1);
    }

    /** One column for each class. */
    static NDArray oneHot(NDArray labels, int classes) {
        return labels.squeeze(1).toType(ai.djl.ndarray.types.DataType.INT32, false).oneHot(classes);
    }
}
