package io.gradlab.figure;

import io.gradlab.core.Require;
import java.util.List;

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

    Figure() {}

    /**
     * The figure laid out anew. JFreeChart's plots are mutable, so no two threads may share a page.
     *
     * @return panels and legend
     */
    abstract Page page();

    /**
     * Refuses a list without elements.
     *
     * @param what the word for its elements
     * @param title of the figure
     * @param list the list
     */
    static <T> List<T> requireAny(String what, String title, List<T> list) {
        Require.argument(!list.isEmpty(), "figure '%s' has no %s; give at least 1", title, what);
        return List.copyOf(list);
    }

    /**
     * Refuses an empty series.
     *
     * @param name of the series
     * @param values the series
     */
    static void requireValues(String name, double[] values) {
        Require.argument(values.length > 0, "series '%s' is empty; give at least 1 value", name);
    }
}
