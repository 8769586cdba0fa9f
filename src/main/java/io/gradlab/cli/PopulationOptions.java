package io.gradlab.cli;

import io.gradlab.nn.ActivationFunction;
import io.gradlab.population.Member;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the members of a population are, how they are trained and what becomes of them. */
abstract class PopulationOptions extends WorkOptions {

    @Mixin EpochsOption epochs = new EpochsOption();
    @Mixin LanguageOption language = new LanguageOption();
    @Mixin private NetworkOptions networkOptions = new NetworkOptions();
    @Mixin private DescentOptions descent = new DescentOptions();

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
    double success;

    /** A member, with any seed; the activation function where the user leaves it out. */
    Member member(int inputs, ActivationFunction otherwise) {
        return new Member(networkOptions.configuration(inputs, descent, otherwise), 0);
    }

    /** Refuses options that have no effect, before anything is read. */
    void requireUse(ActivationFunction otherwise) {
        networkOptions.requireUse(spec, otherwise);
        descent.clipping(); // refuses what is wrong
        descent.updateRule();
    }

    int members(int otherwise) {
        return members == null ? otherwise : members;
    }
}
