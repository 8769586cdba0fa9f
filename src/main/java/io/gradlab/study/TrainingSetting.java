package io.gradlab.study;

import io.gradlab.core.Text;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.Clipping;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.UpdateRule;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A setting of a training that a change gives another value, written as a text. */
enum TrainingSetting {
    /** Whether the features are standardised: {@code true} or {@code false}. */
    STANDARDIZE(
            "standardised inputs",
            training -> String.valueOf(training.standardised()),
            (training, value) ->
                    new MlpTraining(
                            training.configuration(),
                            training.epochs(),
                            Boolean.parseBoolean(value),
                            training.start())),
    /** Units of each hidden layer, for example {@code 5,3}. */
    HIDDEN(
            "hidden %s",
            training ->
                    architecture(training).hidden().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(",")),
            (training, value) ->
                    reshaped(
                            training.drawn(),
                            new MlpArchitecture(
                                    architecture(training).inputs(),
                                    Stream.of(value.split(",", -1)).map(Integer::valueOf).toList(),
                                    architecture(training).activation()))),
    /** The activation function, by its name. */
    ACTIVATION(
            "activation %s",
            training -> architecture(training).activation().id(),
            (training, value) ->
                    reshaped(
                            training,
                            new MlpArchitecture(
                                    architecture(training).inputs(),
                                    architecture(training).hidden(),
                                    ActivationFunction.of(
                                            value, ActivationFunction.DEFAULT_SLOPE)))),
    /** Distribution of the initial weights, as {@link InitialWeights#parse} takes it. */
    WEIGHTS(
            "weights %s",
            training ->
                    training.start() == null ? training.configuration().weights().toString() : "",
            (training, value) ->
                    training.drawn()
                            .with(
                                    training.configuration()
                                            .withWeights(
                                                    InitialWeights.parse(value),
                                                    training.configuration().bias()))),
    /** Every initial bias. */
    BIAS(
            "biases %s",
            training -> training.start() == null ? number(training.configuration().bias()) : "",
            (training, value) ->
                    training.with(
                            training.configuration()
                                    .withWeights(
                                            training.configuration().weights(),
                                            Float.parseFloat(value)))),
    /** The update rule, with its usual constants: {@code sgd} or {@code adam}. */
    OPTIMIZER(
            "optimizer %s",
            training ->
                    training.configuration().updateRule().kind().name().toLowerCase(Locale.ROOT),
            (training, value) ->
                    training.with(
                            training.configuration()
                                    .withUpdateRule(
                                            value.equals("adam")
                                                    ? UpdateRule.adam()
                                                    : UpdateRule.sgd()))),
    /** The constant learning rate. */
    LEARNING_RATE(
            "learning rate %s",
            training -> number(training.configuration().learningRate()),
            (training, value) ->
                    training.with(
                            training.configuration().withLearningRate(Float.parseFloat(value)))),
    /** Limit of the common norm of the gradients; empty for none. */
    CLIP_NORM(
            "clip norm %s",
            training -> {
                Clipping clipping = training.configuration().clipping();
                return clipping.kind() == Clipping.Kind.NORM ? number(clipping.limit()) : "";
            },
            (training, value) ->
                    training.with(
                            training.configuration()
                                    .withClipping(Clipping.byNorm(Float.parseFloat(value))))),
    /** Updates. */
    EPOCHS(
            "epochs %s",
            training -> String.valueOf(training.epochs()),
            (training, value) -> training.withEpochs(Integer.parseInt(value)));

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final Function<MlpTraining, String> getter;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final BiFunction<MlpTraining, String, MlpTraining> setter;

    TrainingSetting(
            String words,
            Function<MlpTraining, String> getter,
            BiFunction<MlpTraining, String, MlpTraining> setter) {
        this.words = words;
        this.getter = getter;
        this.setter = setter;
    }

    private static MlpArchitecture architecture(MlpTraining training) {
        return training.configuration().architecture();
    }

    private static MlpTraining reshaped(MlpTraining training, MlpArchitecture architecture) {
        return training.with(training.configuration().withArchitecture(architecture));
    }

    /** The shortest text of a float, without {@code .0}. */
    static String number(float value) {
        String text = Float.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** As files name it, for example {@code learning_rate}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its value in a training, empty where there is none. */
    String of(MlpTraining training) {
        return getter.apply(training);
    }

    /** A training with another value. */
    MlpTraining in(MlpTraining training, String value) {
        return setter.apply(training, value);
    }

    /** With a value, in words. */
    Text title(String value) {
        return words.contains("%s") ? Text.of(words, value) : Text.of(words);
    }
}
