package io.gradlab.result;

import io.gradlab.core.Text;
import io.gradlab.result.Statistics.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Numbers in sentences and tables; always with a decimal point, whatever the locale. */
public final class NumberText {

    /** From here on down, three significant digits with an exponent. */
    private static final double TINY = 1e-3;

    /** From here on up, three significant digits with an exponent. */
    private static final double HUGE = 1e6;

    /** The book prints accuracies with five decimals. */
    private static final int DECIMALS = 5;

    private static final String SHARE = "in %s %% of the %s (%d of %d, 95 %% interval %s to %s)";

    private static final String DIFFERENCE = "%+.4f (95 %% interval %+.4f to %+.4f)";

    private NumberText() {}

    /** A sentence with numbers, from a template as {@link String#format} takes it. */
    public static String format(String template, Object... values) {
        return String.format(Locale.ROOT, template, values);
    }

    /**
     * A float in the fewest digits that read the same back, without a needless {@code .0}.
     *
     * @param value any
     * @return for example {@code 3} or {@code 0.2}; {@code 1.0E7} from ten millions on
     */
    public static String shortest(float value) {
        boolean whole = value == (int) value && Math.abs(value) < 1e7;
        return whole ? Integer.toString((int) value) : Float.toString(value);
    }

    /**
     * A norm, which may be of any decade: three digits, with an exponent below 0.001 and from
     * 10,000 on; 0 is "0", NaN "NaN".
     */
    public static String norm(double norm) {
        double size = Math.abs(norm);
        if (size >= TINY && size < 1e4) {
            return new BigDecimal(norm).round(new MathContext(3)).toPlainString();
        }
        return norm == 0 ? "0" : exponent(norm);
    }

    /** Six significant digits; 0 is "0". */
    static String six(double value) {
        return value == 0 ? "0" : format("%.6g", value);
    }

    /** Several norms, each as {@link #norm} writes it, with commas between them. */
    public static String norms(double[] norms) {
        return Arrays.stream(norms).mapToObj(NumberText::norm).collect(Collectors.joining(", "));
    }

    /**
     * A share with its interval, to the third decimal where there are 1000 of them and more: for
     * example {@code in 60 % of the starts (3 of 5, 95 % interval 0.23 to 0.88)}.
     *
     * @param successes 0 to trials
     * @param trials at least 1
     * @param things what was tried, in the plural: {@code starts}
     */
    public static Text share(int successes, int trials, Text things) {
        Interval share = Statistics.share(successes, trials);
        int decimals = trials < 1000 ? 2 : 3;
        return Text.of(
                SHARE,
                percent(successes, trials),
                things,
                successes,
                trials,
                plain(share.low(), decimals),
                plain(share.high(), decimals));
    }

    /** Whole, unless that would be 0 or 100 where the share is not. */
    private static String percent(int successes, int trials) {
        double percent = 100.0 * successes / trials;
        boolean whole = successes == 0 || successes == trials || (percent >= 1 && percent <= 99);
        return format(whole ? "%.0f" : "%.1f", percent);
    }

    /** A difference: for example {@code +0.0120 (95 % interval -0.0030 to +0.0270)}. */
    public static Text difference(Interval difference) {
        return Text.of(DIFFERENCE, difference.estimate(), difference.low(), difference.high());
    }

    /**
     * The first share or difference in a measured text, alone: for example {@code 55 %} or {@code
     * +0.0120}; nothing where it has none.
     */
    public static Optional<String> brief(Text measured) {
        return switch (measured.template()) {
            case SHARE -> Optional.of(measured.values().get(0) + " %");
            case DIFFERENCE -> Optional.of(format("%+.4f", measured.values().get(0)));
            default ->
                    measured.values().stream()
                            .filter(Text.class::isInstance)
                            .flatMap(part -> brief((Text) part).stream())
                            .findFirst();
        };
    }

    /**
     * The texts of one column's numbers, with equally many decimals unless an exponent is needed:
     * at most five, and where numbers of 10 and above stand in it no more than four digits of the
     * largest and three of the smallest need. Exact 0 is "0", NaN "NaN".
     */
    static List<String> ofColumn(List<Double> column) {
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
        return plain(value) ? plain(value, decimals) : exponent(value);
    }

    private static String plain(double value, int decimals) {
        return format("%." + decimals + "f", value);
    }

    private static String exponent(double value) {
        return format("%.2e", value);
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
