package io.gradlab.cli;

import io.gradlab.core.Text;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.MlpBlock;
import io.gradlab.params.SavedParameters;
import io.gradlab.train.Runner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A file of parameters, with what such a file may not say. */
final class ParametersOptions {

    /** Any: a Runner wants a learning rate, but nothing is trained here. */
    static final float UNUSED_LEARNING_RATE = 1;

    @Option(
            names = "--params",
            paramLabel = "FILE",
            required = true,
            description = "Parameters: .params, .npz or .safetensors.")
    private Path file = Path.of("");

    @Mixin private ForeignParameters foreign = new ForeignParameters();
    @Mixin private ActivationOptions activation = new ActivationOptions();

    /**
     * The file, with the activation function if either the file or the user names it.
     *
     * @param command says how the file was read
     */
    SavedParameters read(StandardOptions command) throws IOException {
        SavedParameters saved = foreign.read(file);
        ActivationFunction function = activation.ofFile(file, saved.activation());
        command.note(saved.notes());
        return new SavedParameters(saved.parameters(), function, saved.properties());
    }

    /** The file, of which a network can be made. */
    SavedParameters readNetwork(StandardOptions command) throws IOException {
        SavedParameters saved = read(command);
        ActivationOptions.requireKnown(file, saved.activation());
        return saved;
    }

    /** What has to be believed of a file that names no features. */
    static List<Text> columnsInOrder(List<String> columns) {
        return List.of(
                Text.of(
                        "the parameter file names no features: the columns are taken in the order of the file, %s",
                        String.join(", ", columns)));
    }

    /** A network with the parameters of {@link #readNetwork}. */
    static Runner runner(SavedParameters saved, String device) {
        ActivationFunction activation = Objects.requireNonNull(saved.activation());
        MlpBlock network = new MlpBlock(saved.parameters().architecture(activation));
        Runner runner = new Runner(network, Runner.sgd(UNUSED_LEARNING_RATE, device));
        runner.load(saved.parameters());
        return runner;
    }
}
