package io.gradlab.figure;

import io.gradlab.core.Text;
import io.gradlab.result.Statistics;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * Scores over seeds: a row for each configuration, a dot for each seed, a bar at the median. Where
 * the outcome is bimodal this shows it, and a mean would lie. More than {@value #MOST_DOTS} seeds
 * are drawn as discs instead, whose areas are the shares of the seeds with a score. Scores that are
 * not finite are left out and named.
 */
public final class ScoresFigure extends Figure {

    private static final double ROW_HEIGHT = 19;
    private static final double AXIS_HEIGHT = 34;

    /** More in one row would lie over one another. */
    private static final int MOST_DOTS = 60;

    /** Of the disc of all seeds; a row's discs may touch those of the next. */
    private static final double LARGEST_RADIUS = 10.5;

    private static final double SMALLEST_RADIUS = 0.7;

    /** Width of the scores that share a disc. */
    private static final double BIN = 0.005;

    private static final List<Integer> EXPLAINED = List.of(2, 10, 40);

    /** Dots spread over this share of a row's height. */
    private static final double SPREAD = 0.56;

    /** Multiples of it modulo 1 spread evenly, however many there are. */
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    private static final Rectangle2D MEDIAN = new Rectangle2D.Double(-0.9, -7, 1.8, 14);
    private static final Color DOT = new Color(0, 114, 178, 110);

    private final List<Row> rows;

    /** One configuration, named beside the row, and each seed's test accuracy in [0, 1]. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, read once
    public record Row(Text name, double[] scores) {

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
            double[] finite = Arrays.stream(scores).filter(Double::isFinite).toArray();
            return finite.length == 0 ? Double.NaN : Statistics.median(finite);
        }
    }

    /**
     * Scores of several configurations.
     *
     * @param title above the panel; empty for none
     * @param rows from the top, at least one
     * @throws IllegalArgumentException if there is none
     */
    public ScoresFigure(Text title, List<Row> rows) {
        super(title);
        this.rows = requireAny("rows", title, rows);
    }

    @Override
    Page page(Labels labels) {
        List<Legend.Entry> entries = new ArrayList<>();
        if (manySeeds()) {
            for (int percent : EXPLAINED) {
                Shape disc = disc(percent / 100.0);
                entries.add(
                        Legend.Entry.marker(
                                labels.of(Text.of("%d %% of the starts", percent)), DOT, disc));
            }
        } else {
            entries.add(Legend.Entry.marker(labels.of(Text.of("one start")), DOT, Style.marker(0)));
        }
        entries.add(Legend.Entry.marker(labels.of(Text.of("median")), Style.VERMILLION, MEDIAN));
        Page.Panel panel = new Page.Panel(labels.of(note()), plot(labels));
        return page(labels, AXIS_HEIGHT + ROW_HEIGHT * rows.size(), panel, entries);
    }

    private boolean manySeeds() {
        return rows.stream().anyMatch(row -> row.scores.length > MOST_DOTS);
    }

    private XYPlot plot(Labels labels) {
        SymbolAxis names =
                Plots.names(null, rows.stream().map(row -> labels.of(row.name)).toList());
        names.setInverted(true);
        XYPlot plot = Plots.plot(accuracies(labels.of(Text.of("test accuracy"))), names);
        DefaultXYDataset medians = new DefaultXYDataset();
        medians.addSeries("median", medians());
        Plots.layer(plot, 0, medians, renderer(Style.VERMILLION, MEDIAN));
        if (manySeeds()) {
            drawDiscs(plot);
        } else {
            DefaultXYDataset dots = new DefaultXYDataset();
            dots.addSeries("seeds", dots());
            Plots.layer(plot, 1, dots, renderer(DOT, Style.marker(0)));
        }
        return plot;
    }

    /** A series for each disc: then each has its own shape. */
    private void drawDiscs(XYPlot plot) {
        DefaultXYDataset discs = new DefaultXYDataset();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setDrawOutlines(false);
        renderer.setAutoPopulateSeriesShape(false);
        renderer.setDefaultPaint(DOT);
        renderer.setAutoPopulateSeriesPaint(false);
        for (int row = 0; row < rows.size(); row++) {
            double[] scores = rows.get(row).scores;
            SortedMap<Long, Integer> counts = new TreeMap<>();
            for (double score : scores) {
                if (Double.isFinite(score)) {
                    counts.merge(Math.round(score / BIN), 1, Integer::sum);
                }
            }
            for (Map.Entry<Long, Integer> count : counts.entrySet()) {
                int series = discs.getSeriesCount();
                renderer.setSeriesShape(
                        series, disc((double) count.getValue() / scores.length), false);
                double[][] place = {{count.getKey() * BIN}, {row}};
                discs.addSeries(row + " " + count.getKey(), place);
            }
        }
        Plots.layer(plot, 1, discs, renderer);
    }

    private static Shape disc(double share) {
        double radius = Math.max(SMALLEST_RADIUS, LARGEST_RADIUS * Math.sqrt(share));
        return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
    }

    private NumberAxis accuracies(String label) {
        double[] finite =
                rows.stream()
                        .flatMapToDouble(row -> Arrays.stream(row.scores))
                        .filter(Double::isFinite)
                        .toArray();
        double smallest = Arrays.stream(finite).min().orElse(0);
        double largest = Math.max(1, Arrays.stream(finite).max().orElse(1));
        double lower = smallest < largest ? smallest : 0;
        double margin = 0.03 * (largest - lower);
        return Plots.numbers(label, lower - margin, largest + margin);
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

    private Text note() {
        return note(
                names -> Text.of("not finite: %s", names),
                rows.stream()
                        .filter(row -> Arrays.stream(row.scores).anyMatch(s -> !Double.isFinite(s)))
                        .map(Row::name));
    }
}
