package io.gradlab.calibration;

import io.gradlab.health.Diagnosis;
import io.gradlab.health.Finding;
import io.gradlab.health.Observations;
import io.gradlab.health.Pathology;
import io.gradlab.health.Reading;
import io.gradlab.health.Rules;
import io.gradlab.health.Severity;
import io.gradlab.health.Thresholds;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of {@link io.gradlab.health}. A network is alarmed with a pathology if the diagnosis of
 * the whole run has a finding of it with {@link Severity#ALARM}; since when, is the first reading
 * after which the diagnosis had it too, or the last step if none had.
 *
 * @param thresholds the limits
 */
public record HealthRules(Thresholds thresholds) implements Detector {

    /** Its name in the report. */
    public static final String NAME = "Gradlab";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Alarm> alarms(TrainedNetwork network) {
        Observations whole = network.observations();
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
