package io.gradlab.figure;

import io.gradlab.core.Text;
import io.gradlab.result.Statistics;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * Scores over starts: a row for each configuration, a dot for each start, a bar at the median.
 * Where the outcome is bimodal this shows it, and a mean would lie. More than {@value #MOST_DOTS}
 * starts are drawn as a histogram instead, whose heights are the square roots of their shares.
 * Scores that are not finite are left out and named.
 */
public final class ScoresFigure extends Figure {

    private static final double DOTS_HEIGHT = 19;
    private static final double BARS_HEIGHT = 25;
    private static final double AXIS_HEIGHT = 34;

    /** More in one row would lie over one another. */
    private static final int MOST_DOTS = 60;

    private static final List<Integer> EXPLAINED = List.of(1, 10, 40);

    /** Dots spread over this share of a row's height. */
    private static final double SPREAD = 0.56;

    /** Multiples of it modulo 1 spread evenly, however many there are. */
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    private static final Rectangle2D MEDIAN = new Rectangle2D.Double(-0.9, -7.5, 1.8, 15);
    private static final Color DOT = new Color(0, 114, 178, 110);

    private final List<Row> rows;

    /** One configuration, named beside the row, and each start's test accuracy in [0, 1]. */
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
        Page.Panel panel = new Page.Panel(labels.of(note()), plot(labels));
        double rowHeight = manyStarts() ? BARS_HEIGHT : DOTS_HEIGHT;
        return page(labels, AXIS_HEIGHT + rowHeight * rows.size(), panel, legend(labels));
    }

    private List<Legend.Entry> legend(Labels labels) {
        List<Legend.Entry> entries = new ArrayList<>();
        if (manyStarts()) {
            for (int percent : EXPLAINED) {
                String share = labels.of(Text.of("%d %% of the starts", percent));
                Shape bar = ScoreBars.sample(percent / 100.0);
                entries.add(Legend.Entry.marker(share, ScoreBars.COLOUR, bar));
            }
        } else {
            entries.add(Legend.Entry.marker(labels.of(Text.of("one start")), DOT, Style.marker(0)));
        }
        entries.add(Legend.Entry.marker(labels.of(Text.of("median")), Style.VERMILLION, MEDIAN));
        return entries;
    }

    private boolean manyStarts() {
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
        if (manyStarts()) {
            plot.setRangeGridlinesVisible(false);
            double range = plot.getDomainAxis().getRange().getLength();
            ScoreBars bars = new ScoreBars(rows.stream().map(Row::scores).toList(), range);
            plot.getRenderer(0).addAnnotation(bars, Layer.BACKGROUND);
        } else {
            DefaultXYDataset dots = new DefaultXYDataset();
            dots.addSeries("starts", dots());
            Plots.layer(plot, 1, dots, renderer(DOT, Style.marker(0)));
        }
        return plot;
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
