package io.gradlab.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** How numbers are printed in tables; always with a decimal point, whatever the locale. */
public final class NumberText {

    /** From here on down, three significant digits with an exponent. */
    private static final double TINY = 1e-3;

    /** From here on up, three significant digits with an exponent. */
    private static final double HUGE = 1e6;

    /** The book prints accuracies with five decimals. */
    private static final int DECIMALS = 5;

    private NumberText() {}

    /**
     * The texts of one column's numbers, with equally many decimals unless an exponent is needed:
     * at most five, and where numbers of 10 and above stand in it no more than four digits of the
     * largest and three of the smallest need.
     *
     * @param column finite or not; exact 0 is "0", NaN "NaN"
     * @return one text for each
     */
    public static List<String> ofColumn(List<Double> column) {
        int exact =
                column.stream()
                        .filter(NumberText::plain)
                        .mapToInt(NumberText::decimals)
                        .max()
                        .orElse(0);
        int decimals = Math.min(exact, needed(column));
        return column.stream().map(value -> text(value, decimals)).toList();
    }

    private static int needed(List<Double> column) {
        double[] sizes =
                column.stream().filter(NumberText::plain).mapToDouble(Math::abs).sorted().toArray();
        if (sizes.length == 0 || sizes[sizes.length - 1] < 10) {
            return DECIMALS;
        }
        int largest = 3 - (int) Math.floor(Math.log10(sizes[sizes.length - 1]));
        int smallest = 2 - (int) Math.floor(Math.log10(sizes[0]));
        return Math.max(0, Math.min(DECIMALS, Math.max(largest, smallest)));
    }

    private static String text(double value, int decimals) {
        if (value == 0) {
            return "0";
        }
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        String format = plain(value) ? "%." + decimals + "f" : "%.2e";
        return String.format(Locale.ROOT, format, value);
    }

    private static boolean plain(double value) {
        double size = Math.abs(value);
        return size >= TINY && size < HUGE;
    }

    /** Decimals left after rounding to at most five and dropping zeros at the end. */
    private static int decimals(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
        return Math.max(0, rounded.stripTrailingZeros().scale());
    }
}
