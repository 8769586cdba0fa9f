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

    /** Laid out anew: JFreeChart's plots are mutable, and no two threads may share a page. */
    abstract Page page();

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
