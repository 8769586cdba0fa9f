package io.gradlab.study;

import io.gradlab.data.DataSplits;
import io.gradlab.data.Standardisation;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.nn.StateDict;
import io.gradlab.population.Member;
import io.gradlab.population.PopulationConfig;
import org.jspecify.annotations.Nullable;

/**
 * All that decides a training of an MLP on a data set, but the seed of its start.
 *
 * @param configuration the network, its initial values, learning rate, clipping and update rule
 * @param epochs updates, 1 to {@value PopulationConfig#MAX_EPOCHS}
 * @param standardised whether the features are standardised by the training examples first
 * @param start initial parameters to take instead of drawn ones; null to draw them
 */
public record MlpTraining(
        MlpConfiguration configuration,
        int epochs,
        boolean standardised,
        @Nullable StateDict start) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the epochs are out of range, or the given parameters do
     *     not fit
     */
    public MlpTraining {
        PopulationConfig.epochs(epochs); // refuses what is out of range
        if (start != null) {
            start.requireFits(configuration.architecture());
        }
    }

    /** Of drawn parameters and features as they are. */
    public MlpTraining(MlpConfiguration configuration, int epochs) {
        this(configuration, epochs, false, null);
    }

    /** One start. */
    public Member member(long seed) {
        return new Member(configuration, seed, start);
    }

    /** What it trains on: the data as they are, or standardised. */
    public DataSplits on(DataSplits data) {
        return standardised ? Standardisation.standardised(data) : data;
    }

    MlpTraining with(MlpConfiguration other) {
        return new MlpTraining(other, epochs, standardised, start);
    }

    MlpTraining withEpochs(int other) {
        return new MlpTraining(configuration, other, standardised, start);
    }

    /** From parameters that are drawn. */
    MlpTraining drawn() {
        return new MlpTraining(configuration, epochs, standardised, null);
    }
}
