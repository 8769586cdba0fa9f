package io.gradlab.cli;

import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Values that are no number, or no date, in the words of their option. */
final class WrongValue {

    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,9})?");

    /** What an option takes, and an example. */
    private static final String RULES =
            """
            --epochs whole number from 1 to 10000000; use for example 1000
            --seeds whole number from 1 to 1000; use for example 30
            --members whole number from 1 to 1000000; use for example 1000
            --log-every whole number from 1 to 2147483647; use for example 50
            --repeats whole number from 1 to 2147483647; use for example 10
            --starts whole number from 1 to 10000; use for example 300
            --seed whole number of 64 bits; use for example 7
            --data-seed whole number of 64 bits; use for example 7
            --learning-rate positive number of 32 bits; use for example 0.2
            --bias number of 32 bits; use for example -8
            --slope number in [0, 1); use for example 0.01
            --noise number from 0 to 1000; use for example 0.1
            --success number above 0 and at most 1; use for example 0.95
            --clip-value positive number of 32 bits; use for example 1
            --clip-norm positive number of 32 bits; use for example 1
            --date date; use for example 2026-01-31
            """;

    private WrongValue() {}

    /** Has decimal numbers alone taken for numbers, and none that 32 bits cannot hold. */
    static void check(CommandLine commandLine) {
        ITypeConverter<Float> toFloat = WrongValue::number;
        ITypeConverter<Double> toDouble =
                text -> {
                    number(text);
                    return Double.valueOf(text);
                };
        commandLine
                .registerConverter(Float.class, toFloat)
                .registerConverter(Float.TYPE, toFloat)
                .registerConverter(Double.class, toDouble)
                .registerConverter(Double.TYPE, toDouble);
    }

    /** Java would take {@code 2f} and {@code 0x1p3}, too, and 0 for {@code 1e-60}. */
    private static float number(String text) {
        float number = DECIMAL.matcher(text).matches() ? Float.parseFloat(text) : Float.NaN;
        if (!Float.isFinite(number) || (number == 0 && Double.parseDouble(text) != 0)) {
            throw new TypeConversionException(text);
        }
        return number;
    }

    /** Which rule a value breaks; empty where the value is not what is wrong. */
    static Optional<String> message(ParameterException e) {
        if (!(e.getArgSpec() instanceof CommandLine.Model.OptionSpec option)
                || e.getValue() == null) {
            return Optional.empty();
        }
        String name = option.longestName();
        return RULES.lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> name + " '" + e.getValue() + "' is no" + line.substring(name.length()))
                .findFirst();
    }
}
