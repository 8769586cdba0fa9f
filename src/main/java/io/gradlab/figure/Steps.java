package io.gradlab.figure;

import java.io.Serializable;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnit;
import org.jfree.chart.axis.TickUnitSource;

/**
 * Distances between an axis's ticks: 1, 2 and 5 times powers of ten, with as many decimals in every
 * label as the distance needs. JFreeChart asks whether the labels of the axis's ends would fit;
 * with all their decimals they did not, and a small panel had a single tick.
 *
 * @param smallest distance
 */
record Steps(double smallest) implements TickUnitSource, Serializable {

    private static final int[] MANTISSAS = {1, 2, 5, 10};

    /** Of the sizes: 5 times 0.1 is not 0.5 in every binade. */
    private static final double ROUNDING = 1e-9;

    /** Longer labels are written with an exponent. */
    private static final int MOST_DECIMALS = 5;

    private static final int MOST_DIGITS = 7;

    @Override
    public TickUnit getLargerTickUnit(TickUnit unit) {
        return getCeilingTickUnit(unit.getSize() * (1 + 2 * ROUNDING));
    }

    @Override
    public TickUnit getCeilingTickUnit(TickUnit unit) {
        return getCeilingTickUnit(unit.getSize());
    }

    @Override
    public TickUnit getCeilingTickUnit(double size) {
        double atLeast = Math.max(smallest, size) * (1 - ROUNDING);
        int exponent = (int) Math.floor(Math.log10(atLeast));
        double power = Math.pow(10, exponent);
        for (int mantissa : MANTISSAS) {
            if (mantissa * power >= atLeast) {
                return new NumberTickUnit(
                        mantissa * power, format(mantissa == 10 ? exponent + 1 : exponent));
            }
        }
        throw new AssertionError(size + " is no distance");
    }

    private static DecimalFormat format(int exponent) {
        String pattern =
                exponent >= MOST_DIGITS || exponent < -MOST_DECIMALS
                        ? "0.##E0"
                        : exponent >= 0 ? "0" : "0." + "0".repeat(-exponent);
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }
}
