package io.gradlab.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/**
 * A probability field, its boundary and the examples. The examples of a label are one path, a few
 * bytes each: as single shapes, 640 of them in four panels took an SVG file to 600 kB.
 */
final class BoundaryAnnotation extends AbstractXYAnnotation {

    private static final long serialVersionUID = 1;

    static final Color ZERO = new Color(0x00436B);
    static final Color ONE = new Color(0xA03C00);
    static final Color FIELD_ZERO = new Color(0x9CCBEA);
    static final Color FIELD_ONE = new Color(0xF8C99B);
    static final Stroke BOUNDARY = new BasicStroke(1.4f);

    private static final Color FIELD_MIDDLE = new Color(0xFAFAFA);
    private static final Stroke DOT =
            new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    private static final double TRIANGLE = 1.4;

    /** More lie over one another and make a page heavy; then every n-th of each label is drawn. */
    private static final int MOST_EXAMPLES = 700;

    private final float[] features;
    private final float[] labels;
    private final FeatureGrid grid;
    private final float[] probabilities;

    /** Features x1, x2 example after example; probabilities row by row from the lower left. */
    BoundaryAnnotation(float[] features, float[] labels, FeatureGrid grid, float[] probabilities) {
        this.features = features;
        this.labels = labels;
        this.grid = grid;
        this.probabilities = probabilities;
    }

    @Override
    public void draw(
            Graphics2D graphics,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis x1,
            ValueAxis x2,
            int rendererIndex,
            PlotRenderingInfo info) {
        double cellWidth = area.getWidth() / FeatureGrid.CELLS;
        double cellHeight = area.getHeight() / FeatureGrid.CELLS;
        AffineTransform image =
                new AffineTransform(cellWidth, 0, 0, cellHeight, area.getX(), area.getY());
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image(), image, null);
        AffineTransform cells =
                new AffineTransform(
                        cellWidth,
                        0,
                        0,
                        -cellHeight,
                        area.getX() + cellWidth / 2,
                        area.getMaxY() - cellHeight / 2);
        drawExamples(graphics, area);
        graphics.setPaint(Color.BLACK);
        graphics.setStroke(BOUNDARY);
        graphics.draw(cells.createTransformedShape(Contour.of(probabilities, 0.5)));
    }

    private BufferedImage image() {
        int cells = FeatureGrid.CELLS;
        BufferedImage image = new BufferedImage(cells, cells, BufferedImage.TYPE_INT_RGB);
        for (int cell = 0; cell < cells * cells; cell++) {
            int column = cell % cells;
            int row = cells - 1 - cell / cells;
            Color colour =
                    Float.isFinite(probabilities[cell])
                            ? colour(probabilities[cell])
                            : Hatching.colour(column + row);
            image.setRGB(column, row, colour.getRGB());
        }
        return image;
    }

    private static Color colour(float probability) {
        float distance = Math.min(1, Math.abs(2 * probability - 1));
        return mixed(FIELD_MIDDLE, probability < 0.5f ? FIELD_ZERO : FIELD_ONE, distance);
    }

    private static Color mixed(Color from, Color to, float share) {
        return new Color(
                Math.round(from.getRed() + share * (to.getRed() - from.getRed())),
                Math.round(from.getGreen() + share * (to.getGreen() - from.getGreen())),
                Math.round(from.getBlue() + share * (to.getBlue() - from.getBlue())));
    }

    private void drawExamples(Graphics2D graphics, Rectangle2D area) {
        Path2D.Double dots = new Path2D.Double();
        Path2D.Double triangles = new Path2D.Double();
        int step = (labels.length + MOST_EXAMPLES - 1) / MOST_EXAMPLES;
        int[] seen = new int[2];
        for (int index = 0; index < labels.length; index++) {
            if (seen[labels[index] == 0 ? 0 : 1]++ % step > 0) {
                continue;
            }
            double x = area.getX() + area.getWidth() * share1(features[2 * index]);
            double y = area.getMaxY() - area.getHeight() * share2(features[2 * index + 1]);
            if (labels[index] == 0) {
                dots.moveTo(x, y);
                dots.lineTo(x, y); // a line without length with round ends is a dot
            } else {
                addTriangle(triangles, x, y);
            }
        }
        graphics.setPaint(ZERO);
        graphics.setStroke(DOT);
        graphics.draw(dots);
        graphics.setPaint(ONE);
        graphics.fill(triangles);
    }

    private double share1(double feature) {
        return (feature - grid.x1From()) / (grid.x1To() - grid.x1From());
    }

    private double share2(double feature) {
        return (feature - grid.x2From()) / (grid.x2To() - grid.x2From());
    }

    private static void addTriangle(Path2D path, double x, double y) {
        path.moveTo(x, y - 1.2 * TRIANGLE);
        path.lineTo(x + 1.1 * TRIANGLE, y + TRIANGLE);
        path.lineTo(x - 1.1 * TRIANGLE, y + TRIANGLE);
        path.closePath();
    }
}
