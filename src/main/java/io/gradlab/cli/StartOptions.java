package io.gradlab.cli;

import io.gradlab.core.Text;
import io.gradlab.data.DataDescription;
import io.gradlab.data.DataSplits;
import io.gradlab.data.TrainingData;
import io.gradlab.files.OutputFolder;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.nn.InitialWeights;
import io.gradlab.nn.MlpArchitecture;
import io.gradlab.nn.MlpBlock;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.params.SavedParameters;
import io.gradlab.train.Runner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * One network at its start, on its data: for {@code train}, {@code diagnose}, {@code preflight}.
 */
abstract class StartOptions extends WorkOptions {

    @Mixin LanguageOption language = new LanguageOption();
    @Mixin private NetworkOptions networkOptions = new NetworkOptions();

    @Option(
            names = "--init",
            paramLabel = "FILE",
            description =
                    "Start from the parameters of this .npz, .safetensors or .params file, of any"
                            + " program.")
    private @Nullable Path init;

    @Mixin private ForeignParameters foreign = new ForeignParameters();

    /** What is trained on what, the file that the network starts from, and how it starts. */
    record Start(
            TrainingData read,
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

    @Nullable Path init() {
        return init;
    }

    /** What is trained, with its descent; its start counts where no file gives it. */
    MlpConfiguration configuration(Start start, DescentOptions descent) {
        return networkOptions.configuration(start.architecture(), descent);
    }

    /** Reads the data and makes the network, before its initialisation. */
    Start read() throws IOException {
        if (init == null) {
            Idle.refuse(spec, "no --init names a file", "--transpose");
            networkOptions.requireUse(spec, ActivationFunction.SIGMOID);
        } else {
            Idle.refuse(
                    spec,
                    "--init " + init + " gives the parameters already",
                    "--weights",
                    "--bias",
                    "--seed");
        }
        return init == null ? drawn(data.read(this)) : fromFile(init);
    }

    /** Opens the directory, when everything else has been checked, and says what is trained. */
    OutputFolder open(Start start) throws IOException {
        OutputFolder folder = out.open();
        console().line(Text.of("data     %s", start.data().name()));
        console().line(Text.of("network  %s", start.architecture()));
        return folder;
    }

    private Start drawn(TrainingData read) {
        DataSplits examples = read.splits();
        InitialWeights weights = networkOptions.weights();
        MlpBlock network =
                new MlpBlock(
                                networkOptions.architecture(
                                        examples.width(), ActivationFunction.SIGMOID))
                        .withInitialValues(weights, networkOptions.bias, seed.seed());
        Map<String, Object> configuration = new TreeMap<>();
        configuration.put("weights", weights.toString());
        configuration.put("bias", networkOptions.bias);
        return new Start(read, examples, network, null, configuration);
    }

    private Start fromFile(Path file) throws IOException {
        SavedParameters saved = foreign.read(file);
        ActivationFunction function =
                ActivationOptions.requireKnown(
                        file, networkOptions.activation.ofFile(file, saved.activation()));
        DataDescription known = DataDescription.of(saved.properties());
        TrainingData given = data.read(this);
        TrainingData read = known == null ? given : given.inOrder(known.features());
        DataSplits examples = read.splits();
        MlpArchitecture architecture = saved.parameters().architecture(function);
        if (networkOptions.hidden() != null) {
            architecture = networkOptions.architecture(examples.width(), function);
            saved.parameters().requireFits(architecture);
        }
        architecture.requireInputs(examples.width());
        note(saved.notes());
        if (known != null) {
            warn(differences(file, known, read));
        }
        return new Start(
                read, examples, new MlpBlock(architecture), saved, Map.of("init", file.toString()));
    }

    private static String one(DataDescription data) {
        return "'" + Objects.requireNonNullElse(data.label().positive(), "1") + "'";
    }

    /** What the parameters were trained on and are not trained on now. */
    private static List<Text> differences(Path file, DataDescription known, TrainingData read) {
        List<Text> differences = new ArrayList<>();
        List<String> names = read.raw().featureNames();
        if (!known.features().equals(names)) {
            differences.add(
                    Text.of(
                            "%s was trained on the columns %s; here they are %s",
                            file, String.join(", ", known.features()), String.join(", ", names)));
        }
        DataDescription own = read.description();
        if (known.standardisation() != null && own.standardisation() == null) {
            differences.add(
                    Text.of("%s was trained on standardised features; add --standardize", file));
        }
        if (known.standardisation() == null && own.standardisation() != null) {
            differences.add(
                    Text.of(
                            "%s was trained on features as they were; leave --standardize out",
                            file));
        }
        if (!Objects.equals(known.label().positive(), own.label().positive())) {
            differences.add(
                    Text.of(
                            "%s was trained with label 1 for %s; here it is for %s",
                            file, one(known), one(own)));
        }
        return differences;
    }
}
