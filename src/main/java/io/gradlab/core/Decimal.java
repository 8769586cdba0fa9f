package io.gradlab.core;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers as people write them, which a float holds. */
public final class Decimal {

    /** Java would take {@code 2f}, {@code 0x1p3} and {@code NaN}, too. */
    private static final Pattern FORM =
            Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,9})?");

    private Decimal() {}

    /**
     * Reads a decimal number.
     *
     * @param text for example {@code -0.5} or {@code 1e-3}
     * @return the number; empty for any other text, and for a number that a float turns into
     *     infinity, or into 0 though it is not
     */
    public static OptionalDouble parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(text);
        boolean lost = (float) number == 0 && new BigDecimal(text).signum() != 0;
        return lost || !Float.isFinite((float) number)
                ? OptionalDouble.empty()
                : OptionalDouble.of(number);
    }
}
