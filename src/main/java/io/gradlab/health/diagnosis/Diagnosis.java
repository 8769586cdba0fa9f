package io.gradlab.health.diagnosis;

import java.util.List;
import java.util.stream.Stream;

/**
 * The findings ordered by cause: the first cause first, its consequences under it.
 *
 * @param causes in the order in which they should be mended
 * @param next what to try next where there is no alarm though the network has not learned all that
 *     it should, that which mended most such networks first; else empty
 */
public record Diagnosis(List<Cause> causes, List<Advice> next) {

    /** Causes alone. */
    Diagnosis(List<Cause> causes) {
        this(causes, List.of());
    }

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
        next = List.copyOf(next);
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
