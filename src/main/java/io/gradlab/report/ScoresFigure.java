package io.gradlab.report;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * Scores over seeds: a row for each configuration, a dot for each seed, a bar at the median. Where
 * the outcome is bimodal this shows it, and a mean would lie. Scores that are not finite are left
 * out and named.
 */
public final class ScoresFigure extends Figure {

    private static final double ROW_HEIGHT = 19;
    private static final double AXIS_HEIGHT = 34;

    /** Dots spread over this share of a row's height. */
    private static final double SPREAD = 0.56;

    /** Multiples of it modulo 1 spread evenly, however many there are. */
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    private static final Rectangle2D MEDIAN = new Rectangle2D.Double(-0.9, -7, 1.8, 14);
    private static final Color DOT = new Color(0, 114, 178, 110);

    private final String title;
    private final List<Row> rows;

    /**
     * One configuration.
     *
     * @param name beside the row
     * @param scores test accuracy of each seed, in [0, 1]
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, read once
    public record Row(String name, double[] scores) {

        /**
         * Checks that there is something to draw.
         *
         * @throws IllegalArgumentException if there is no score
         */
        public Row {
            requireValues(name, scores);
        }

        /** The middle of the finite scores, NaN if there is none. */
        private double median() {
            double[] sorted = Arrays.stream(scores).filter(Double::isFinite).sorted().toArray();
            int middle = sorted.length / 2;
            if (sorted.length == 0) {
                return Double.NaN;
            }
            return sorted.length % 2 == 1
                    ? sorted[middle]
                    : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /**
     * Scores of several configurations.
     *
     * @param title above the panel; empty for none
     * @param rows from the top, at least one
     * @throws IllegalArgumentException if there is none
     */
    public ScoresFigure(String title, List<Row> rows) {
        this.title = title;
        this.rows = requireAny("rows", title, rows);
    }

    @Override
    Page page() {
        Legend legend =
                new Legend(
                        List.of(
                                Legend.Entry.marker("one seed", DOT, Style.marker(0)),
                                Legend.Entry.marker("median", Style.VERMILLION, MEDIAN)));
        return new Page(
                title,
                new Page.Grid(1, AXIS_HEIGHT + ROW_HEIGHT * rows.size()),
                List.of(new Page.Panel("", plot())),
                legend);
    }

    private XYPlot plot() {
        SymbolAxis names = Plots.names("", rows.stream().map(Row::name).toList());
        names.setLabel(null);
        names.setInverted(true);
        XYPlot plot = Plots.plot(accuracies(), names);
        DefaultXYDataset medians = new DefaultXYDataset();
        medians.addSeries("median", medians());
        plot.setDataset(0, medians);
        plot.setRenderer(0, renderer(Style.VERMILLION, MEDIAN));
        DefaultXYDataset dots = new DefaultXYDataset();
        dots.addSeries("seeds", dots());
        plot.setDataset(1, dots);
        plot.setRenderer(1, renderer(DOT, Style.marker(0)));
        noteMissing(plot);
        return plot;
    }

    private NumberAxis accuracies() {
        double[] finite =
                rows.stream()
                        .flatMapToDouble(row -> Arrays.stream(row.scores))
                        .filter(Double::isFinite)
                        .toArray();
        double smallest = Arrays.stream(finite).min().orElse(0);
        double largest = Math.max(1, Arrays.stream(finite).max().orElse(1));
        double lower = smallest < largest ? smallest : 0;
        double margin = 0.03 * (largest - lower);
        return Plots.numbers("test accuracy", lower - margin, largest + margin);
    }

    private double[][] medians() {
        return new double[][] {
            rows.stream().mapToDouble(Row::median).toArray(),
            IntStream.range(0, rows.size()).asDoubleStream().toArray()
        };
    }

    private double[][] dots() {
        double[] x = rows.stream().flatMapToDouble(row -> Arrays.stream(row.scores)).toArray();
        double[] y =
                IntStream.range(0, rows.size())
                        .boxed()
                        .flatMapToDouble(row -> heights(row, rows.get(row).scores.length))
                        .toArray();
        return new double[][] {x, y};
    }

    private static DoubleStream heights(int row, int dots) {
        return IntStream.rangeClosed(1, dots)
                .mapToDouble(dot -> row + (dot * GOLDEN_RATIO % 1 - 0.5) * SPREAD);
    }

    private static XYLineAndShapeRenderer renderer(Color colour, Shape marker) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setSeriesPaint(0, colour);
        renderer.setSeriesShape(0, marker);
        renderer.setDrawOutlines(false);
        return renderer;
    }

    private void noteMissing(XYPlot plot) {
        List<String> missing =
                rows.stream()
                        .filter(row -> Arrays.stream(row.scores).anyMatch(s -> !Double.isFinite(s)))
                        .map(Row::name)
                        .toList();
        if (!missing.isEmpty()) {
            plot.addAnnotation(Plots.note("not finite: " + String.join(", ", missing)));
        }
    }
}
