package io.gradlab.figure;

import io.gradlab.core.Require;
import java.util.List;
import java.util.stream.Stream;
import org.jfree.chart.plot.XYPlot;

/** Something to look at; {@link FigureFiles} writes it. All figures are equally wide. */
public abstract sealed class Figure
        permits BoundaryFigure,
                CountsFigure,
                CurvesFigure,
                GradientNormFigure,
                HistogramFigure,
                MapFigure,
                ProbabilityFigure,
                ScoresFigure {

    private final String title;

    /** With a title above the panels; empty for none. */
    Figure(String title) {
        this.title = title;
    }

    /** Laid out anew: JFreeChart's plots are mutable, and no two threads may share a page. */
    abstract Page page();

    /** Panels below the title, and a legend below them. */
    final Page page(Page.Grid grid, List<Page.Panel> panels, List<Legend.Entry> legend) {
        return new Page(title, grid, panels, new Legend(legend));
    }

    /** The same of one panel of this height, with a note above it. */
    final Page page(double height, String note, XYPlot plot, List<Legend.Entry> legend) {
        return page(new Page.Grid(1, height), List.of(new Page.Panel(note, plot)), legend);
    }

    /** A note that names something; empty without names. */
    static String note(String what, Stream<String> names) {
        List<String> all = names.toList();
        return all.isEmpty() ? "" : what + ": " + String.join(", ", all);
    }

    /** The list, unless it has no elements; {@code what} is the word for them. */
    static <T> List<T> requireAny(String what, String title, List<T> list) {
        Require.argument(!list.isEmpty(), "figure '%s' has no %s; give at least 1", title, what);
        return List.copyOf(list);
    }

    /** Refuses a series without values. */
    static void requireValues(String name, double[] values) {
        Require.argument(values.length > 0, "series '%s' is empty; give at least 1 value", name);
    }
}
