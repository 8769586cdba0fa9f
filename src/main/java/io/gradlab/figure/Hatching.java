package io.gradlab.figure;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Diagonal stripes where a network has no finite probability: no colour of a field looks so. */
final class Hatching {

    static final Color STRIPE = new Color(0x8A8A8A);

    private static final Color BETWEEN = new Color(0xF0F0F0);

    /** Cells of a grid from stripe to stripe, and of a stripe. */
    private static final int PERIOD = 8;

    private static final int WIDTH = 3;

    private Hatching() {}

    /** The colour of a cell, by the sum of its column and its row. */
    static Color colour(int diagonal) {
        return diagonal % PERIOD < WIDTH ? STRIPE : BETWEEN;
    }

    /** Stripes in a rectangle, around the origin. */
    static Shape sample(Rectangle2D outline) {
        Area stripes = new Area();
        for (double x = outline.getMinX(); x < outline.getMaxX() + outline.getHeight(); x += 4) {
            Path2D.Double stripe = new Path2D.Double();
            stripe.moveTo(x, outline.getMinY());
            stripe.lineTo(x + 1.6, outline.getMinY());
            stripe.lineTo(x + 1.6 - outline.getHeight(), outline.getMaxY());
            stripe.lineTo(x - outline.getHeight(), outline.getMaxY());
            stripe.closePath();
            stripes.add(new Area(stripe));
        }
        stripes.intersect(new Area(outline));
        return stripes;
    }
}
