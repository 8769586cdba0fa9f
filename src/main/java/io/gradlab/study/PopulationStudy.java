package io.gradlab.study;

import io.gradlab.console.Console;
import io.gradlab.console.TaskProgress;
import io.gradlab.core.Require;
import io.gradlab.core.Seeds;
import io.gradlab.data.DataSplits;
import io.gradlab.engine.Torch;
import io.gradlab.population.Member;
import io.gradlab.population.Population;
import io.gradlab.population.PopulationConfig;
import io.gradlab.population.PopulationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One configuration from many starts. {@link PopulationReport} says what came out.
 *
 * @param data the data set
 * @param template a member, whose seed does not count
 * @param members how many starts, at least 1
 * @param seed of the study; member k is a function of it and k alone
 * @param success test accuracy from which a member has succeeded
 * @param epochs updates of each
 */
public record PopulationStudy(
        DataSplits data, Member template, int members, long seed, double success, int epochs) {

    /** Updates of members: more than two days on two cores at the 2 microseconds of 2-5-1. */
    private static final double MOST_WORK = 1e11;

    /**
     * Checks the numbers, and that the memory is large enough.
     *
     * @throws IllegalArgumentException if a number is out of range, or there are more or larger
     *     members than fit in the memory
     */
    public PopulationStudy {
        Require.that(
                success > 0 && success <= 1,
                "success %s is no test accuracy above 0 and at most 1; use for example 0.95",
                success);
        PopulationConfig.epochs(epochs); // refuses what is out of range
        Population.requireRoom(data, template.architecture(), members);
        requireTime(1, members, epochs);
    }

    /** Refuses what nobody waits for. */
    static void requireTime(long populations, long members, long epochs) {
        double updates = (double) populations * members * epochs;
        Require.that(
                updates <= MOST_WORK,
                "%d members of %d epochs are %.0e updates in all, %.0f days at 2 microseconds each; use fewer, at most %.0e",
                populations * members,
                epochs,
                updates,
                updates * 2e-6 / 86_400,
                MOST_WORK);
    }

    /**
     * The seed of a member's initial weights, from which a run of its own is that member again.
     * Neighbours for neighbouring members, counted from 0; far apart for other studies.
     */
    static long memberSeed(long study, int member) {
        return Seeds.mix(study) + member;
    }

    /** The members that are finished when all are trained, or when stop says true. */
    public PopulationResult train(String device, Console console, BooleanSupplier stop) {
        List<Member> all = new ArrayList<>();
        for (int k = 0; k < members; k++) {
            all.add(template.withSeed(memberSeed(seed, k)));
        }
        try (TaskProgress progress = console.progress("population", members)) {
            PopulationConfig config = PopulationConfig.epochs(epochs).watched(progress::step, stop);
            return Population.train(data, all, config, Torch.device(device));
        }
    }
}
