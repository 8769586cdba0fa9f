package io.gradlab.figure;

import io.gradlab.core.Require;

/**
 * A grid over the plane of two features, on which a network's probabilities are drawn.
 *
 * @param x1From left edge
 * @param x1To right edge
 * @param x2From lower edge
 * @param x2To upper edge
 */
public record FeatureGrid(double x1From, double x1To, double x2From, double x2To) {

    /** Cells in each direction: finer than the eye at half page width, 15 kB as an image. */
    static final int CELLS = 100;

    /** Room around the data, as a share of their range. */
    private static final double MARGIN = 0.08;

    /**
     * Checks the edges.
     *
     * @throws IllegalArgumentException if an edge is not finite or the grid has no area
     */
    public FeatureGrid {
        requireRange("x1", x1From, x1To);
        requireRange("x2", x2From, x2To);
    }

    private static void requireRange(String feature, double from, double to) {
        Require.argument(
                from < to && Double.isFinite(to - from),
                "grid over %s goes from %s to %s; it must rise and be finite: give other edges",
                feature,
                from,
                to);
    }

    /**
     * A grid around the data.
     *
     * @param features x1, x2 of each example, example after example
     * @return all examples with some room around them
     * @throws IllegalArgumentException if there are no examples, or a value is not finite
     */
    public static FeatureGrid around(float[] features) {
        Require.argument(
                features.length > 0 && features.length % 2 == 0,
                "%d feature values are no examples of two features; give x1, x2 of each",
                features.length);
        double[] x1 = range(features, 0);
        double[] x2 = range(features, 1);
        return new FeatureGrid(x1[0], x1[1], x2[0], x2[1]);
    }

    private static double[] range(float[] features, int offset) {
        double smallest = features[offset];
        double largest = features[offset];
        for (int index = offset; index < features.length; index += 2) {
            smallest = Math.min(smallest, features[index]);
            largest = Math.max(largest, features[index]);
        }
        double margin = largest > smallest ? MARGIN * (largest - smallest) : 1;
        return new double[] {smallest - margin, largest + margin};
    }

    /**
     * The middles of the cells, for a network to predict: x1, x2 of 100 times 100 points, row by
     * row from the lower left.
     */
    public float[] points() {
        float[] points = new float[2 * CELLS * CELLS];
        for (int cell = 0; cell < CELLS * CELLS; cell++) {
            points[2 * cell] = (float) x1(cell % CELLS);
            points[2 * cell + 1] = (float) x2(cell / CELLS);
        }
        return points;
    }

    /** The middle of a column. */
    double x1(int column) {
        return x1From + (x1To - x1From) * (column + 0.5) / CELLS;
    }

    /** The middle of a row, counted from below. */
    double x2(int row) {
        return x2From + (x2To - x2From) * (row + 0.5) / CELLS;
    }
}
