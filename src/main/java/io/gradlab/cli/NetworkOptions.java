package io.gradlab.cli;

import io.gradlab.core.Require;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpConfiguration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which network is trained, and how its initial values are drawn. */
final class NetworkOptions {

    private static final List<Integer> DEFAULT_HIDDEN = List.of(5);

    /** Of numbers that an int holds. */
    private static final Pattern UNITS = Pattern.compile("\\d{1,9}(,\\d{1,9})*");

    @Option(
            names = "--hidden",
            paramLabel = "N",
            description = "Units of each hidden layer, for example 5,3 (default: 5).")
    private @Nullable String hidden;

    @Mixin ActivationOptions activation = new ActivationOptions();

    @Option(
            names = "--weights",
            paramLabel = "KIND",
            defaultValue = "normal:1",
            description =
                    "normal:STD, uniform:A, zeros, constant:C, xavier or he (default:"
                            + " ${DEFAULT-VALUE}).")
    private String weights = "normal:1";

    @Option(
            names = "--bias",
            paramLabel = "C",
            defaultValue = "0",
            description = "Initial biases (default: ${DEFAULT-VALUE}).")
    float bias;

    /** Units of each hidden layer, or null if the user leaves them out. */
    @Nullable List<Integer> hidden() {
        if (hidden == null) {
            return null;
        }
        Require.that(
                UNITS.matcher(hidden).matches(),
                "--hidden '%s' is no list of whole numbers from 1 to %d, with commas and no spaces; use for example 5,3",
                hidden,
                MlpArchitecture.MAX_WIDTH);
        return Stream.of(hidden.split(",", -1)).map(Integer::valueOf).toList();
    }

    /** The network, with another activation function where the user leaves it out. */
    MlpArchitecture architecture(int inputs, ActivationFunction otherwise) {
        return new MlpArchitecture(
                inputs,
                Objects.requireNonNullElse(hidden(), DEFAULT_HIDDEN),
                activation.over(otherwise));
    }

    /** The network with its start and its descent. */
    MlpConfiguration configuration(
            int inputs, DescentOptions descent, ActivationFunction otherwise) {
        return configuration(architecture(inputs, otherwise), descent);
    }

    /** The same of a network that is known. */
    MlpConfiguration configuration(MlpArchitecture architecture, DescentOptions descent) {
        return new MlpConfiguration(
                architecture,
                weights(),
                bias,
                descent.learningRate(),
                descent.clipping(),
                descent.updateRule());
    }

    InitialWeights weights() {
        return InitialWeights.parse(weights);
    }

    /**
     * Refuses, before anything is read, a slope of a function that has none, and a seed that
     * decides nothing.
     */
    void requireUse(CommandSpec command, ActivationFunction otherwise) {
        architecture(1, otherwise);
        if (!weights().random()) {
            Idle.refuse(command, "--weights " + weights + " draws nothing", "--seed");
        }
    }
}
