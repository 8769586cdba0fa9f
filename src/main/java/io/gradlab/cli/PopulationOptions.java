package io.gradlab.cli;

import io.gradlab.population.Member;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the members of a population are. */
final class PopulationOptions {

    static final int DEFAULT_EPOCHS = 1000;

    @Mixin private NetworkOptions networkOptions = new NetworkOptions();

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "0.2",
            description = "Learning rate (default: ${DEFAULT-VALUE}).")
    private float learningRate;

    @ArgGroup private @Nullable ClippingOptions clippingOptions;

    @Option(
            names = "--members",
            paramLabel = "N",
            description = "Number of starts (default: 1000; of a cell of a map: 200).")
    private @Nullable Integer members;

    @Option(
            names = "--success",
            paramLabel = "A",
            defaultValue = "0.95",
            description =
                    "Test accuracy from which a member has succeeded (default: ${DEFAULT-VALUE}).")
    private double success;

    /** A member, with any seed. */
    Member member(int inputs) {
        Member member = networkOptions.member(inputs, learningRate);
        return clippingOptions == null ? member : clippingOptions.clip(member);
    }

    int members(int otherwise) {
        return members == null ? otherwise : members;
    }

    double success() {
        return success;
    }
}
