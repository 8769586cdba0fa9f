package io.gradlab.figure;

import io.gradlab.core.Text;
import io.gradlab.result.Statistics.Interval;
import java.awt.Color;
import java.awt.Stroke;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * Shares with their intervals, a row for each, and upright lines at shares that they are measured
 * by.
 */
public final class SharesFigure extends Figure {

    private static final double ROW_HEIGHT = 17;
    private static final double AXIS_HEIGHT = 34;

    /** Browsers draw Chinese beside Latin letters up to 17 points wider than Java measures it. */
    private static final String ROOM = " ".repeat(9);

    private final List<Row> rows;
    private final List<Row> lines;

    /** A share in [0, 1], named beside its row or, of a line, below the panel. */
    public record Row(Text name, Interval share) {}

    /**
     * Shares of several configurations.
     *
     * @param title above the panel; empty for none
     * @param rows from the top, at least one
     * @param lines drawn at their estimates, at most as many as there are colours
     * @throws IllegalArgumentException if there is no row
     */
    public SharesFigure(Text title, List<Row> rows, List<Row> lines) {
        super(title);
        this.rows = requireAny("rows", title, rows);
        this.lines = List.copyOf(lines);
    }

    @Override
    Page page(Labels labels) {
        Page.Panel panel = new Page.Panel("", plot(labels));
        return page(labels, AXIS_HEIGHT + ROW_HEIGHT * rows.size(), panel, legend(labels));
    }

    private List<Legend.Entry> legend(Labels labels) {
        List<Legend.Entry> entries = new ArrayList<>();
        String share = labels.of(Text.of("share with its 95 % interval"));
        entries.add(Legend.Entry.marker(share, CountsFigure.BARS, Style.marker(0)));
        for (int line = 0; line < lines.size(); line++) {
            entries.add(
                    Legend.Entry.line(labels.of(lines.get(line).name), colour(line), stroke(line)));
        }
        return entries;
    }

    private XYPlot plot(Labels labels) {
        SymbolAxis names =
                Plots.names(null, rows.stream().map(row -> labels.of(row.name) + ROOM).toList());
        names.setInverted(true);
        NumberAxis shares =
                Plots.numbers(labels.of(Text.of("share of the starts that succeed")), -0.02, 1.02);
        XYPlot plot = Plots.plot(shares, names);
        XYIntervalSeries series = new XYIntervalSeries("shares");
        for (int row = 0; row < rows.size(); row++) {
            Interval share = rows.get(row).share;
            series.add(share.estimate(), share.low(), share.high(), row, row, row);
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawYError(false);
        renderer.setCapLength(3);
        renderer.setErrorStroke(Style.SOLID);
        renderer.setSeriesPaint(0, CountsFigure.BARS);
        renderer.setSeriesShape(0, Style.marker(0));
        Plots.layer(plot, 0, data, renderer);
        for (int line = 0; line < lines.size(); line++) {
            double at = lines.get(line).share.estimate();
            plot.addDomainMarker(new ValueMarker(at, colour(line), stroke(line)));
        }
        return plot;
    }

    /** The first colour is that of the shares. */
    private static Color colour(int line) {
        return line == 0 ? Style.VERMILLION : Style.colour(line + 1); // never that of the shares
    }

    private static Stroke stroke(int line) {
        return line == 0 ? Style.SOLID : Style.DASHED;
    }
}
