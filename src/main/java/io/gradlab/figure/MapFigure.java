package io.gradlab.figure;

import io.gradlab.core.Require;
import io.gradlab.core.Text;
import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;
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

    /** Below this luminance white has more contrast than ink (WCAG 2.1). */
    private static final double DARK = 125;

    /** Above this many columns the words would overlap. */
    private static final int MOST_WORDS = 16;

    /** Between the cells, in points, of which their outlines take 1: like colours stay two. */
    private static final double GAP = 1.8;

    /** Light to dark blue, in equal steps of lightness (ColorBrewer's Blues between its steps). */
    static final int[] SHARES = {
        0xF7FBFF, 0xD7E6F5, 0xB3D3E8, 0x8DC0DD, 0x68ACD5, 0x4A97C9, 0x3381BD, 0x1E6BB0, 0x0E56A0,
        0x094286, 0x08306B
    };

    /** Okabe and Ito's colours and two greys, for people with any colour vision. */
    static final int[] KINDS = {
        0x000000, 0x565656, 0xE69F00, 0x56B4E9, 0xD55E00, 0xCC79A7, 0xC8C8C8, 0x0072B2
    };

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

    /** A colour of the legend, 0xRRGGBB, and what it means. */
    public record Key(Text name, int colour) {

        /** The colour of a share of so many tenths, from 0 to 10. */
        public static Key share(int tenths) {
            return new Key(Text.of("%.1f", tenths / 10.0), SHARES[tenths]);
        }

        /** One of eight colours, the same for the same index from 0 to 7. */
        public static Key kind(Text name, int index) {
            return new Key(name, KINDS[index]);
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
                legend(labels));
    }

    /** Of what occurs, in the order of the keys. */
    private List<Legend.Entry> legend(Labels labels) {
        return IntStream.range(0, keys.size())
                .filter(key -> rows.stream().flatMap(List::stream).anyMatch(c -> c.key == key))
                .mapToObj(keys::get)
                .map(
                        key ->
                                Legend.Entry.marker(
                                        labels.of(key.name),
                                        new Color(key.colour),
                                        Style.marker(1)))
                .toList();
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
            scale.add(key - 0.5, new Color(keys.get(key).colour));
        }
        XYBlockRenderer renderer = new XYBlockRenderer();
        renderer.setPaintScale(scale);
        renderer.setBlockWidth(1 - GAP * x.values.size() / Style.WIDTH);
        renderer.setBlockHeight(1 - GAP / ROW_HEIGHT);
        return renderer;
    }

    /** Dark on light, light on dark. */
    private XYTextAnnotation word(int column, int row, Cell cell) {
        XYTextAnnotation word = new XYTextAnnotation(cell.text, column, row);
        Color below = new Color(keys.get(cell.key).colour);
        word.setPaint(Style.luminance(below) < DARK ? Color.WHITE : Style.INK);
        word.setFont(Style.SMALL);
        return word;
    }
}
