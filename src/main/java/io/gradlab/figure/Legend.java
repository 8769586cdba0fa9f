package io.gradlab.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Explains lines and markers, from left to right in centred rows below the panels. */
record Legend(List<Entry> entries) {

    private static final double ROW = 13;
    private static final double SAMPLE = 20;
    private static final double GAP = 4;
    private static final double BETWEEN = 14;

    /** Above this luminance a colour is hardly seen on paper, and gets an outline. */
    private static final double PALE = 190;

    /** One sample with its explanation: a line, a marker around the origin, or both. */
    record Entry(
            String label,
            Color colour,
            @Nullable Stroke line,
            @Nullable Shape marker,
            boolean filled) {

        /** A line. */
        static Entry line(String label, Color colour, Stroke line) {
            return new Entry(label, colour, line, null, true);
        }

        /** A filled marker. */
        static Entry marker(String label, Color colour, Shape marker) {
            return new Entry(label, colour, null, marker, true);
        }

        private double sampleWidth() {
            return line == null ? SAMPLE / 2 : SAMPLE;
        }

        private Font font() {
            return ChineseFont.fitting(label, Style.LABEL);
        }

        private double width() {
            return sampleWidth() + GAP + BundledFont.width(label, font());
        }
    }

    /** Line and marker of each series, in its colour. */
    static List<Entry> series(Stream<String> names) {
        List<Entry> entries = new ArrayList<>();
        names.forEach(
                name -> {
                    int i = entries.size();
                    Color colour = Style.colour(i);
                    entries.add(new Entry(name, colour, Style.SOLID, Style.marker(i), true));
                });
        return entries;
    }

    /** Points that the rows need. */
    double height() {
        return rows().size() * ROW;
    }

    /** Draws the rows from the top on. */
    void draw(Graphics2D graphics, double top) {
        double y = top + ROW / 2;
        for (List<Entry> row : rows()) {
            double x = (Style.WIDTH - width(row)) / 2;
            for (Entry entry : row) {
                draw(graphics, entry, x, y);
                x += entry.width() + BETWEEN;
            }
            y += ROW;
        }
    }

    private List<List<Entry>> rows() {
        List<List<Entry>> rows = new ArrayList<>();
        List<Entry> row = new ArrayList<>();
        for (Entry entry : entries) {
            if (!row.isEmpty() && width(row) + BETWEEN + entry.width() > Style.WIDTH) {
                rows.add(row);
                row = new ArrayList<>();
            }
            row.add(entry);
        }
        if (!row.isEmpty()) {
            rows.add(row);
        }
        return rows;
    }

    private static double width(List<Entry> row) {
        return row.stream().mapToDouble(Entry::width).sum() + BETWEEN * (row.size() - 1);
    }

    private static void draw(Graphics2D graphics, Entry entry, double x, double y) {
        graphics.setPaint(entry.colour);
        double width = entry.sampleWidth();
        if (entry.line != null) {
            graphics.setStroke(entry.line);
            graphics.draw(new Line2D.Double(x, y, x + width, y));
        }
        if (entry.marker != null) {
            drawMarker(graphics, entry, x + width / 2, y);
        }
        graphics.setPaint(Style.INK);
        graphics.setFont(entry.font());
        graphics.drawString(entry.label, (float) (x + width + GAP), (float) (y + 3));
    }

    private static void drawMarker(Graphics2D graphics, Entry entry, double x, double y) {
        AffineTransform move = AffineTransform.getTranslateInstance(x, y);
        Shape marker = move.createTransformedShape(entry.marker);
        graphics.setStroke(new BasicStroke(1f));
        if (!entry.filled) {
            graphics.draw(marker);
            return;
        }
        graphics.fill(marker);
        if (Style.luminance(entry.colour) > PALE) {
            graphics.setPaint(Style.FRAME);
            graphics.setStroke(Style.THIN);
            graphics.draw(marker);
        }
    }
}
