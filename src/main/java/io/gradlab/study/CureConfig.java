package io.gradlab.study;

import io.gradlab.console.Console;
import io.gradlab.core.Require;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a cure is looked for.
 *
 * @param members starts behind each share that is reported, 2 to {@value #MAX_MEMBERS}
 * @param success validation accuracy from which a start has succeeded; null for a skill of {@link
 *     Cure#ENOUGH} of the best median skill that any configuration reaches, or one standard error
 *     below that where this is less
 * @param budget most member-epochs of all trainings together
 * @param seed of the study: start k of the shares that are reported is that of member k of a
 *     population study of the seed; starts that choose are others
 * @param device where to train, by name
 * @param console shows the progress
 * @param stop true ends it; what is known is kept
 */
public record CureConfig(
        int members,
        @Nullable Double success,
        long budget,
        long seed,
        String device,
        Console console,
        BooleanSupplier stop) {

    /** Starts unless another number is chosen. */
    public static final int MEMBERS = 100;

    /** Most starts. */
    public static final int MAX_MEMBERS = 100_000;

    /** Member-epochs unless another number is chosen: about 20 s of 2-5-1 on two cores. */
    public static final long BUDGET = 8_000_000;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public CureConfig {
        Require.that(
                members >= 2 && members <= MAX_MEMBERS,
                "members %d are outside 2 to %d; use for example 100",
                members,
                MAX_MEMBERS);
        Require.that(
                success == null || (success > 0 && success <= 1),
                "success %s is no validation accuracy above 0 and at most 1; use for example 0.95",
                success);
        Require.that(
                budget >= 1, "budget %d is below 1 member-epoch; use for example 8000000", budget);
    }

    /** The usual numbers on the CPU, seed 0, nothing shown. */
    public static CureConfig standard() {
        return new CureConfig(MEMBERS, null, BUDGET, 0, "cpu", MapTraining.QUIET, () -> false);
    }
}
