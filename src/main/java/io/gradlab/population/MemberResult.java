package io.gradlab.population;

import io.gradlab.nn.StateDict;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What became of a member.
 *
 * @param index its place in the list of members
 * @param member the member
 * @param start before the first update
 * @param end after the last update
 * @param bestStep number of updates after which the validation accuracy was best, the first of
 *     equals; 0 at the start
 * @param validationAccuracy of the best parameters; NaN if a logit was never finite
 * @param testAccuracy of the best parameters, on the test set
 * @param testLoss of the best parameters, on the test set
 * @param divergedAt number of updates after which a number was first seen to be not finite, 0 at
 *     the start; {@link #NEVER} if none was
 * @param fates see {@link Fate}
 * @param losses training loss before update 1, 1 + n, 1 + 2 n, ... if that was asked for, else
 *     empty
 * @param parameters after the numbers of updates that were asked for; not finite after a divergence
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record MemberResult(
        int index,
        Member member,
        MemberState start,
        MemberState end,
        int bestStep,
        double validationAccuracy,
        double testAccuracy,
        double testLoss,
        int divergedAt,
        Set<Fate> fates,
        float[] losses,
        Map<Integer, StateDict> parameters) {

    /** Of {@link #divergedAt}. */
    public static final int NEVER = -1;

    /** Copies the set. */
    public MemberResult {
        fates =
                Collections.unmodifiableSet(
                        fates.isEmpty() ? EnumSet.noneOf(Fate.class) : EnumSet.copyOf(fates));
    }

    /**
     * The same at another place.
     *
     * @param newIndex place in a list of members
     * @return a copy
     */
    MemberResult at(int newIndex) {
        return new MemberResult(
                newIndex,
                member,
                start,
                end,
                bestStep,
                validationAccuracy,
                testAccuracy,
                testLoss,
                divergedAt,
                fates,
                losses,
                parameters);
    }
}
