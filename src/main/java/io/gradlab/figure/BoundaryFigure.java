package io.gradlab.figure;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.plot.XYPlot;

/**
 * Where a network of two features draws the line: the examples over its probabilities, with the
 * contour of probability 0.5; one panel for each network or state of one. A probability that is not
 * finite is grey. Of more than 700 examples a part of each label is drawn.
 */
public final class BoundaryFigure extends Figure {

    private static final double FULL_HEIGHT = 240;
    private static final double HALF_HEIGHT = 150;
    private static final double THIRD_HEIGHT = 115;
    private static final double QUARTER_HEIGHT = 95;

    private final Points points;
    private final FeatureGrid grid;
    private final List<Panel> panels;

    /**
     * The examples.
     *
     * @param x1 name of the first feature
     * @param x2 name of the second
     * @param features x1, x2 of each example, example after example
     * @param labels 0 or 1 of each
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, read once
    public record Points(Text x1, Text x2, float[] features, float[] labels) {

        /**
         * Checks that there are examples of two features.
         *
         * @throws IllegalArgumentException if there are none or the numbers do not fit
         */
        public Points {
            Require.argument(
                    labels.length > 0 && features.length == 2 * labels.length,
                    "%d feature values do not fit %d labels; give at least 1 example, two features each",
                    features.length,
                    labels.length);
        }
    }

    /**
     * The network at one time.
     *
     * @param title for example its number of epochs
     * @param probabilities predicted for {@link FeatureGrid#points()}, in their order
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, read once
    public record Panel(Text title, float[] probabilities) {

        /**
         * Checks the number of probabilities.
         *
         * @throws IllegalArgumentException if it is not that of a grid
         */
        public Panel {
            int cells = FeatureGrid.CELLS * FeatureGrid.CELLS;
            Require.argument(
                    probabilities.length == cells,
                    "panel '%s' has %d probabilities; a grid has %d points: predict all of them",
                    title,
                    probabilities.length,
                    cells);
        }
    }

    /**
     * Small multiples of one plane.
     *
     * @param title above the panels; empty for none
     * @param points drawn in every panel
     * @param grid the plane
     * @param panels at least one
     * @throws IllegalArgumentException if there is none
     */
    public BoundaryFigure(Text title, Points points, FeatureGrid grid, List<Panel> panels) {
        super(title);
        this.points = points;
        this.grid = grid;
        this.panels = requireAny("panels", title, panels);
    }

    @Override
    Page page(Labels labels) {
        return page(
                labels,
                layout(),
                panels.stream()
                        .map(panel -> new Page.Panel(labels.of(panel.title), plot(labels, panel)))
                        .toList(),
                legend(labels));
    }

    private Page.Grid layout() {
        return switch (panels.size()) {
            case 1 -> new Page.Grid(1, FULL_HEIGHT);
            case 2, 4 -> new Page.Grid(2, HALF_HEIGHT);
            case 3, 5, 6, 7, 8, 9 -> new Page.Grid(3, THIRD_HEIGHT);
            default -> new Page.Grid(4, QUARTER_HEIGHT);
        };
    }

    private XYPlot plot(Labels labels, Panel panel) {
        XYPlot plot =
                Plots.plot(
                        Plots.numbers(labels.of(points.x1), grid.x1From(), grid.x1To()),
                        Plots.numbers(labels.of(points.x2), grid.x2From(), grid.x2To()));
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.addAnnotation(
                new BoundaryAnnotation(points.features, points.labels, grid, panel.probabilities));
        return plot;
    }

    private static List<Legend.Entry> legend(Labels labels) {
        return List.of(
                Legend.Entry.marker(
                        labels.of(Text.of("label %d", 0)),
                        BoundaryAnnotation.ZERO,
                        Style.marker(0)),
                Legend.Entry.marker(
                        labels.of(Text.of("label %d", 1)), BoundaryAnnotation.ONE, Style.marker(2)),
                Legend.Entry.line(
                        labels.of(Text.of("probability %.1f", 0.5)),
                        Color.BLACK,
                        BoundaryAnnotation.BOUNDARY),
                swatch(labels.of(Text.of("probability near %d", 0)), BoundaryAnnotation.FIELD_ZERO),
                swatch(labels.of(Text.of("near %d", 1)), BoundaryAnnotation.FIELD_ONE));
    }

    private static Legend.Entry swatch(String label, Color colour) {
        return Legend.Entry.marker(label, colour, new Rectangle2D.Double(-5, -4, 10, 8));
    }
}
