package io.gradlab.population;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What became of a member.
 *
 * @param index its place in the list of members
 * @param member the member
 * @param firstLoss training loss before the first update
 * @param lastLoss training loss after the last update; NaN or infinite if it diverged
 * @param bestEpoch number of updates after which the validation accuracy was best, 0 at the start
 * @param validationAccuracy of the best parameters
 * @param testAccuracy of the best parameters, on the test set
 * @param testLoss of the best parameters, on the test set
 * @param firstGradientRatio gradient norm of the first weight over that of the last, at the start
 * @param divergedAt number of updates after which a loss was first seen to be not finite; 0 if none
 * @param fates see {@link Fate}
 * @param losses training loss before update 1, 1 + n, 1 + 2 n, ... if that was asked for, else
 *     empty
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record MemberResult(
        int index,
        Member member,
        double firstLoss,
        double lastLoss,
        int bestEpoch,
        double validationAccuracy,
        double testAccuracy,
        double testLoss,
        double firstGradientRatio,
        int divergedAt,
        Set<Fate> fates,
        float[] losses) {

    /** Copies the set. */
    public MemberResult {
        fates =
                Collections.unmodifiableSet(
                        fates.isEmpty() ? EnumSet.noneOf(Fate.class) : EnumSet.copyOf(fates));
    }
}
