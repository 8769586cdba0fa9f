package io.gradlab.cli;

import io.gradlab.calibration.Design;
import io.gradlab.core.Decimal;
import io.gradlab.data.MoonsConfig;
import io.gradlab.experiment.Laboratory;
import io.gradlab.population.Population;
import io.gradlab.train.RunnerConfig;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Values that are no number, or no date, in the words of their option. */
final class WrongValue {

    /** What an option takes, and an example. */
    private static final String RULES =
            """
            --epochs whole number from 1 to %1$d; use for example 1000
            --seeds whole number from 1 to %2$d; use for example 30
            --members whole number from 1 to %3$d; use for example 1000
            --log-every whole number from 1 to %4$d; use for example 50
            --repeats whole number from 1 to %4$d; use for example 10
            --programs whole number from 1 to %5$d; use for example 660
            --seed whole number of 64 bits; use for example 7
            --data-seed whole number of 64 bits; use for example 7
            --learning-rate positive number of 32 bits; use for example 0.2
            --bias number of 32 bits; use for example -8
            --slope number of 32 bits in [0, 1); use for example 0.01
            --noise number of 32 bits from 0 to %6$.0f; use for example 0.1
            --success number of 32 bits above 0 and at most 1; use for example 0.95
            --clip-value positive number of 32 bits; use for example 1
            --clip-norm positive number of 32 bits; use for example 1
            --date date; use for example 2026-01-31
            """
                    .formatted(
                            RunnerConfig.MAX_EPOCHS,
                            Laboratory.MAX_SEEDS,
                            Population.MAX_MEMBERS,
                            Integer.MAX_VALUE,
                            Design.MAX_PROGRAMS,
                            MoonsConfig.MAX_NOISE);

    private WrongValue() {}

    /** Has decimal numbers alone taken for numbers, and none that 32 bits cannot hold. */
    static void check(CommandLine commandLine) {
        ITypeConverter<Float> toFloat =
                text -> {
                    number(text);
                    return Float.valueOf(text); // rounded once
                };
        ITypeConverter<Double> toDouble = WrongValue::number;
        commandLine
                .registerConverter(Float.class, toFloat)
                .registerConverter(Float.TYPE, toFloat)
                .registerConverter(Double.class, toDouble)
                .registerConverter(Double.TYPE, toDouble);
    }

    private static double number(String text) {
        return Decimal.parse(text).orElseThrow(() -> new TypeConversionException(text));
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
