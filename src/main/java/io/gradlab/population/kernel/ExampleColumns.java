package io.gradlab.population.kernel;

import io.gradlab.core.Require;

/**
 * Examples as the kernel reads them: a feature's values next to one another, rows filled up to a
 * multiple of {@value Loops#LANES} with copies of the last, which a mask keeps out of every sum. A
 * copy, and not zeros: what is not finite there is so in an example too.
 */
public final class ExampleColumns {

    private final int rows;
    private final Tile[] tiles;

    /** Rows that go through all layers together. */
    record Tile(Plane features, Plane labels, Plane mask, int rows) {

        void copy(Plane toFeatures, Plane toLabels, Plane toMask) {
            copy(features, toFeatures);
            copy(labels, toLabels);
            copy(mask, toMask);
        }

        private void copy(Plane from, Plane to) {
            for (int unit = 0; (unit + 1) * to.stride() <= to.values().length; unit++) {
                System.arraycopy(
                        from.values(),
                        from.from() + unit * from.stride(),
                        to.values(),
                        unit * to.stride(),
                        rows);
            }
        }
    }

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
        int columns = (rows + Loops.LANES - 1) / Loops.LANES * Loops.LANES;
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
        int tile = shape.tile();
        tiles = new Tile[(columns + tile - 1) / tile];
        for (int i = 0; i < tiles.length; i++) {
            int from = i * tile;
            tiles[i] =
                    new Tile(
                            new Plane(byFeature, from, columns),
                            new Plane(filledLabels, from, columns),
                            new Plane(mask, from, columns),
                            Math.min(tile, columns - from));
        }
    }

    /** Number of examples. */
    public int rows() {
        return rows;
    }

    Tile[] tiles() {
        return tiles;
    }
}
