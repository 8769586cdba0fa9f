package io.gradlab.figure;

import java.awt.geom.Path2D;
import java.util.stream.Stream;

/**
 * The line where a probability field crosses a level, by marching squares (W. E. Lorensen and H. E.
 * Cline, 1987, in two dimensions). Squares with a corner that is not finite are left out.
 */
final class Contour {

    private final float[] field;
    private final double level;
    private final Path2D.Double path = new Path2D.Double();

    private Contour(float[] field, double level) {
        this.field = field;
        this.level = level;
    }

    /** The contour on a {@link FeatureGrid}: segments in grid coordinates, column and row. */
    static Path2D of(float[] field, double level) {
        Contour contour = new Contour(field, level);
        for (int row = 0; row < FeatureGrid.CELLS - 1; row++) {
            for (int column = 0; column < FeatureGrid.CELLS - 1; column++) {
                contour.square(column, row);
            }
        }
        return contour.path;
    }

    /** Joins the crossings of a square's edges, in the order of the edges, two by two. */
    private void square(int column, int row) {
        int[][] corners = {
            {column, row}, {column + 1, row}, {column + 1, row + 1}, {column, row + 1}
        };
        if (!Stream.of(corners).mapToDouble(this::value).allMatch(Double::isFinite)) {
            return;
        }
        boolean open = false;
        for (int edge = 0; edge < corners.length; edge++) {
            double[] crossing = crossing(corners[edge], corners[(edge + 1) % corners.length]);
            if (crossing.length == 0) {
                continue;
            }
            if (open) {
                path.lineTo(crossing[0], crossing[1]);
            } else {
                path.moveTo(crossing[0], crossing[1]);
            }
            open = !open;
        }
    }

    private double[] crossing(int[] from, int[] to) {
        double start = value(from) - level;
        double end = value(to) - level;
        if (start < 0 == end < 0) {
            return new double[0];
        }
        double share = start / (start - end);
        return new double[] {
            from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])
        };
    }

    private double value(int[] corner) {
        return field[corner[1] * FeatureGrid.CELLS + corner[0]];
    }
}
