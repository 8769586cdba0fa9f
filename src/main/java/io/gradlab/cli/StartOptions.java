package io.gradlab.cli;

import io.gradlab.console.Console;
import io.gradlab.data.DataSplits;
import io.gradlab.files.OutputFolder;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpBlock;
import io.gradlab.params.ParameterFile;
import io.gradlab.params.SavedParameters;
import io.gradlab.train.Runner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * One network at its start, on its data: for {@code train}, {@code diagnose}, {@code preflight}.
 */
final class StartOptions {

    @Mixin private StandardOptions standard = new StandardOptions();
    @Mixin private OutOption out = new OutOption();
    @Mixin private DataOptions dataOptions = new DataOptions();
    @Mixin private SeedOption seed = new SeedOption();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private NetworkOptions networkOptions = new NetworkOptions();

    @Option(
            names = "--init",
            paramLabel = "FILE",
            description =
                    "Start from the parameters of this .npz, .safetensors or .params file, named as"
                            + " PyTorch names them (fc1.weight, fc1.bias, ...).")
    private @Nullable Path init;

    /** What is trained on what, the file that the network starts from, and how it starts. */
    record Start(
            DataSplits data,
            MlpBlock network,
            @Nullable SavedParameters file,
            Map<String, Object> configuration) {

        MlpArchitecture architecture() {
            return network.architecture();
        }

        /** A runner of the network, with the parameters of the file. */
        Runner loaded(Runner runner) {
            if (file != null) {
                runner.load(file.parameters());
            }
            return runner;
        }
    }

    Path out() {
        return out.directory();
    }

    Console console() {
        return standard.console();
    }

    long seed() {
        return seed.seed();
    }

    String device() {
        return device.name();
    }

    /**
     * Reads the data and makes the network, before its initialisation.
     *
     * @param command that was given these options
     * @throws IllegalArgumentException if an option is wrong, or another makes it idle
     */
    Start read(CommandSpec command) throws IOException {
        if (init == null) {
            networkOptions.requireUse(command, ActivationFunction.SIGMOID);
        } else {
            Idle.refuse(
                    command,
                    "--init " + init + " gives the parameters already",
                    "--weights",
                    "--bias",
                    "--seed");
        }
        DataSplits data = dataOptions.dataset();
        return init == null ? drawn(data) : loaded(init, data);
    }

    /** Opens the directory, when everything else has been checked, and says what is trained. */
    OutputFolder open(Start start) throws IOException {
        OutputFolder folder = out.open();
        console().line("data     " + start.data().name());
        console().line("network  " + start.architecture());
        return folder;
    }

    private Start drawn(DataSplits data) {
        InitialWeights weights = networkOptions.weights();
        float bias = networkOptions.bias();
        MlpBlock network =
                new MlpBlock(networkOptions.architecture(data.width(), ActivationFunction.SIGMOID))
                        .withInitialValues(weights, bias, seed());
        Map<String, Object> configuration = new TreeMap<>();
        configuration.put("weights", weights.toString());
        configuration.put("bias", bias);
        return new Start(data, network, null, configuration);
    }

    private Start loaded(Path file, DataSplits data) throws IOException {
        SavedParameters saved = ParameterFile.read(file);
        ActivationFunction function =
                Objects.requireNonNullElse(
                        networkOptions.activation().ofFile(file, saved.activation()),
                        ActivationFunction.SIGMOID);
        MlpArchitecture architecture = saved.parameters().architecture(function);
        if (networkOptions.hidden() != null) {
            architecture = networkOptions.architecture(data.width(), function);
            saved.parameters().requireFits(architecture);
        }
        architecture.requireInputs(data.width());
        return new Start(data, new MlpBlock(architecture), saved, Map.of("init", file.toString()));
    }
}
