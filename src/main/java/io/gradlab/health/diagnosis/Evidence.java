package io.gradlab.health.diagnosis;

import io.gradlab.core.Text;

/**
 * A measured value beside its threshold.
 *
 * @param quantity what was measured, with where and when if it matters
 * @param value the value
 * @param relation how a finding stands to the threshold, {@code <} or {@code >}; empty for a fact
 *     that {@code quantity} tells whole, without a number and a limit
 * @param threshold the limit that was crossed
 */
public record Evidence(Text quantity, double value, String relation, double threshold) {

    static Evidence fact(Text sentence) {
        return new Evidence(sentence, Double.NaN, "", Double.NaN);
    }

    /** As text: for example {@code dead unit fraction of fc1: 1 > 0.75}. */
    public Text text() {
        return relation.isEmpty()
                ? quantity
                : Text.of(
                        "%s: %s %s %s",
                        quantity, Numbers.text(value), relation, Numbers.text(threshold));
    }

    /** The same in English. */
    @Override
    public String toString() {
        return text().toString();
    }
}
