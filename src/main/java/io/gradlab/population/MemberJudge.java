package io.gradlab.population;

import io.gradlab.data.DataSplits;
import io.gradlab.health.diagnosis.PathologyCriteria;
import io.gradlab.health.diagnosis.Threshold;
import io.gradlab.health.diagnosis.Thresholds;
import io.gradlab.health.quantity.Skill;
import io.gradlab.nn.StateDict;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Says what became of members that were trained on one data set for one number of epochs. */
final class MemberJudge {

    private static final PathologyCriteria CRITERIA = new PathologyCriteria(Thresholds.defaults());

    /** Accuracy and mean loss on the test set. */
    record Test(double accuracy, double loss) {}

    /** What a {@link PopulationConfig} asks to keep of a member. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Kept(float[] losses, Map<Integer, StateDict> parameters) {}

    private final int epochs;
    private final double constantLoss;
    private final double majority;

    MemberJudge(DataSplits data, int epochs) {
        this.epochs = epochs;
        constantLoss = entropy(data.train().shareOfOnes());
        majority = data.validation().majority();
    }

    /**
     * The result of a member.
     *
     * @param test score of its best parameters
     * @param kept losses and parameters that were asked for
     */
    MemberResult result(
            int index,
            Member member,
            MemberObservation start,
            MemberObservation end,
            MemberScores scores,
            Test test,
            Kept kept) {
        boolean seen = scores.divergedAt() != MemberResult.NEVER;
        int divergedAt = seen || end.finite() ? scores.divergedAt() : epochs;
        MemberState before = start.state();
        MemberState after = end.state();
        Set<Fate> fates = fates(before, after, divergedAt != MemberResult.NEVER, scores.last());
        if (symmetric(start.distinctShares(), end.distinctShares())) {
            fates.add(Fate.SYMMETRIC);
        }
        return new MemberResult(
                index,
                member,
                before,
                after,
                scores.bestStep(),
                scores.best(),
                test.accuracy,
                test.loss,
                divergedAt,
                fates,
                kept.losses,
                kept.parameters);
    }

    /** Those that can be told from numbers of the layers. */
    private Set<Fate> fates(
            MemberState before, MemberState after, boolean diverged, double validation) {
        Set<Fate> fates = EnumSet.noneOf(Fate.class);
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
        double gain = 1 - after.loss() / constantLoss;
        double skill = Skill.of(validation, majority);
        if (diverged) {
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
