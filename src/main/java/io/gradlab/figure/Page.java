package io.gradlab.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** A figure laid out: title, which may be empty, panels in rows, legend below them. */
record Page(String title, Grid grid, List<Panel> panels, Legend legend) {

    private static final double MARGIN = 3;
    private static final double TITLE = 15;
    private static final double PANEL_TITLE = 13;
    private static final double PANEL_NOTE = 8;
    private static final double GUTTER = 8;

    /** Panels side by side, and the height of each in points, without its title. */
    record Grid(int columns, double height) {}

    /** One plot, with a title and a smaller note above it that may be empty. */
    record Panel(String title, String note, XYPlot plot) {

        /** Without a note. */
        Panel(String title, XYPlot plot) {
            this(title, "", plot);
        }
    }

    /** Points. */
    int height() {
        return (int) Math.ceil(panelsTop() + rows() * rowHeight() + legend.height() + MARGIN);
    }

    private double panelsTop() {
        return MARGIN + (title.isEmpty() ? 0 : TITLE);
    }

    private int rows() {
        return (panels.size() + grid.columns - 1) / grid.columns;
    }

    private double rowHeight() {
        boolean titled = panels.stream().anyMatch(panel -> !panel.title.isEmpty());
        return grid.height + (titled ? PANEL_TITLE : 0) + noteHeight() + 2;
    }

    private double noteHeight() {
        return panels.stream().allMatch(panel -> panel.note.isEmpty()) ? 0 : PANEL_NOTE;
    }

    /** Draws everything on white; a unit of the graphics is one point. */
    void draw(Graphics2D graphics) {
        smooth(graphics);
        graphics.setPaint(Color.WHITE);
        graphics.fill(new Rectangle2D.Double(0, 0, Style.WIDTH, height()));
        drawCentred(graphics, title, Style.TITLE, new double[] {Style.WIDTH / 2.0, MARGIN + 9});
        double width = (Style.WIDTH - GUTTER * (grid.columns - 1)) / grid.columns;
        for (int index = 0; index < panels.size(); index++) {
            int row = index / grid.columns;
            double x = index % grid.columns * (width + GUTTER);
            double y = panelsTop() + row * rowHeight();
            draw(graphics, panels.get(index), new Rectangle2D.Double(x, y, width, rowHeight() - 2));
        }
        legend.draw(graphics, panelsTop() + rows() * rowHeight());
    }

    /** JFreeChart also reads these hints back, and fails where one is not set. */
    private static void smooth(Graphics2D graphics) {
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    private void draw(Graphics2D graphics, Panel panel, Rectangle2D area) {
        double top = area.getMaxY() - grid.height;
        PlotRenderingInfo drawn = new PlotRenderingInfo(new ChartRenderingInfo(null));
        panel.plot.draw(
                graphics,
                new Rectangle2D.Double(area.getX(), top, area.getWidth(), grid.height),
                null,
                null,
                drawn);
        double centre = drawn.getDataArea().getCenterX();
        double title = top - 4 - noteHeight();
        drawCentred(graphics, panel.title, Style.LABEL, new double[] {centre, title});
        drawCentred(graphics, panel.note, Style.SMALL, new double[] {centre, top - 2});
    }

    private static void drawCentred(Graphics2D graphics, String text, Font font, double[] at) {
        if (text.isEmpty()) {
            return;
        }
        graphics.setPaint(Style.INK);
        Font fitting = ChineseFont.fitting(text, font);
        graphics.setFont(fitting);
        double x = at[0] - BundledFont.width(text, fitting) / 2;
        graphics.drawString(text, (float) x, (float) at[1]);
    }
}
