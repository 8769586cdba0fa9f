package io.gradlab.health;

import io.gradlab.core.Text;
import io.gradlab.health.diagnosis.Advice;
import io.gradlab.health.diagnosis.Diagnosis;
import io.gradlab.health.diagnosis.Evidence;
import io.gradlab.health.diagnosis.Finding;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.diagnosis.Remedy;
import io.gradlab.health.diagnosis.Severity;
import io.gradlab.health.diagnosis.Thresholds;
import io.gradlab.health.observation.Observations;
import java.util.List;
import java.util.Map;

/**
 * A report in the form in which tools read it, which {@code src/docs/health.schema.json} describes
 * name by name.
 *
 * @param schema {@link #SCHEMA}
 * @param diagnosis findings ordered by cause
 * @param observations what was seen
 * @param thresholds the limits
 */
record HealthJson(int schema, Ordered diagnosis, Observations observations, Thresholds thresholds) {

    /** Rises when a name goes or changes its meaning; names may be added without it. */
    static final int SCHEMA = 1;

    /** A diagnosis. */
    record Ordered(List<Cause> causes, List<Try> next) {}

    /** A cause with what it explains. */
    record Cause(Found finding, List<Found> consequences) {}

    /**
     * A finding.
     *
     * @param id of what is wrong
     * @param pathology the same, by the name under which it was read before there was a schema
     */
    record Found(
            Pathology id,
            Pathology pathology,
            Severity severity,
            List<String> where,
            Map<String, List<Integer>> units,
            long since,
            List<Evidence> evidence,
            Text why,
            List<Try> remedies) {}

    /** A remedy with its words. */
    record Try(Remedy id, Text words, int mended, int networks) {}

    static HealthJson of(Diagnosis diagnosis, Observations observations, Thresholds thresholds) {
        return new HealthJson(
                SCHEMA,
                new Ordered(
                        diagnosis.causes().stream().map(HealthJson::cause).toList(),
                        tries(diagnosis.next())),
                observations,
                thresholds);
    }

    private static Cause cause(Diagnosis.Cause cause) {
        return new Cause(
                found(cause.finding()),
                cause.consequences().stream().map(HealthJson::found).toList());
    }

    private static Found found(Finding finding) {
        return new Found(
                finding.pathology(),
                finding.pathology(),
                finding.severity(),
                finding.where(),
                finding.units(),
                finding.since(),
                finding.evidence(),
                finding.why(),
                tries(finding.remedies()));
    }

    private static List<Try> tries(List<Advice> advice) {
        return advice.stream()
                .map(
                        one ->
                                new Try(
                                        one.remedy(),
                                        one.remedy().words(),
                                        one.mended(),
                                        one.networks()))
                .toList();
    }
}
