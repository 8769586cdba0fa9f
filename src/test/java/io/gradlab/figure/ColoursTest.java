package io.gradlab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whether a reader of any colour vision tells the colours of a figure apart: by CIE76 distances of
 * the colours as G. M. Machado, M. M. Oliveira and L. A. F. Fernandes (2009) simulate them, at full
 * severity.
 */
class ColoursTest {

    /** Six times 2.3, which is just noticeable (M. Mahy et al. 1994). */
    private static final double APART = 14;

    /** Of neighbours on a scale, whose order helps: three times as much as is just noticeable. */
    private static final double NEXT = 6.9;

    /** They have two decimals, and white points with five digits. */
    private static final double TABLES = 0.05;

    /** How a reader sees: from linear red, green and blue to what they look like. */
    private enum Vision {
        TRICHROMACY(1, 0, 0, 0, 1, 0, 0, 0, 1),
        PROTANOPIA(
                0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
                1.051998),
        DEUTERANOPIA(
                0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940,
                0.968881),
        TRITANOPIA(
                1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367,
                0.303900);

        private final double[] matrix;

        Vision(double... matrix) {
            this.matrix = matrix;
        }

        double distance(Color one, Color other) {
            double[] first = lab(one);
            double[] second = lab(other);
            return Math.sqrt(
                    IntStream.range(0, 3)
                            .mapToDouble(i -> Math.pow(first[i] - second[i], 2))
                            .sum());
        }

        /** CIE 1976 L*, a*, b* of the simulated colour under D65. */
        private double[] lab(Color colour) {
            double[] linear = new double[3];
            float[] channels = colour.getRGBColorComponents(null);
            for (int i = 0; i < 3; i++) {
                double c = channels[i];
                linear[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
            }
            double[] seen = product(matrix, linear);
            double[] xyz =
                    product(
                            SRGB,
                            Arrays.stream(seen).map(c -> Math.min(1, Math.max(0, c))).toArray());
            double x = root(xyz[0] / 0.95047);
            double y = root(xyz[1]);
            double z = root(xyz[2] / 1.08883);
            return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
        }
    }

    /** From linear sRGB to X, Y and Z (IEC 61966-2-1). */
    private static final double[] SRGB = {
        0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.0721750, 0.0193339, 0.1191920,
        0.9503041
    };

    private static double[] product(double[] matrix, double[] vector) {
        return IntStream.range(0, 3)
                .mapToDouble(
                        i ->
                                matrix[3 * i] * vector[0]
                                        + matrix[3 * i + 1] * vector[1]
                                        + matrix[3 * i + 2] * vector[2])
                .toArray();
    }

    private static double root(double t) {
        return t > Math.pow(6 / 29.0, 3) ? Math.cbrt(t) : t * 841 / 108 + 4 / 29.0;
    }

    private static List<Color> colours(int... rgb) {
        return Arrays.stream(rgb).mapToObj(Color::new).toList();
    }

    /** By what they are for; lines with markers of their own are here too. */
    private static final Map<String, List<Color>> TOGETHER =
            Map.of(
                    "series", Style.COLOURS,
                    "kinds of a map", colours(MapFigure.KINDS),
                    "examples", List.of(BoundaryAnnotation.ZERO, BoundaryAnnotation.ONE),
                    "field",
                            List.of(
                                    BoundaryAnnotation.FIELD_ZERO,
                                    BoundaryAnnotation.FIELD_ONE,
                                    Color.WHITE,
                                    Hatching.STRIPE),
                    "example on either field",
                            List.of(
                                    BoundaryAnnotation.ZERO,
                                    BoundaryAnnotation.FIELD_ZERO,
                                    BoundaryAnnotation.FIELD_ONE),
                    "other example on either field",
                            List.of(
                                    BoundaryAnnotation.ONE,
                                    BoundaryAnnotation.FIELD_ZERO,
                                    BoundaryAnnotation.FIELD_ONE),
                    "scores", List.of(ScoreBars.COLOUR, Style.VERMILLION, Color.WHITE),
                    "histogram", List.of(HistogramFigure.BARS, Style.VERMILLION, Color.WHITE),
                    "counts", List.of(CountsFigure.BARS, Style.VERMILLION, Color.WHITE));

    /** L*, a*, b* of white, black and red in tables of sRGB: 100 0 0, 0 0 0, 53.24 80.09 67.20. */
    @Test
    void distance_fromWhite_isThatOfTheTables() {
        assertThat(Vision.TRICHROMACY.distance(Color.BLACK, Color.WHITE))
                .isCloseTo(100, within(TABLES));
        assertThat(Vision.TRICHROMACY.distance(Color.RED, Color.WHITE))
                .isCloseTo(Math.sqrt(46.76 * 46.76 + 80.09 * 80.09 + 67.2 * 67.2), within(TABLES));
    }

    /** The textbook case: red and green of like lightness, apart for one eye and not the other. */
    @Test
    void distance_redAndGreen_isSmallForWhoeverLacksACone() {
        Color red = new Color(0xC00000);
        Color green = new Color(0x5C6E00);
        assertThat(Vision.TRICHROMACY.distance(red, green)).isGreaterThan(60);
        assertThat(Vision.DEUTERANOPIA.distance(red, green)).isLessThan(10);
    }

    @ParameterizedTest
    @EnumSource(Vision.class)
    void colours_ofOneFigure_areApart(Vision vision) {
        TOGETHER.forEach(
                (name, colours) -> {
                    for (int i = 0; i < colours.size(); i++) {
                        for (int j = 0; j < i; j++) {
                            assertThat(vision.distance(colours.get(i), colours.get(j)))
                                    .as("%s, %d and %d", name, j, i)
                                    .isGreaterThan(APART);
                        }
                    }
                });
    }

    @ParameterizedTest
    @EnumSource(Vision.class)
    void shares_neighboursOnTheScale_areApartAndEverDarker(Vision vision) {
        List<Color> shares = colours(MapFigure.SHARES);
        for (int i = 1; i < shares.size(); i++) {
            assertThat(vision.distance(shares.get(i - 1), shares.get(i)))
                    .as("%d and %d tenths", i - 1, i)
                    .isGreaterThan(NEXT);
            assertThat(vision.lab(shares.get(i))[0]).isLessThan(vision.lab(shares.get(i - 1))[0]);
        }
    }
}
