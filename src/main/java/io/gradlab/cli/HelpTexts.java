package io.gradlab.cli;

import java.util.List;
import java.util.ListResourceBundle;
import java.util.stream.Stream;

/** What help says of a shared option at the commands where its annotation would be false. */
final class HelpTexts extends ListResourceBundle {

    private static final String FUNCTIONS = "sigmoid, tanh, relu, leaky_relu or elu ";
    private static final String SLOPE = "Slope of leaky_relu below 0, in [0, 1) ";
    private static final String UNITS = "Units of each hidden layer, for example 5,3 ";
    private static final String FILE_SAYS = "(default: what the file of parameters says).";

    private static final List<String> LABORATORY = List.of("", "run.");
    private static final List<String> START = List.of("train.", "diagnose.", "preflight.");
    private static final List<String> SAVED = List.of("evaluate.", "predict.", "export.");
    private static final List<String> PAGES = List.of("report.", "compare.");

    @Override
    protected Object[][] getContents() {
        return Stream.of(
                        texts(
                                LABORATORY,
                                "epochs",
                                "Number of epochs (default: 1000, or what the experiment says)."),
                        texts(
                                LABORATORY,
                                "lang",
                                "Language of the report and of figures (default: en)."),
                        texts(PAGES, "lang", "Language of the page (default: en)."),
                        texts(START, "hidden", UNITS + orInit("5")),
                        texts(START, "activation", FUNCTIONS + orInit("sigmoid")),
                        texts(START, "slope", SLOPE + orInit("0.01")),
                        texts(SAVED, "activation", FUNCTIONS + FILE_SAYS),
                        texts(SAVED, "slope", SLOPE + FILE_SAYS),
                        texts(
                                List.of("population."),
                                "members",
                                "Number of starts (default: 1000)."),
                        texts(
                                List.of("predict."),
                                "data",
                                "Numeric features; a label is not needed (default: Moon1000)."))
                .flatMap(texts -> texts)
                .toArray(Object[][]::new);
    }

    private static String orInit(String own) {
        return "(default: " + own + ", or what --init says).";
    }

    private static Stream<Object[]> texts(List<String> commands, String option, String text) {
        return commands.stream().map(command -> new Object[] {"gradlab." + command + option, text});
    }
}
