package io.gradlab.figure;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.LookupPaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.data.xy.DefaultXYZDataset;

/** A map of two settings: a coloured cell for each pair, with a word or number in it. */
public final class MapFigure extends Figure {

    private static final double ROW_HEIGHT = 19;
    private static final double AXIS_HEIGHT = 40;
    private static final Font TEXT = BundledFont.ofSize(6.5f);

    /** Above this many columns the words would overlap. */
    private static final int MOST_WORDS = 16;

    private final Axis x;
    private final Axis y;
    private final List<Key> keys;
    private final List<List<Cell>> rows;

    /** An axis: what varies, and its values of the columns or rows. */
    public record Axis(Text name, List<Text> values) {

        /** Copies the list. */
        public Axis {
            values = List.copyOf(values);
        }

        private SymbolAxis in(Labels labels) {
            return Plots.names(labels.of(name), values.stream().map(labels::of).toList());
        }
    }

    /** A colour of the legend, red, green and blue from 0 to 255, and what it means. */
    public record Key(Text name, int red, int green, int blue) {
        private Color colour() {
            return new Color(red, green, blue);
        }
    }

    /** A cell: the index of its colour's key, and the text in it. */
    public record Cell(int key, String text) {}

    /**
     * A map.
     *
     * @param title above it; empty for none
     * @param x columns, from the left
     * @param y rows, from the bottom
     * @param keys colours
     * @param rows cells, row by row
     * @throws IllegalArgumentException if there are not as many cells as pairs
     */
    public MapFigure(Text title, Axis x, Axis y, List<Key> keys, List<List<Cell>> rows) {
        super(title);
        this.x = x;
        this.y = y;
        this.keys = requireAny("keys", title, keys);
        this.rows = requireAny("rows", title, rows);
        Require.argument(
                rows.size() == y.values.size()
                        && rows.stream().allMatch(row -> row.size() == x.values.size()),
                "map '%s' has not %d rows of %d cells; give a cell for each pair",
                title,
                y.values.size(),
                x.values.size());
    }

    @Override
    Page page(Labels labels) {
        return page(
                labels,
                AXIS_HEIGHT + ROW_HEIGHT * rows.size(),
                new Page.Panel("", plot(labels)),
                keys.stream()
                        .map(
                                key ->
                                        Legend.Entry.marker(
                                                labels.of(key.name), key.colour(), Style.marker(1)))
                        .toList());
    }

    private XYPlot plot(Labels labels) {
        SymbolAxis columns = x.in(labels);
        SymbolAxis lines = y.in(labels);
        XYPlot plot = Plots.plot(columns, lines);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        int count = rows.size() * x.values.size();
        double[][] cells = new double[3][count];
        int at = 0;
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < x.values.size(); column++) {
                Cell cell = rows.get(row).get(column);
                cells[0][at] = column;
                cells[1][at] = row;
                cells[2][at] = cell.key;
                at++;
                if (x.values.size() <= MOST_WORDS) {
                    plot.addAnnotation(word(column, row, cell));
                }
            }
        }
        DefaultXYZDataset blocks = new DefaultXYZDataset();
        blocks.addSeries("cells", cells);
        Plots.layer(plot, 0, blocks, renderer());
        return plot;
    }

    private XYBlockRenderer renderer() {
        LookupPaintScale scale = new LookupPaintScale(-0.5, keys.size(), Color.WHITE);
        for (int key = 0; key < keys.size(); key++) {
            scale.add(key - 0.5, keys.get(key).colour());
        }
        XYBlockRenderer renderer = new XYBlockRenderer();
        renderer.setPaintScale(scale);
        return renderer;
    }

    /** Dark on light, light on dark: by relative luminance (WCAG 2.1). */
    private XYTextAnnotation word(int column, int row, Cell cell) {
        XYTextAnnotation word = new XYTextAnnotation(cell.text, column, row);
        Key key = keys.get(cell.key);
        double luminance = 0.2126 * key.red + 0.7152 * key.green + 0.0722 * key.blue;
        word.setPaint(luminance < 140 ? Color.WHITE : Style.INK);
        word.setFont(TEXT);
        return word;
    }
}
