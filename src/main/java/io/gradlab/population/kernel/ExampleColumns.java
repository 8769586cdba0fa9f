package io.gradlab.population.kernel;

import io.gradlab.core.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * Examples as the kernel reads them: a feature's values next to one another, rows filled up to a
 * multiple of {@value RowLoops#LANES} with copies of the last, which a mask keeps out of every sum.
 * A copy, and not zeros: what is not finite there is so in an example too.
 */
public final class ExampleColumns {

    private final int rows;
    private final List<Tile> tiles = new ArrayList<>();

    /** Rows that go through all layers together. */
    record Tile(Plane features, Plane labels, Plane mask, int rows) {}

    /**
     * Copies examples.
     *
     * @param shape of the networks that read them
     * @param features example after example
     * @param labels 0 or 1 of each
     * @throws IllegalArgumentException if there is none, or the numbers do not fit
     */
    public ExampleColumns(NetworkShape shape, float[] features, float[] labels) {
        int width = shape.inputs();
        rows = labels.length;
        Require.argument(
                rows > 0 && features.length == (long) rows * width,
                "%s features of %s examples are not %s for each, or there is none",
                features.length,
                rows,
                width);
        int columns = (rows + RowLoops.LANES - 1) / RowLoops.LANES * RowLoops.LANES;
        float[] byFeature = new float[width * columns];
        float[] filledLabels = new float[columns];
        float[] mask = new float[columns];
        for (int row = 0; row < columns; row++) {
            int example = Math.min(row, rows - 1);
            for (int feature = 0; feature < width; feature++) {
                byFeature[feature * columns + row] = features[example * width + feature];
            }
            filledLabels[row] = labels[example];
            mask[row] = row < rows ? 1 : 0;
        }
        for (int from = 0; from < columns; from += shape.tile()) {
            tiles.add(
                    new Tile(
                            new Plane(byFeature, from, columns),
                            new Plane(filledLabels, from, columns),
                            new Plane(mask, from, columns),
                            Math.min(shape.tile(), columns - from)));
        }
    }

    /** Number of examples. */
    public int rows() {
        return rows;
    }

    List<Tile> tiles() {
        return tiles;
    }
}
