package io.gradlab.figure;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.statistics.HistogramDataset;
import org.jfree.data.statistics.HistogramType;
import org.jfree.data.xy.DefaultXYDataset;

/** Histograms of draws, scaled to area 1, with the density they should follow. */
public final class HistogramFigure extends Figure {

    private static final double PANEL_HEIGHT = 150;
    private static final int BINS = 50;
    private static final int DENSITY_POINTS = 400;
    static final Color BARS = new Color(0xA6CEE3);

    private final List<Panel> panels;

    /**
     * Draws from one distribution.
     *
     * @param title names it
     * @param sample the draws
     * @param density of theory, at any value
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, read once
    public record Panel(Text title, double[] sample, DoubleUnaryOperator density) {

        /**
         * Checks that there is something to count.
         *
         * @throws IllegalArgumentException if there are no draws, or one is not finite
         */
        public Panel {
            requireValues(title, sample);
            for (double value : sample) {
                Require.argument(
                        Double.isFinite(value),
                        "histogram '%s' has the draw %s; a draw must be finite: leave it out",
                        title,
                        value);
            }
        }
    }

    /**
     * Histograms side by side.
     *
     * @param title above the panels; empty for none
     * @param panels at least one
     * @throws IllegalArgumentException if there is none
     */
    public HistogramFigure(Text title, List<Panel> panels) {
        super(title);
        this.panels = requireAny("panels", title, panels);
    }

    @Override
    Page page(Labels labels) {
        return page(
                labels,
                new Page.Grid(Math.min(panels.size(), 3), PANEL_HEIGHT),
                panels.stream()
                        .map(panel -> new Page.Panel(labels.of(panel.title), plot(labels, panel)))
                        .toList(),
                List.of(
                        Legend.Entry.marker(
                                labels.of(Text.of("drawn values")), BARS, Style.marker(1)),
                        Legend.Entry.line(
                                labels.of(Text.of("theoretical density")),
                                Style.VERMILLION,
                                Style.SOLID)));
    }

    private static XYPlot plot(Labels labels, Panel panel) {
        HistogramDataset bars = bars(panel);
        double smallest = Arrays.stream(panel.sample).min().orElseThrow();
        double largest = Arrays.stream(panel.sample).max().orElseThrow();
        double margin = largest > smallest ? (largest - smallest) * 0.06 : 1;
        double[][] density = density(panel, smallest - margin, largest + margin);
        DefaultXYDataset theory = new DefaultXYDataset();
        theory.addSeries("theory", density);
        XYPlot plot =
                Plots.plot(
                        Plots.numbers(
                                labels.of(Text.of("value")), smallest - margin, largest + margin),
                        Plots.numbers(
                                labels.of(Text.of("density")),
                                0,
                                1.06 * highest(bars, density[1])));
        Plots.layer(plot, 0, theory, theoryRenderer());
        Plots.layer(plot, 1, bars, Plots.bars(BARS));
        return plot;
    }

    private static HistogramDataset bars(Panel panel) {
        HistogramDataset bars = new HistogramDataset();
        bars.setType(HistogramType.SCALE_AREA_TO_1);
        bars.addSeries("draws", panel.sample, BINS);
        return bars;
    }

    private static double highest(HistogramDataset bars, double[] density) {
        return DoubleStream.concat(
                        Arrays.stream(density),
                        IntStream.range(0, BINS).mapToDouble(bin -> bars.getYValue(0, bin)))
                .max()
                .orElseThrow();
    }

    private static double[][] density(Panel panel, double from, double to) {
        double[] x =
                IntStream.rangeClosed(0, DENSITY_POINTS)
                        .mapToDouble(point -> from + (to - from) * point / DENSITY_POINTS)
                        .toArray();
        return new double[][] {x, Arrays.stream(x).map(panel.density).toArray()};
    }

    private static XYLineAndShapeRenderer theoryRenderer() {
        XYLineAndShapeRenderer renderer = Plots.lines();
        renderer.setSeriesPaint(0, Style.VERMILLION);
        renderer.setSeriesStroke(0, Style.SOLID);
        return renderer;
    }
}
