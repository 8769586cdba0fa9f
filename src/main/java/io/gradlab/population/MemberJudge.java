package io.gradlab.population;

import io.gradlab.data.DataSplits;
import io.gradlab.health.diagnosis.PathologyCriteria;
import io.gradlab.health.diagnosis.Threshold;
import io.gradlab.health.diagnosis.Thresholds;
import io.gradlab.health.quantity.Skill;
import java.util.EnumSet;
import java.util.Set;

/** Says what became of members that were trained on one data set for one number of epochs. */
final class MemberJudge {

    private static final PathologyCriteria CRITERIA = new PathologyCriteria(Thresholds.defaults());

    private final int epochs;
    private final double constantLoss;
    private final double majority;

    MemberJudge(DataSplits data, int epochs) {
        this.epochs = epochs;
        constantLoss = entropy(data.train().shareOfOnes());
        majority = data.validation().majority();
    }

    /**
     * Updates after which a number was first seen to be not finite, or {@link MemberResult#NEVER}.
     */
    int divergedAt(MemberScores scores, MemberObservation end) {
        boolean seen = scores.divergedAt() != MemberResult.NEVER;
        return seen || end.finite() ? scores.divergedAt() : epochs;
    }

    Set<Fate> fates(MemberObservation start, MemberObservation end, MemberScores scores) {
        Set<Fate> fates = EnumSet.noneOf(Fate.class);
        MemberState before = start.state();
        MemberState after = end.state();
        for (int layer = 0; layer < before.deadFractions().length; layer++) {
            Threshold limit =
                    CRITERIA.dead(before.deadFractions()[layer], after.deadFractions()[layer]);
            if (limit != null) {
                fates.add(limit == Threshold.DEAD_AT_BIRTH ? Fate.DEAD_AT_BIRTH : Fate.DIED);
            }
        }
        if (CRITERIA.vanishing(before.gradientRatio())) {
            fates.add(Fate.VANISHED);
        }
        if (symmetric(start.distinctShares(), end.distinctShares())) {
            fates.add(Fate.SYMMETRIC);
        }
        double gain = 1 - after.loss() / constantLoss;
        double skill = Skill.of(scores.last(), majority);
        if (divergedAt(scores, end) != MemberResult.NEVER) {
            fates.add(Fate.DIVERGED);
        } else if (CRITERIA.notLearning(epochs, CRITERIA.learned(skill, gain), gain)) {
            fates.add(Fate.STUCK);
        }
        return fates;
    }

    /** Some hidden layer at the start and at the end. */
    private static boolean symmetric(double[] start, double[] end) {
        for (int layer = 0; layer < start.length; layer++) {
            if (CRITERIA.symmetric(start[layer], end[layer])) {
                return true;
            }
        }
        return false;
    }

    /** Loss of the constant answer for a share of ones, in nats. */
    private static double entropy(double share) {
        return share == 0 || share == 1
                ? 0
                : -share * StrictMath.log(share) - (1 - share) * StrictMath.log1p(-share);
    }
}
