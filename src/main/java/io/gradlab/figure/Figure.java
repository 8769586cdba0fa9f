package io.gradlab.figure;

import io.gradlab.core.Language;
import io.gradlab.core.Require;
import io.gradlab.core.Text;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Something to look at; {@link FigureFiles} writes it. All figures are equally wide. */
public abstract sealed class Figure
        permits BoundaryFigure,
                CountsFigure,
                CurvesFigure,
                GradientNormFigure,
                HistogramFigure,
                MapFigure,
                ProbabilityFigure,
                ScoresFigure,
                SharesFigure {

    private final Text title;

    /** With a title above the panels; empty for none. */
    Figure(Text title) {
        this.title = title;
    }

    /** The texts in it, each once. */
    public final List<Text> texts() {
        Labels labels = new Labels(Language.EN);
        page(labels);
        return labels.used();
    }

    /** Laid out in a language. */
    final Page page(Language language) {
        return page(new Labels(language));
    }

    /** Laid out anew: JFreeChart's plots are mutable, and no two threads may share a page. */
    abstract Page page(Labels labels);

    /** Panels below the title, and a legend below them. */
    final Page page(
            Labels labels, Page.Grid grid, List<Page.Panel> panels, List<Legend.Entry> legend) {
        return new Page(labels.of(title), grid, panels, new Legend(legend));
    }

    /** The same of one panel of this height. */
    final Page page(Labels labels, double height, Page.Panel panel, List<Legend.Entry> legend) {
        return page(labels, new Page.Grid(1, height), List.of(panel), legend);
    }

    /** A note that names something; nothing without names. */
    static Text note(UnaryOperator<Text> note, Stream<Text> names) {
        List<Text> all = names.toList();
        return all.isEmpty() ? Text.NOTHING : note.apply(Text.join(", ", all));
    }

    /** The list, unless it has no elements; {@code what} is the word for them. */
    static <T> List<T> requireAny(String what, Text title, List<T> list) {
        Require.argument(!list.isEmpty(), "figure '%s' has no %s; give at least 1", title, what);
        return List.copyOf(list);
    }

    /** Refuses a series without values. */
    static void requireValues(Object name, double[] values) {
        Require.argument(values.length > 0, "series '%s' is empty; give at least 1 value", name);
    }
}
