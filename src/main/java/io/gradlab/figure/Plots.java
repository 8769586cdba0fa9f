package io.gradlab.figure;

import java.awt.Color;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;

/** JFreeChart's parts in this laboratory's style. */
final class Plots {

    static {
        // The work-around for a fault of old runtimes draws upright text as outlines.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private Plots() {}

    /** A plot of two axes with nothing in it. */
    static XYPlot plot(ValueAxis x, ValueAxis y) {
        XYPlot plot = new XYPlot(null, x, y, null);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setInsets(new RectangleInsets(2, 3, 1, 8));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setOutlinePaint(Style.FRAME);
        plot.setOutlineStroke(Style.THIN);
        plot.setDomainGridlinePaint(Style.GRID);
        plot.setRangeGridlinePaint(Style.GRID);
        plot.setDomainGridlineStroke(Style.THIN);
        plot.setRangeGridlineStroke(Style.THIN);
        return plot;
    }

    /** Draws data on a plot, below those of lower index. */
    static void layer(XYPlot plot, int index, XYDataset data, XYItemRenderer renderer) {
        plot.setDataset(index, data);
        plot.setRenderer(index, renderer);
    }

    /** An axis of numbers from lower to upper. */
    static NumberAxis numbers(String label, double lower, double upper) {
        NumberAxis axis = styled(new NumberAxis(label));
        axis.setStandardTickUnits(new Steps(Double.MIN_NORMAL));
        axis.setRange(lower, upper);
        return axis;
    }

    /** An axis of names, at 0, 1, 2 and so on. */
    static SymbolAxis names(@Nullable String label, List<String> names) {
        SymbolAxis axis = styled(new SymbolAxis(label, names.toArray(new String[0])));
        axis.setTickLabelFont(ChineseFont.fitting(String.join("", names), Style.LABEL));
        axis.setGridBandsVisible(false);
        axis.setRange(-0.5, names.size() - 0.5);
        return axis;
    }

    /** Gives an axis the laboratory's fonts and inks. */
    static <A extends ValueAxis> A styled(A axis) {
        String label = axis.getLabel();
        axis.setLabelFont(label == null ? Style.LABEL : ChineseFont.fitting(label, Style.LABEL));
        axis.setTickLabelFont(Style.LABEL);
        axis.setLabelPaint(Style.INK);
        axis.setTickLabelPaint(Style.INK);
        axis.setAxisLineVisible(false);
        axis.setTickMarkPaint(Style.FRAME);
        axis.setTickMarkOutsideLength(2.5f);
        axis.setLabelInsets(new RectangleInsets(2, 2, 2, 2));
        axis.setTickLabelInsets(new RectangleInsets(1, 2, 1, 2));
        return axis;
    }

    /** Draws lines, each as one path: 1000 epochs are one element of an SVG file, not 1000. */
    static XYLineAndShapeRenderer lines() {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setAutoPopulateSeriesShape(false);
        return renderer;
    }

    /** Draws markers only. */
    static XYLineAndShapeRenderer markers() {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setUseFillPaint(true);
        renderer.setDrawOutlines(true);
        return renderer;
    }

    /** Draws bars with a thin white gap between them. */
    static XYBarRenderer bars(Color colour) {
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setSeriesPaint(0, colour);
        renderer.setDrawBarOutline(true);
        renderer.setSeriesOutlinePaint(0, Color.WHITE);
        renderer.setSeriesOutlineStroke(0, Style.THIN);
        return renderer;
    }
}
