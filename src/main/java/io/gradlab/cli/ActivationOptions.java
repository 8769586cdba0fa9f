package io.gradlab.cli;

import io.gradlab.core.UserMistake;
import io.gradlab.nn.ActivationFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The activation function of the hidden layers. */
final class ActivationOptions {

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            description =
                    "sigmoid, tanh, relu, leaky_relu or elu (default: what the file of parameters"
                            + " names; a new network: sigmoid).")
    private @Nullable String activation;

    @Option(
            names = "--slope",
            paramLabel = "S",
            description = "Slope of leaky_relu below 0, in [0, 1) (default: 0.01).")
    private @Nullable Float slope;

    /** Whether the user says anything about the function. */
    boolean given() {
        return activation != null || slope != null;
    }

    /**
     * What the user says, completed from elsewhere.
     *
     * @param otherwise the name or slope that the user leaves out
     * @throws IllegalArgumentException if there is no such function, or it has no slope
     */
    ActivationFunction over(ActivationFunction otherwise) {
        ActivationFunction function =
                ActivationFunction.of(
                        activation == null ? otherwise.id() : activation,
                        slope == null ? otherwise.slope() : slope);
        if (slope != null && function.kind() != ActivationFunction.Kind.LEAKY_RELU) {
            throw new UserMistake(
                    "--slope "
                            + slope
                            + " has no meaning for "
                            + function.id()
                            + "; leave it out or add --activation leaky_relu");
        }
        return function;
    }
}
