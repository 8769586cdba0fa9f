package io.gradlab.figure;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.plot.XYPlot;

/**
 * Where a network of two features draws the line: the examples over its probabilities, with the
 * contour of probability 0.5; one panel for each network or state of one. A panel without a
 * boundary says its probabilities, and whether they are one constant answer; what is not finite is
 * hatched. Of more than 700 examples a part of each label is drawn.
 */
public final class BoundaryFigure extends Figure {

    private static final double FULL_HEIGHT = 240;
    private static final double HALF_HEIGHT = 150;
    private static final double THIRD_HEIGHT = 115;
    private static final double QUARTER_HEIGHT = 95;

    private static final Rectangle2D SWATCH = new Rectangle2D.Double(-5, -4, 10, 8);

    /** Farther from 0.5 a probability has a colour that the eye sees. */
    private static final double TINGE = 0.05;

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
                panels.stream().map(panel -> panel(labels, panel)).toList(),
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

    private Page.Panel panel(Labels labels, Panel panel) {
        String note = labels.of(ProbabilityRange.of(panel.probabilities).note());
        return new Page.Panel(labels.of(panel.title), note, plot(labels, panel));
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

    /** Of what occurs. */
    private List<Legend.Entry> legend(Labels labels) {
        List<ProbabilityRange> ranges =
                panels.stream().map(panel -> ProbabilityRange.of(panel.probabilities)).toList();
        List<Legend.Entry> entries = new ArrayList<>();
        addExamples(entries, labels);
        if (ranges.stream().anyMatch(ProbabilityRange::crosses)) {
            String line = labels.of(Text.of("probability %.1f", 0.5));
            entries.add(Legend.Entry.line(line, Color.BLACK, BoundaryAnnotation.BOUNDARY));
        }
        if (ranges.stream().anyMatch(range -> range.lowest() < 0.5 - TINGE)) {
            String zero = labels.of(Text.of("probability near %d", 0));
            entries.add(Legend.Entry.marker(zero, BoundaryAnnotation.FIELD_ZERO, SWATCH));
        }
        if (ranges.stream().anyMatch(range -> range.highest() > 0.5 + TINGE)) {
            String one = labels.of(Text.of("probability near %d", 1));
            entries.add(Legend.Entry.marker(one, BoundaryAnnotation.FIELD_ONE, SWATCH));
        }
        if (!ranges.stream().allMatch(ProbabilityRange::finite)) {
            String hatched = labels.of(Text.of("not finite"));
            entries.add(Legend.Entry.marker(hatched, Hatching.STRIPE, Hatching.sample(SWATCH)));
        }
        return entries;
    }

    private void addExamples(List<Legend.Entry> entries, Labels labels) {
        for (int label = 0; label < 2; label++) {
            if (hasLabel(label)) {
                entries.add(
                        Legend.Entry.marker(
                                labels.of(Text.of("label %d", label)),
                                label == 0 ? BoundaryAnnotation.ZERO : BoundaryAnnotation.ONE,
                                Style.marker(2 * label)));
            }
        }
    }

    private boolean hasLabel(int label) {
        for (float one : points.labels) {
            if (one == label) {
                return true;
            }
        }
        return false;
    }
}
