package io.gradlab.figure;

import io.gradlab.core.Text;
import java.awt.Stroke;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/** One quantity of several trainings over the epochs. */
record CurvesPanel(List<Pair> pairs) {

    /** A range of a thousand: a linear axis hides what lies below. */
    private static final double LOGARITHMIC_FROM = 1e3;

    private static final double LOWEST_ACCURACY = 0.4;
    private static final double HEADROOM = 1.04;

    /** Up to this many epochs each one has a marker. */
    private static final int FEW = 12;

    /** Markers of a longer curve, which tell curves apart in grey. */
    private static final int MARKERS = 6;

    /** One training: train solid, validation dashed; its name goes into the note. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, read once
    record Pair(Text name, double[] train, double[] validation) {

        private DoubleStream finite() {
            return DoubleStream.concat(Arrays.stream(train), Arrays.stream(validation))
                    .filter(Double::isFinite);
        }
    }

    /** The panel of the losses. */
    XYPlot lossPlot(Labels labels) {
        double[] finite = finite();
        double smallest = Arrays.stream(finite).min().orElse(0);
        double largest = Arrays.stream(finite).max().orElse(1);
        if (smallest > 0 && largest / smallest > LOGARITHMIC_FROM) {
            DecadeAxis decades = new DecadeAxis(labels.of(Text.of("loss (logarithmic)")), finite);
            return plot(labels, decades, decades::coordinate);
        }
        double upper = largest > 0 ? largest * HEADROOM : 1;
        String loss = labels.of(Text.of("loss"));
        return plot(labels, Plots.numbers(loss, Math.min(0, smallest), upper), value -> value);
    }

    /** The panel of the accuracies. */
    XYPlot accuracyPlot(Labels labels) {
        double smallest = Arrays.stream(finite()).min().orElse(LOWEST_ACCURACY);
        double lower = Math.min(LOWEST_ACCURACY, Math.floor(smallest * 10) / 10);
        String accuracy = labels.of(Text.of("accuracy"));
        return plot(labels, Plots.numbers(accuracy, lower, 1 + 0.02 * (1 - lower)), value -> value);
    }

    private double[] finite() {
        return pairs.stream().flatMapToDouble(Pair::finite).toArray();
    }

    private XYPlot plot(Labels labels, ValueAxis y, DoubleUnaryOperator coordinate) {
        XYPlot plot = Plots.plot(epochs(labels.of(Text.of("epoch"))), y);
        DefaultXYDataset lines = new DefaultXYDataset();
        XYLineAndShapeRenderer lineRenderer = Plots.lines();
        DefaultXYDataset marks = new DefaultXYDataset();
        XYLineAndShapeRenderer markRenderer = Plots.markers();
        for (int index = 0; index < pairs.size(); index++) {
            Pair pair = pairs.get(index);
            add(lines, lineRenderer, index, points(pair.validation, coordinate), Style.DASHED);
            add(lines, lineRenderer, index, points(pair.train, coordinate), Style.SOLID);
            marks.addSeries(index, marks(index, coordinate));
            markRenderer.setSeriesShape(index, Style.marker(index));
            markRenderer.setSeriesPaint(index, Style.colour(index));
            markRenderer.setSeriesFillPaint(index, Style.colour(index));
        }
        Plots.layer(plot, 0, lines, lineRenderer);
        Plots.layer(plot, 1, marks, markRenderer);
        return plot;
    }

    private NumberAxis epochs(String label) {
        int longest =
                pairs.stream()
                        .mapToInt(pair -> Math.max(pair.train.length, pair.validation.length))
                        .max()
                        .orElseThrow();
        double margin = Math.max(1, longest - 1) * 0.02;
        NumberAxis axis = Plots.numbers(label, -margin, longest - 1 + margin);
        axis.setStandardTickUnits(new Steps(1));
        return axis;
    }

    private static void add(
            DefaultXYDataset lines,
            XYLineAndShapeRenderer renderer,
            int index,
            double[][] points,
            Stroke stroke) {
        int series = lines.getSeriesCount();
        lines.addSeries(series, points);
        renderer.setSeriesPaint(series, Style.colour(index));
        renderer.setSeriesStroke(series, stroke);
    }

    private static double[][] points(double[] values, DoubleUnaryOperator coordinate) {
        double[][] points = Thinning.points(values);
        points[1] = Arrays.stream(points[1]).map(coordinate).toArray();
        return points;
    }

    /** Places on the train curve, shifted from curve to curve so that they do not coincide. */
    private double[][] marks(int index, DoubleUnaryOperator coordinate) {
        double[] values = pairs.get(index).train;
        if (values.length <= FEW) {
            return points(values, coordinate);
        }
        int marks = pairs.size() > 1 ? MARKERS : 0;
        double[][] points = new double[2][marks];
        for (int mark = 0; mark < marks; mark++) {
            double share = (mark + (index + 0.5) / pairs.size()) / marks;
            int epoch = (int) (share * (values.length - 1));
            points[0][mark] = epoch;
            points[1][mark] = coordinate.applyAsDouble(values[epoch]);
        }
        return points;
    }

    /** Names the trainings of which there is nothing to see. */
    Text note() {
        return Figure.note(
                names -> Text.of("no finite values: %s", names),
                pairs.stream().filter(pair -> pair.finite().findAny().isEmpty()).map(Pair::name));
    }
}
