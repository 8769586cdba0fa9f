package io.gradlab.health.diagnosis;

/**
 * A measured value beside its threshold.
 *
 * @param quantity what was measured, with where and when if it matters
 * @param value the value
 * @param relation how a finding stands to the threshold, {@code <} or {@code >}; empty for a fact
 *     that {@code quantity} tells whole, without a number and a limit
 * @param threshold the limit that was crossed
 */
public record Evidence(String quantity, double value, String relation, double threshold) {

    static Evidence fact(String sentence) {
        return new Evidence(sentence, Double.NaN, "", Double.NaN);
    }

    /**
     * As text.
     *
     * @return for example {@code dead unit fraction of fc1: 1 > 0.75}
     */
    @Override
    public String toString() {
        return relation.isEmpty()
                ? quantity
                : "%s: %s %s %s"
                        .formatted(
                                quantity, Numbers.text(value), relation, Numbers.text(threshold));
    }
}
