package io.gradlab.figure;

import io.gradlab.core.Text;
import io.gradlab.result.Statistics.Interval;
import java.util.List;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Probabilities over a count: theory as lines, measurements as dots with their intervals. */
public final class ProbabilityFigure extends Figure {

    private static final double PANEL_HEIGHT = 190;

    private final Text count;
    private final List<Panel> panels;

    /** What theory says of the shares in a panel, a series for each line. */
    public record Panel(Text title, List<Series> series) {

        /** Copies the list. */
        public Panel {
            series = List.copyOf(series);
        }
    }

    /**
     * One line with its dots, at counts 1, 2, 3 and so on.
     *
     * @param name for the legend
     * @param theory probabilities
     * @param points measured shares
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, read once
    public record Series(Text name, double[] theory, List<Interval> points) {

        /**
         * Checks that there is something to draw, and copies the list.
         *
         * @throws IllegalArgumentException if there is no probability
         */
        public Series {
            requireValues(name, theory);
            points = List.copyOf(points);
        }
    }

    /**
     * Panels side by side; the first one's series name the legend.
     *
     * @param title above the panels; empty for none
     * @param count name of the horizontal axis
     * @param panels at least one
     * @throws IllegalArgumentException if there is none
     */
    public ProbabilityFigure(Text title, Text count, List<Panel> panels) {
        super(title);
        this.count = count;
        this.panels = requireAny("panels", title, panels);
    }

    @Override
    Page page(Labels labels) {
        return page(
                labels,
                new Page.Grid(Math.min(2, panels.size()), PANEL_HEIGHT),
                panels.stream()
                        .map(panel -> new Page.Panel(labels.of(panel.title), plot(labels, panel)))
                        .toList(),
                Legend.series(panels.get(0).series.stream().map(one -> labels.of(one.name))));
    }

    private XYPlot plot(Labels labels, Panel panel) {
        int counts = panel.series.stream().mapToInt(s -> s.theory.length).max().orElse(1);
        XYPlot plot =
                Plots.plot(
                        Plots.numbers(labels.of(count), 0, counts + 1),
                        Plots.numbers(labels.of(Text.of("probability")), 0, 1.02));
        DefaultXYDataset lines = new DefaultXYDataset();
        XYIntervalSeriesCollection dots = new XYIntervalSeriesCollection();
        XYLineAndShapeRenderer lineRenderer = Plots.lines();
        XYErrorRenderer dotRenderer = new XYErrorRenderer();
        dotRenderer.setDrawXError(false);
        for (int index = 0; index < panel.series.size(); index++) {
            Series series = panel.series.get(index);
            lines.addSeries(index, line(series.theory));
            dots.addSeries(dots(index, series.points));
            lineRenderer.setSeriesPaint(index, Style.colour(index));
            lineRenderer.setSeriesStroke(index, Style.SOLID);
            dotRenderer.setSeriesPaint(index, Style.colour(index));
            dotRenderer.setSeriesShape(index, Style.marker(index));
        }
        Plots.layer(plot, 0, dots, dotRenderer);
        Plots.layer(plot, 1, lines, lineRenderer);
        return plot;
    }

    private static double[][] line(double[] theory) {
        double[][] line = new double[2][theory.length];
        for (int i = 0; i < theory.length; i++) {
            line[0][i] = i + 1.0;
            line[1][i] = theory[i];
        }
        return line;
    }

    private static XYIntervalSeries dots(int index, List<Interval> points) {
        XYIntervalSeries series = new XYIntervalSeries(index);
        for (int i = 0; i < points.size(); i++) {
            Interval point = points.get(i);
            series.add(i + 1.0, i + 1.0, i + 1.0, point.estimate(), point.low(), point.high());
        }
        return series;
    }
}
