package io.gradlab.cli;

import java.util.ListResourceBundle;
import java.util.stream.Stream;

/** What help says of a shared option at the commands where its annotation would be false. */
final class HelpTexts extends ListResourceBundle {

    /** Commands, the option, its text. */
    private static final String TEXTS =
            """
            gradlab,gradlab.run: epochs: Number of epochs (default: 1000, or what the experiment says).
            gradlab,gradlab.run: lang: Language of what is printed, of the report and, \
            besides English, of figures (default: en). Errors are English.
            gradlab.preflight: lang: Language of what is printed (default: en). Errors are English.
            gradlab.report,gradlab.compare: lang: Language of the page (default: en).
            gradlab.train,gradlab.diagnose,gradlab.preflight: hidden: \
            Units of each hidden layer, for example 5,3 (default: 5, or what --init says).
            gradlab.train,gradlab.diagnose,gradlab.preflight: activation: \
            sigmoid, tanh, relu, leaky_relu or elu (default: sigmoid, or what --init says).
            gradlab.train,gradlab.diagnose,gradlab.preflight: slope: \
            Slope of leaky_relu below 0, in [0, 1) (default: 0.01, or what --init says).
            gradlab.evaluate,gradlab.predict,gradlab.export: activation: \
            sigmoid, tanh, relu, leaky_relu or elu (default: what the file of parameters says).
            gradlab.evaluate,gradlab.predict,gradlab.export: slope: \
            Slope of leaky_relu below 0, in [0, 1) (default: what the file of parameters says).
            gradlab.population: members: Number of starts (default: 1000).
            gradlab.predict: data: \
            CSV file of the features, in any order; a label is not needed; - is standard input (default: Moon1000).
            gradlab.evaluate,gradlab.predict: label: \
            Column of the labels (default: what the file of parameters says, or label).
            gradlab.evaluate: positive: \
            The value of the label that counts as 1 (default: what the file of parameters says).
            gradlab.evaluate: data-seed: \
            Seed of generated moons, or of the split of a file without split column (default: that of the training).
            """;

    @Override
    protected Object[][] getContents() {
        return TEXTS.lines()
                .map(line -> line.split(": ", 3))
                .flatMap(
                        parts ->
                                Stream.of(parts[0].split(",", -1))
                                        .map(
                                                name ->
                                                        new Object[] {
                                                            name + "." + parts[1], parts[2]
                                                        }))
                .toArray(Object[][]::new);
    }
}
