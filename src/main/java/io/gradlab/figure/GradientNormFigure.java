package io.gradlab.figure;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * The book's figure 4.4: the gradient norm of every layer, on a logarithmic axis, for several
 * activation functions. A norm of exactly 0 has a hollow marker at the bottom, where the axis says
 * 0. A norm that is not finite is a gap, and its series is named.
 */
public final class GradientNormFigure extends Figure {

    private static final double PANEL_HEIGHT = 230;

    private final List<Series> series;

    /**
     * One network.
     *
     * @param name for the legend, for example the activation function
     * @param norms L2 norms of the layers' gradients, from fc1 on
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, read once
    public record Series(Text name, double[] norms) {

        /**
         * Checks that there is something to draw.
         *
         * @throws IllegalArgumentException if there is no norm, or a negative one
         */
        public Series {
            requireValues(name, norms);
            for (double norm : norms) {
                Require.argument(
                        !(norm < 0),
                        "series '%s' has the norm %s; a norm is not negative: give L2 norms",
                        name,
                        norm);
            }
        }
    }

    /**
     * Gradient norms of several networks.
     *
     * @param title above the panel; empty for none
     * @param series at least one
     * @throws IllegalArgumentException if there is none
     */
    public GradientNormFigure(Text title, List<Series> series) {
        super(title);
        this.series = requireAny("series", title, series);
    }

    @Override
    Page page(Labels labels) {
        Page.Panel panel = new Page.Panel(labels.of(note()), plot(labels));
        return page(labels, PANEL_HEIGHT, panel, legend(labels));
    }

    private List<Legend.Entry> legend(Labels labels) {
        List<Legend.Entry> entries = Legend.series(series.stream().map(one -> labels.of(one.name)));
        if (hasZero()) {
            entries.add(
                    new Legend.Entry(
                            labels.of(Text.of("hollow: exactly %d", 0)),
                            Style.INK,
                            null,
                            Style.marker(0),
                            false));
        }
        return entries;
    }

    private boolean hasZero() {
        return series.stream().flatMapToDouble(s -> Arrays.stream(s.norms)).anyMatch(n -> n == 0);
    }

    private XYPlot plot(Labels labels) {
        DecadeAxis norms =
                new DecadeAxis(
                        labels.of(Text.of("gradient norm")),
                        series.stream().flatMapToDouble(s -> Arrays.stream(s.norms)).toArray());
        int layers = series.stream().mapToInt(s -> s.norms.length).max().orElseThrow();
        XYPlot plot =
                Plots.plot(
                        Plots.names(
                                labels.of(Text.of("layer")),
                                IntStream.rangeClosed(1, layers).mapToObj(n -> "fc" + n).toList()),
                        norms);
        addNorms(plot, norms);
        addZeros(plot, norms);
        return plot;
    }

    private void addNorms(XYPlot plot, DecadeAxis axis) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        DefaultXYDataset points = new DefaultXYDataset();
        for (int index = 0; index < series.size(); index++) {
            points.addSeries(index, points(index, axis, norm -> norm > 0));
            renderer.setSeriesPaint(index, Style.colour(index));
            renderer.setSeriesStroke(index, Style.SOLID);
            renderer.setSeriesShape(index, Style.marker(index));
        }
        Plots.layer(plot, 0, points, renderer);
    }

    private void addZeros(XYPlot plot, DecadeAxis axis) {
        XYLineAndShapeRenderer renderer = Plots.markers();
        renderer.setUseOutlinePaint(true);
        DefaultXYDataset points = new DefaultXYDataset();
        for (int index = 0; index < series.size(); index++) {
            points.addSeries(index, points(index, axis, norm -> norm == 0));
            renderer.setSeriesOutlinePaint(index, Style.colour(index));
            renderer.setSeriesOutlineStroke(index, Style.SOLID);
            renderer.setSeriesFillPaint(index, Color.WHITE);
            renderer.setSeriesShape(index, Style.marker(index));
        }
        Plots.layer(plot, 1, points, renderer);
        if (hasZero()) {
            plot.addRangeMarker(new ValueMarker(axis.zero(), Style.FRAME, Style.DOTTED));
        }
    }

    private double[][] points(int index, DecadeAxis axis, DoublePredicate shown) {
        double[] norms = series.get(index).norms;
        return new double[][] {
            IntStream.range(0, norms.length).asDoubleStream().toArray(),
            Arrays.stream(norms)
                    .map(norm -> shown.test(norm) ? axis.coordinate(norm) : Double.NaN)
                    .toArray()
        };
    }

    private Text note() {
        return note(
                names -> Text.of("not finite: %s", names),
                series.stream()
                        .filter(s -> Arrays.stream(s.norms).anyMatch(n -> !Double.isFinite(n)))
                        .map(Series::name));
    }
}
