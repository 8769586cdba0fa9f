package io.gradlab.cli;

import io.gradlab.console.Console;
import io.gradlab.files.OutputFolder;
import io.gradlab.nn.ActivationFunction;
import io.gradlab.population.Member;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the members of a population are, how they are trained and what becomes of them. */
final class PopulationOptions {

    private static final int DEFAULT_EPOCHS = 1000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Mixin private StandardOptions standard = new StandardOptions();
    @Mixin private OutOption out = new OutOption();
    @Mixin private DataOptions data = new DataOptions();
    @Mixin private SeedOption seed = new SeedOption();
    @Mixin private EpochsOption epochs = new EpochsOption();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private LanguageOption language = new LanguageOption();
    @Mixin private NetworkOptions networkOptions = new NetworkOptions();

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "0.2",
            description = "Learning rate (default: ${DEFAULT-VALUE}).")
    private float learningRate;

    @Mixin private ClippingOptions clipping = new ClippingOptions();

    @Option(
            names = "--members",
            paramLabel = "N",
            description = "Number of starts of each cell (default: 200).")
    private @Nullable Integer members;

    @Option(
            names = "--success",
            paramLabel = "A",
            defaultValue = "0.95",
            description =
                    "Test accuracy from which a member has succeeded (default: ${DEFAULT-VALUE}).")
    private double success;

    /**
     * A member, with any seed.
     *
     * @param inputs number of features of the data
     * @param otherwise the activation function that the user leaves out
     */
    Member member(int inputs, ActivationFunction otherwise) {
        return clipping.clip(networkOptions.member(inputs, learningRate, otherwise));
    }

    /**
     * Refuses options that have no effect, before anything is read.
     *
     * @param otherwise the activation function that the user leaves out
     * @throws IllegalArgumentException if there is one
     */
    void requireUse(ActivationFunction otherwise) {
        networkOptions.requireUse(command, otherwise);
        clipping.clipping(); // refuses what is wrong
    }

    long seed() {
        return seed.seed();
    }

    Console console() {
        return standard.console();
    }

    Path out() {
        return out.directory();
    }

    /** Opens the directory for files, see {@link OutOption#open}. */
    OutputFolder open(String... parts) throws IOException {
        return out.open(parts);
    }

    DataOptions data() {
        return data;
    }

    int epochs() {
        return epochs.or(DEFAULT_EPOCHS);
    }

    String device() {
        return device.name();
    }

    LanguageOption language() {
        return language;
    }

    int members(int otherwise) {
        return members == null ? otherwise : members;
    }

    double success() {
        return success;
    }
}
