package io.gradlab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradlab.core.Language;
import io.gradlab.core.Text;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FigureInputTest {

    private static final double[] NONE = {};
    private static final double[] ONE = {0.5};

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void figures_withoutContent_areRefused() {
        assertRefused(
                () -> new CurvesFigure(Text.of("t"), List.of()),
                "figure 't' has no curves; give at least 1");
        assertRefused(
                () -> new HistogramFigure(Text.of("t"), List.of()),
                "figure 't' has no panels; give at least 1");
        assertRefused(
                () -> new GradientNormFigure(Text.of("t"), List.of()),
                "figure 't' has no series; give at least 1");
        assertRefused(
                () -> new ScoresFigure(Text.of("t"), List.of()),
                "figure 't' has no rows; give at least 1");
        assertRefused(
                () -> new SharesFigure(Text.of("t"), List.of(), List.of()),
                "figure 't' has no rows; give at least 1");
    }

    @Test
    void series_empty_areRefusedByName() {
        assertRefused(
                () -> new CurvesFigure.Curve(Text.of("relu"), ONE, ONE, NONE, ONE),
                "series 'relu, validation loss' is empty; give at least 1 value");
        assertRefused(
                () -> new HistogramFigure.Panel(Text.of("normal"), NONE, x -> x),
                "series 'normal' is empty; give at least 1 value");
        assertRefused(
                () -> new GradientNormFigure.Series(Text.of("elu"), NONE),
                "series 'elu' is empty; give at least 1 value");
        assertRefused(
                () -> new ScoresFigure.Row(Text.of("2-5-1"), NONE),
                "series '2-5-1' is empty; give at least 1 value");
    }

    @Test
    void gradientNorm_negative_isRefused() {
        assertRefused(
                () -> new GradientNormFigure.Series(Text.of("elu"), new double[] {1, -2}),
                "series 'elu' has the norm -2.0; a norm is not negative: give L2 norms");
    }

    @Test
    void histogram_notFinite_isRefused() {
        assertRefused(
                () ->
                        new HistogramFigure.Panel(
                                Text.of("normal"), new double[] {Double.NaN}, x -> x),
                "histogram 'normal' has the draw NaN; a draw must be finite: leave it out");
    }

    @Test
    void boundary_wrongNumbers_areRefused() {
        assertRefused(
                () -> new BoundaryFigure.Panel(Text.of("start"), new float[3]),
                "panel 'start' has 3 probabilities; a grid has 10000 points: predict all of them");
        assertRefused(
                () ->
                        new BoundaryFigure.Points(
                                Text.of("x1"), Text.of("x2"), new float[3], new float[1]),
                "3 feature values do not fit 1 labels; give at least 1 example, two features each");
    }

    @Test
    void histogram_equalDraws_isDrawn() {
        HistogramFigure.Panel zeros =
                new HistogramFigure.Panel(Text.of("zeros"), new double[10], x -> 0);
        assertThat(new HistogramFigure(Text.NOTHING, List.of(zeros)).page(Language.EN).height())
                .isPositive();
    }
}
