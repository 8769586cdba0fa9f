package io.gradlab.cli;

import io.gradlab.core.UserMistake;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.Mlp;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.population.Member;
import io.gradlab.train.ParameterFile;
import io.gradlab.train.SavedParameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which network a run trains, and from where it starts. */
final class NetworkOptions {

    private static final List<Integer> DEFAULT_HIDDEN = List.of(5);
    private static final InitialWeights DEFAULT_WEIGHTS = InitialWeights.normal(1);

    @Option(
            names = "--hidden",
            paramLabel = "N",
            split = ",",
            description = "Units of each hidden layer, for example 5,3 (default: 5).")
    private @Nullable List<Integer> hidden;

    @Mixin private ActivationOptions activation = new ActivationOptions();

    @Option(
            names = "--weights",
            paramLabel = "KIND",
            description =
                    "normal:STD, uniform:A, zeros, constant:C, xavier or he (default: normal:1).")
    private @Nullable String weights;

    @Option(names = "--bias", paramLabel = "C", description = "Initial biases (default: 0).")
    private @Nullable Float bias;

    @Option(
            names = "--init",
            paramLabel = "FILE",
            description =
                    "Start from the parameters of this .npz, .safetensors or .params file, named as"
                            + " PyTorch names them (fc1.weight, fc1.bias, ...).")
    private @Nullable Path init;

    /** The network before its initialisation, and the file it starts from. */
    record Start(Mlp network, @Nullable SavedParameters file, Map<String, Object> configuration) {}

    /**
     * Reads the start that these options describe.
     *
     * @param inputs number of features of the data
     * @param seed of the initial weights
     */
    Start start(int inputs, long seed) throws IOException {
        return init == null ? drawn(inputs, seed) : loaded(init, inputs);
    }

    /**
     * A member of a population that these options describe, with any seed.
     *
     * @throws IllegalArgumentException if there is a file of parameters: one start is no population
     */
    Member member(int inputs, float learningRate) {
        if (init != null) {
            throw new UserMistake(
                    "--init " + init + " is one start, and a population has many; leave it out");
        }
        return Member.of(
                architecture(inputs), distribution(), bias == null ? 0 : bias, 0, learningRate);
    }

    private InitialWeights distribution() {
        return weights == null ? DEFAULT_WEIGHTS : InitialWeights.parse(weights);
    }

    private MlpArchitecture architecture(int inputs) {
        return new MlpArchitecture(
                inputs,
                hidden == null ? DEFAULT_HIDDEN : hidden,
                activation.over(ActivationFunction.SIGMOID));
    }

    private Start drawn(int inputs, long seed) {
        InitialWeights distribution = distribution();
        float constant = bias == null ? 0 : bias;
        MlpArchitecture architecture = architecture(inputs);
        Mlp network = new Mlp(architecture).withInitialValues(distribution, constant, seed);
        Map<String, Object> configuration = new TreeMap<>();
        configuration.put("weights", distribution.toString());
        configuration.put("bias", constant);
        return new Start(network, null, configuration);
    }

    private Start loaded(Path file, int inputs) throws IOException {
        if (weights != null || bias != null) {
            throw new UserMistake(
                    "--init "
                            + file
                            + " gives the parameters already; leave --weights and --bias out");
        }
        SavedParameters saved = ParameterFile.read(file);
        ActivationFunction function =
                activation.over(
                        Objects.requireNonNullElse(saved.activation(), ActivationFunction.SIGMOID));
        MlpArchitecture architecture = saved.parameters().architecture(function);
        if (hidden != null) {
            architecture = new MlpArchitecture(inputs, hidden, function);
            saved.parameters().requireFits(architecture);
        }
        architecture.requireInputs(inputs);
        return new Start(new Mlp(architecture), saved, Map.of("init", file.toString()));
    }
}
