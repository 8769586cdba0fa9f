package io.gradlab.cli;

import io.gradlab.core.Require;
import io.gradlab.core.UserMistake;
import io.gradlab.nn.ActivationFunction;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The activation function of the hidden layers. */
final class ActivationOptions {

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            description = "sigmoid, tanh, relu, leaky_relu or elu (default: sigmoid).")
    private @Nullable String activation;

    @Option(
            names = "--slope",
            paramLabel = "S",
            description = "Slope of leaky_relu below 0, in [0, 1) (default: 0.01).")
    private @Nullable Float slope;

    /**
     * The function of parameters in a file: where the file names it, its word counts, and the
     * user's may not contradict it. Null if neither says anything.
     */
    @Nullable ActivationFunction ofFile(Path file, @Nullable ActivationFunction saved) {
        if (saved == null) {
            return activation == null && slope == null ? null : over(ActivationFunction.SIGMOID);
        }
        String given =
                (activation == null ? "" : "--activation " + activation + " ")
                        + (slope == null ? "" : "--slope " + slope);
        boolean agrees =
                (activation == null || named(saved).id().equals(saved.id()))
                        && (slope == null
                                || (saved.kind() == ActivationFunction.Kind.LEAKY_RELU
                                        && slope == saved.slope()));
        Require.that(
                agrees,
                "%s contradicts %s, which says %s; leave it out",
                given.strip(),
                file,
                saved);
        return saved;
    }

    /** The function of parameters in a file, which either the file or the user has to name. */
    static ActivationFunction requireKnown(Path file, @Nullable ActivationFunction function) {
        if (function == null) {
            throw new UserMistake(
                    "%s does not name its activation function; add for example --activation relu"
                            .formatted(file));
        }
        return function;
    }

    /** What the user says, completed by the name or slope of another. */
    ActivationFunction over(ActivationFunction otherwise) {
        ActivationFunction function = named(otherwise);
        Require.that(
                slope == null || function.kind() == ActivationFunction.Kind.LEAKY_RELU,
                "--slope %s has no meaning for %s; leave it out or add --activation leaky_relu",
                slope,
                function.id());
        return function;
    }

    private ActivationFunction named(ActivationFunction otherwise) {
        return ActivationFunction.of(
                activation == null ? otherwise.id() : activation,
                slope == null ? otherwise.slope() : slope);
    }
}
