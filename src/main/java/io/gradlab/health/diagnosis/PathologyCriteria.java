package io.gradlab.health.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * What makes a pathology, as functions of numbers: the rules take them from readings, populations,
 * which have none, from their arrays. NaN is no sign.
 *
 * @param limits the limits
 */
public record PathologyCriteria(Thresholds limits) {

    /**
     * Dead units of a layer. One that was born dead counts from a smaller fraction on.
     *
     * @param atBirth dead unit fraction at the start
     * @param now the same now
     * @return the limit that it is above, {@link Threshold#DEAD_AT_BIRTH} or {@link
     *     Threshold#DEAD_LATER}; null if it is not
     */
    public @Nullable Threshold dead(double atBirth, double now) {
        Threshold limit = bornDead(atBirth) ? Threshold.DEAD_AT_BIRTH : Threshold.DEAD_LATER;
        return now > limits.get(limit) ? limit : null;
    }

    boolean bornDead(double atBirth) {
        return atBirth > limits.get(Threshold.DEAD_AT_BIRTH);
    }

    /**
     * Symmetric units of a layer: copies from the start to now.
     *
     * @param atBirth share of distinct units at the start
     * @param now the same now
     * @return whether both are at most {@link Threshold#DISTINCT_SHARE}
     */
    public boolean symmetric(double atBirth, double now) {
        double limit = limits.get(Threshold.DISTINCT_SHARE);
        return atBirth <= limit && now <= limit;
    }

    /**
     * A vanishing gradient.
     *
     * @param ratio gradient norm of the first weight over that of the last, at the start
     * @return whether it is below {@link Threshold#VANISHING_RATIO}
     */
    public boolean vanishing(double ratio) {
        return ratio < limits.get(Threshold.VANISHING_RATIO);
    }

    /**
     * Whether a network has learned: by its skill, or where the labels are no classes by its gain.
     *
     * @param skill NaN where the labels are no classes
     * @param gain share of a constant's loss that is gone
     * @return whether that which counts is at least {@link Threshold#LEARNED_SKILL} or {@link
     *     Threshold#LEARNED_GAIN}
     */
    public boolean learned(double skill, double gain) {
        return Double.isNaN(skill)
                ? gain >= limits.get(Threshold.LEARNED_GAIN)
                : skill >= limits.get(Threshold.LEARNED_SKILL);
    }

    /**
     * Not learning.
     *
     * @param steps of the training so far
     * @param learned whether it has learned all the same
     * @param gain share of a constant's loss that is gone
     * @return whether it has not after {@value Threshold#FAIR_STEPS} steps or more, with a gain
     *     below {@link Threshold#NO_GAIN}
     */
    public boolean notLearning(long steps, boolean learned, double gain) {
        return steps >= Threshold.FAIR_STEPS && !learned && gain < limits.get(Threshold.NO_GAIN);
    }
}
