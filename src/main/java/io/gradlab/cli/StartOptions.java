package io.gradlab.cli;

import ai.djl.Device;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.listener.TrainingListener;
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
import java.util.List;
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

    /** The network before its initialisation, and the file it starts from. */
    private record Start(
            MlpBlock network, @Nullable SavedParameters file, Map<String, Object> configuration) {}

    /**
     * The network on its data, ready to go.
     *
     * @param data the data set
     * @param runner with the initial parameters
     * @param architecture of the network
     * @param configuration how it starts
     * @param folder where files go
     */
    record Ready(
            DataSplits data,
            Runner runner,
            MlpArchitecture architecture,
            Map<String, Object> configuration,
            OutputFolder folder)
            implements AutoCloseable {

        @Override
        public void close() {
            runner.close();
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

    Device device() {
        return device.device();
    }

    /**
     * Makes the network, after every check of the arguments, so that a refusal leaves no empty
     * directory.
     *
     * @param command that was given these options
     * @param learningRate of the runner
     * @param listeners that look on
     * @throws IllegalArgumentException if an option is wrong, or another makes it idle
     */
    Ready ready(CommandSpec command, float learningRate, List<TrainingListener> listeners)
            throws IOException {
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
        Start start = init == null ? drawn(data.width()) : loaded(init, data.width());
        DefaultTrainingConfig sgd =
                Runner.sgd(learningRate)
                        .optDevices(new Device[] {device()})
                        .addTrainingListeners(listeners.toArray(TrainingListener[]::new));
        OutputFolder folder = out.open();
        MlpArchitecture architecture = start.network.architecture();
        console().line("data     " + data.name());
        console().line("network  " + architecture);
        Runner runner = new Runner(start.network, sgd);
        if (start.file != null) {
            runner.load(start.file.parameters());
        }
        return new Ready(data, runner, architecture, start.configuration, folder);
    }

    private Start drawn(int inputs) {
        InitialWeights weights = networkOptions.weights();
        float bias = networkOptions.bias();
        MlpBlock network =
                new MlpBlock(networkOptions.architecture(inputs, ActivationFunction.SIGMOID))
                        .withInitialValues(weights, bias, seed());
        Map<String, Object> configuration = new TreeMap<>();
        configuration.put("weights", weights.toString());
        configuration.put("bias", bias);
        return new Start(network, null, configuration);
    }

    private Start loaded(Path file, int inputs) throws IOException {
        SavedParameters saved = ParameterFile.read(file);
        ActivationFunction function =
                Objects.requireNonNullElse(
                        networkOptions.activation().ofFile(file, saved.activation()),
                        ActivationFunction.SIGMOID);
        MlpArchitecture architecture = saved.parameters().architecture(function);
        if (networkOptions.hidden() != null) {
            architecture = networkOptions.architecture(inputs, function);
            saved.parameters().requireFits(architecture);
        }
        architecture.requireInputs(inputs);
        return new Start(new MlpBlock(architecture), saved, Map.of("init", file.toString()));
    }
}
