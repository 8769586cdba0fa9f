package io.gradlab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FigurePartsTest {

    /** Of a page of 454 points: far below what a printer resolves. */
    private static final double POINTS = 1e-6;

    private static final Rectangle2D AREA = new Rectangle2D.Double(0, 0, 100, 200);

    private static double y(DecadeAxis axis, double value) {
        return axis.valueToJava2D(axis.coordinate(value), AREA, RectangleEdge.LEFT);
    }

    private static List<String> labels(DecadeAxis axis) {
        return axis
                .refreshTicks(
                        new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics(),
                        new AxisState(),
                        AREA,
                        RectangleEdge.LEFT)
                .stream()
                .map(NumberTick::getText)
                .toList();
    }

    @Test
    void decadeAxis_equalRatios_areEqualDistances() {
        DecadeAxis axis = new DecadeAxis("", new double[] {3e-24, 2});
        double decade = y(axis, 1e-23) - y(axis, 1e-22);
        assertThat(decade).isPositive();
        assertThat(y(axis, 1e-23) - y(axis, 1e-1)).isCloseTo(22 * decade, within(POINTS));
        assertThat(y(axis, 2e-12) - y(axis, 2e-2)).isCloseTo(10 * decade, within(POINTS));
        // log10(3) by hand
        assertThat(y(axis, 1e-5) - y(axis, 3e-5)).isCloseTo(0.47712125472 * decade, within(POINTS));
    }

    @Test
    void decadeAxis_wholeRangeOfFigure44_staysInside() {
        DecadeAxis axis = new DecadeAxis("", new double[] {1e-25, 0, 10});
        for (double value : new double[] {0, 1e-25, 1e-12, 10}) {
            assertThat(y(axis, value)).isStrictlyBetween(0.0, 200.0);
        }
        assertThat(labels(axis))
                .containsExactly("0", "10⁰", "10⁻⁵", "10⁻¹⁰", "10⁻¹⁵", "10⁻²⁰", "10⁻²⁵");
    }

    @Test
    void decadeAxis_exactZero_isBelowEveryDecade() {
        DecadeAxis axis = new DecadeAxis("", new double[] {0, Double.MIN_VALUE, 1});
        assertThat(y(axis, 0)).isGreaterThan(y(axis, Double.MIN_VALUE) + 3);
    }

    @Test
    void decadeAxis_noZero_hasNoZeroLabel() {
        assertThat(labels(new DecadeAxis("", new double[] {1e-3, 1}))).doesNotContain("0");
    }

    @Test
    void decadeAxis_onlyZeros_hasALabelForThem() {
        assertThat(labels(new DecadeAxis("", new double[] {0, 0}))).contains("0");
    }

    @Test
    void decadeAxis_notFinite_hasNoPlace() {
        DecadeAxis axis = new DecadeAxis("", new double[] {1, 10, Double.POSITIVE_INFINITY});
        assertThat(axis.coordinate(Double.POSITIVE_INFINITY)).isNaN();
        assertThat(axis.coordinate(Double.NaN)).isNaN();
        assertThat(axis.getUpperBound()).isLessThan(1.1);
    }

    @Test
    void decadeAxis_everyDouble_hasFewTicks() {
        assertThat(labels(new DecadeAxis("", new double[] {Double.MIN_VALUE, Double.MAX_VALUE})))
                .hasSizeBetween(4, 10);
    }

    /** Of the smallest panels, four beside one another: 64 points wide. */
    @Test
    void numbers_onASmallPanel_haveThreeTicksAndMore() {
        assertThat(ticks(-1.44, 2.47)).containsExactly("-1", "0", "1", "2");
        assertThat(ticks(0.12, 0.38)).containsExactly("0.2", "0.3");
        assertThat(ticks(-150, 950)).containsExactly("0", "500");
        assertThat(ticks(-9.7e-9, 2.3e-8)).containsExactly("0E0", "2E-8");
        assertThat(ticks(-1e9, 1.2e9)).containsExactly("-1E9", "0E0", "1E9");
    }

    private static List<String> ticks(double from, double to) {
        return Plots.numbers("", from, to)
                .refreshTicks(
                        new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics(),
                        new AxisState(),
                        new Rectangle2D.Double(0, 0, 64, 66),
                        RectangleEdge.BOTTOM)
                .stream()
                .map(tick -> ((NumberTick) tick).getText())
                .toList();
    }

    @Test
    void steps_oneTwoFive_andNothingBelowTheSmallest() {
        Steps steps = new Steps(1);
        assertThat(steps.getCeilingTickUnit(0.01).getSize()).isEqualTo(1);
        assertThat(steps.getCeilingTickUnit(2.1).getSize()).isEqualTo(5);
        assertThat(steps.getLargerTickUnit(steps.getCeilingTickUnit(5.0)).getSize()).isEqualTo(10);
        assertThat(new Steps(1e-9).getCeilingTickUnit(0.03).valueToString(0.1)).isEqualTo("0.10");
    }

    private static String note(double from, double to) {
        float[] probabilities = new float[FeatureGrid.CELLS * FeatureGrid.CELLS];
        Arrays.fill(probabilities, (float) from);
        probabilities[0] = (float) to;
        return ProbabilityRange.of(probabilities).note().toString();
    }

    @Test
    void probabilityRange_notes_sayWhatAPanelCannotShow() {
        assertThat(note(0.48, 0.492)).isEqualTo("constant answer, p = 0.49");
        assertThat(note(0.5, 0.518)).isEqualTo("constant answer, p = 0.51");
        assertThat(note(0.495, 0.505)).isEqualTo("nearly constant, p = 0.50");
        assertThat(note(0.1, 0.4)).isEqualTo("p = 0.10 to 0.40");
        assertThat(note(0.1, 0.6)).isEmpty();
        assertThat(note(Double.NaN, Double.NaN)).isEqualTo("not finite");
        assertThat(note(Double.NaN, 0.3)).isEqualTo("not finite in part");
    }

    @Test
    void thinning_shortSeries_isKeptWithGaps() {
        double[][] points =
                Thinning.points(new double[] {1, Double.NaN, Double.POSITIVE_INFINITY, 4});
        assertThat(points[0]).containsExactly(0, 1, 2, 3);
        assertThat(points[1]).containsExactly(1, Double.NaN, Double.NaN, 4);
    }

    @Test
    void thinning_longSeries_keepsTheSpikeAndItsPlace() {
        double[] values = new double[100_000];
        values[54_321] = 7;
        values[54_400] = -3;
        double[][] points = Thinning.points(values);
        assertThat(points[1]).hasSizeLessThan(1000).contains(7, -3);
        for (int index = 0; index < points[0].length; index++) {
            assertThat(points[1][index]).isEqualTo(values[(int) points[0][index]]);
        }
        assertThat(points[0]).isSorted();
    }

    @Test
    void thinning_longSeriesOfNothingFinite_isAllGaps() {
        double[] values = new double[5000];
        Arrays.fill(values, Double.NEGATIVE_INFINITY);
        assertThat(Thinning.points(values)[1]).isNotEmpty().containsOnly(Double.NaN);
    }

    @Test
    void contour_plane_isTheLineWhereItCrosses() {
        float[] field = new float[FeatureGrid.CELLS * FeatureGrid.CELLS];
        for (int cell = 0; cell < field.length; cell++) {
            field[cell] = (cell % FeatureGrid.CELLS) / 100f; // 0.5 at column 50
        }
        double[] at = new double[6];
        int segments = 0;
        for (PathIterator i = Contour.of(field, 0.505).getPathIterator(null);
                !i.isDone();
                i.next()) {
            i.currentSegment(at);
            assertThat(at[0]).isCloseTo(50.5, within(1e-4)); // float32 field values
            segments++;
        }
        assertThat(segments).isEqualTo(2 * (FeatureGrid.CELLS - 1));
    }

    /** A corner above the level, alone: its four squares have a segment each. */
    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void contour_squareWithACornerThatIsNotFinite_isLeftOut(float notFinite) {
        float[] field = new float[FeatureGrid.CELLS * FeatureGrid.CELLS];
        int peak = 7 * FeatureGrid.CELLS + 7;
        field[peak] = 1;
        assertThat(squares(Contour.of(field, 0.5))).containsExactly("6 6", "7 6", "6 7", "7 7");

        field[peak + FeatureGrid.CELLS + 1] = notFinite; // opposite the peak in the last square

        assertThat(squares(Contour.of(field, 0.5))).containsExactly("6 6", "7 6", "6 7");
    }

    /** Column and row of the square that each segment lies in. */
    private static List<String> squares(Path2D contour) {
        List<String> squares = new ArrayList<>();
        double[] at = new double[6];
        double[] start = new double[2];
        for (PathIterator i = contour.getPathIterator(null); !i.isDone(); i.next()) {
            if (i.currentSegment(at) == PathIterator.SEG_MOVETO) {
                start = at.clone();
            } else {
                squares.add(
                        "%.0f %.0f"
                                .formatted(
                                        Math.floor((start[0] + at[0]) / 2),
                                        Math.floor((start[1] + at[1]) / 2)));
            }
        }
        return squares;
    }

    @Test
    void contour_nothingFinite_isEmpty() {
        float[] field = new float[FeatureGrid.CELLS * FeatureGrid.CELLS];
        Arrays.fill(field, Float.NaN);
        assertThat(Contour.of(field, 0.5).getPathIterator(null).isDone()).isTrue();
    }

    @Test
    void featureGrid_points_startAtTheLowerLeftAndGoRight() {
        float[] points = new FeatureGrid(0, 100, -50, 50).points();
        assertThat(points).hasSize(20_000).startsWith(0.5f, -49.5f, 1.5f, -49.5f);
        assertThat(points).endsWith(98.5f, 49.5f, 99.5f, 49.5f);
    }

    @Test
    void featureGrid_around_leavesRoom() {
        FeatureGrid grid = FeatureGrid.around(new float[] {0, 5, 100, 5});
        assertThat(grid).isEqualTo(new FeatureGrid(-8, 108, 4, 6));
    }

    @Test
    void featureGrid_badInput_isRefused() {
        for (float[] features : List.of(new float[0], new float[3])) {
            assertThatThrownBy(() -> FeatureGrid.around(features))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("are no examples of two features");
        }
        assertThatThrownBy(() -> FeatureGrid.around(new float[] {0, Float.NaN, 1, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("grid over x2 goes from NaN");
    }
}
