package io.gradlab.calibration;

import io.gradlab.health.diagnosis.Diagnosis;
import io.gradlab.health.diagnosis.Finding;
import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.diagnosis.Rules;
import io.gradlab.health.diagnosis.Severity;
import io.gradlab.health.diagnosis.Thresholds;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of {@link io.gradlab.health}. A network is alarmed with a pathology if the diagnosis of
 * the whole run has a finding of it with {@link Severity#ALARM}; since when, is the first reading
 * after which the diagnosis had it too, or the last step if none had.
 *
 * @param name in the report
 * @param thresholds the limits
 * @param lastStep what comes after this step is not seen
 */
record HealthRules(String name, Thresholds thresholds, long lastStep) implements Detector {

    /** The rules as the listener applies them to a whole run. */
    static HealthRules wholeRun(Thresholds thresholds) {
        return new HealthRules("Gradlab", thresholds, Long.MAX_VALUE);
    }

    /** The rules as {@code Preflight} applies them to a start. */
    static HealthRules preflight(Thresholds thresholds) {
        return new HealthRules("Gradlab preflight", thresholds, 1);
    }

    @Override
    public List<Alarm> alarms(TrainedNetwork network) {
        Observations whole = Truncation.at(network.observations(), lastStep);
        List<Pathology> named = named(whole);
        return named.isEmpty() ? List.of() : since(named, whole);
    }

    private List<Alarm> since(List<Pathology> named, Observations whole) {
        List<Pathology> left = new ArrayList<>(named);
        Alarm[] alarms = new Alarm[named.size()];
        for (Reading reading : whole.readings()) {
            if (left.isEmpty()) {
                break;
            }
            for (Pathology pathology : named(Truncation.at(whole, reading.step()))) {
                if (left.remove(pathology)) {
                    alarms[named.indexOf(pathology)] = new Alarm(pathology, reading.step());
                }
            }
        }
        left.forEach(
                pathology ->
                        alarms[named.indexOf(pathology)] = new Alarm(pathology, whole.steps()));
        return List.of(alarms);
    }

    private List<Pathology> named(Observations observations) {
        Diagnosis diagnosis = Rules.diagnose(observations, thresholds);
        return diagnosis.findings().stream()
                .filter(finding -> finding.severity() == Severity.ALARM)
                .map(Finding::pathology)
                .distinct()
                .toList();
    }
}
