package io.gradlab.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/**
 * A histogram in each row, whose heights are the square roots of the shares, as in Tukey's
 * rootogram: so one start in a thousand is seen beside half of them.
 */
final class ScoreBars extends AbstractXYAnnotation {

    private static final long serialVersionUID = 1;

    static final Color COLOUR = Style.colour(6);

    /** Of the share 1, in points. */
    private static final double HEIGHT = 22;

    /** From the middle of a row to where its bars stand, in rows. */
    private static final double BASE = 0.42;

    /** Odd multiples of a score of 200 examples: a bar has as many scores as its neighbour. */
    private static final double[] WIDTHS = {0.005, 0.015, 0.025, 0.05, 0.1};

    private static final int MOST_BARS = 60;

    private final List<double[]> rows;
    private final double width;

    /** Scores of each row, from the top; those that are not finite are left out. */
    ScoreBars(List<double[]> rows, double range) {
        this.rows = rows;
        width =
                Arrays.stream(WIDTHS)
                        .filter(one -> range / one <= MOST_BARS)
                        .findFirst()
                        .orElse(range / MOST_BARS);
    }

    /** A bar of a share, around the origin. */
    static Shape sample(double share) {
        double height = height(share);
        return new Rectangle2D.Double(-3, -height / 2, 6, height);
    }

    private static double height(double share) {
        return HEIGHT * Math.sqrt(share);
    }

    @Override
    public void draw(
            Graphics2D graphics,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis scores,
            ValueAxis names,
            int rendererIndex,
            PlotRenderingInfo info) {
        for (int row = 0; row < rows.size(); row++) {
            double base = names.valueToJava2D(row + BASE, area, RectangleEdge.LEFT);
            Path2D.Double bars = new Path2D.Double();
            for (Map.Entry<Long, Integer> bar : counts(rows.get(row)).entrySet()) {
                double from = (bar.getKey() - 0.5) * width;
                double left = scores.valueToJava2D(from, area, RectangleEdge.BOTTOM);
                double right = scores.valueToJava2D(from + width, area, RectangleEdge.BOTTOM);
                double height = height((double) bar.getValue() / rows.get(row).length);
                bars.append(
                        new Rectangle2D.Double(left, base - height, right - left, height), false);
            }
            graphics.setPaint(COLOUR);
            graphics.fill(bars);
            graphics.setPaint(Style.FRAME);
            graphics.setStroke(Style.THIN);
            graphics.draw(new Line2D.Double(area.getMinX(), base, area.getMaxX(), base));
        }
    }

    private SortedMap<Long, Integer> counts(double[] scores) {
        SortedMap<Long, Integer> counts = new TreeMap<>();
        for (double score : scores) {
            if (Double.isFinite(score)) {
                counts.merge(Math.round(score / width), 1, Integer::sum);
            }
        }
        return counts;
    }
}
