package io.gradlab.result;

import io.gradlab.result.Statistics.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers in sentences; always with a decimal point, whatever the locale. */
public final class Text {

    private Text() {}

    public static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Accuracies and losses: four decimals. */
    static String score(double score) {
        return format("%.4f", score);
    }

    /** Norms, over many decades: three digits, very small and large ones with an exponent. */
    public static String norm(double norm) {
        double size = Math.abs(norm);
        if (size >= 1e-3 && size < 1e4) {
            return new BigDecimal(norm).round(new MathContext(3)).toPlainString();
        }
        return norm == 0 ? "0" : format("%.2e", norm);
    }

    public static String norms(double[] norms) {
        return Arrays.stream(norms).mapToObj(Text::norm).collect(Collectors.joining(", "));
    }

    /** For example {@code 3 of 5 seeds (95 % interval 0.23 to 0.88)}. */
    public static String share(int successes, int trials) {
        Interval share = Statistics.share(successes, trials);
        String decimals = trials < 1000 ? "%.2f" : "%.3f";
        return format("%d of %d seeds (95 %% interval ", successes, trials)
                + format(decimals + " to " + decimals + ")", share.low(), share.high());
    }

    /** For example {@code +0.0120 (95 % interval -0.0030 to +0.0270)}. */
    public static String difference(Interval difference) {
        return format(
                "%+.4f (95 %% interval %+.4f to %+.4f)",
                difference.estimate(), difference.low(), difference.high());
    }
}
