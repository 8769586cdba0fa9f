package io.gradlab.health.diagnosis;

import java.util.List;
import java.util.stream.Stream;

/**
 * The findings ordered by cause: the first cause first, its consequences under it.
 *
 * @param causes in the order in which they should be mended
 */
public record Diagnosis(List<Cause> causes) {

    /**
     * A finding that no other one explains, with those that it explains.
     *
     * @param finding the cause
     * @param consequences what follows from it or goes with it
     */
    public record Cause(Finding finding, List<Finding> consequences) {

        /** Copies the list. */
        public Cause {
            consequences = List.copyOf(consequences);
        }
    }

    /** Copies the list. */
    public Diagnosis {
        causes = List.copyOf(causes);
    }

    /**
     * Every finding.
     *
     * @return causes and consequences
     */
    public List<Finding> findings() {
        return causes.stream()
                .flatMap(
                        cause ->
                                Stream.concat(
                                        Stream.of(cause.finding()), cause.consequences().stream()))
                .toList();
    }

    /**
     * Whether nothing keeps the network from learning.
     *
     * @return false if there is an alarm; warnings do not count
     */
    public boolean healthy() {
        return findings().stream().noneMatch(finding -> finding.severity() == Severity.ALARM);
    }
}
