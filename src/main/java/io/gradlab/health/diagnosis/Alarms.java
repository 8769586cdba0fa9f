package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.Reading;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The alarms of one training that were told. An alarm is a pathology in a layer, or in the whole
 * run; one that goes and comes back is the same. That a training was too short is not said while it
 * goes on.
 */
public final class Alarms {

    private record Place(Pathology pathology, String where) {}

    private final Set<Place> told = new HashSet<>();

    /**
     * Notes the alarms of a diagnosis.
     *
     * @param diagnosis of what was seen so far
     * @param ended whether no step follows
     * @return the findings that are an alarm where there was none, in the diagnosis's order
     */
    public List<Finding> fresh(Diagnosis diagnosis, boolean ended) {
        return diagnosis.findings().stream()
                .filter(finding -> finding.severity() == Severity.ALARM)
                .filter(finding -> ended || finding.pathology() != Pathology.TOO_FEW_EPOCHS)
                .filter(finding -> told.addAll(places(finding)))
                .toList();
    }

    private static List<Place> places(Finding finding) {
        Stream<String> where =
                finding.where().isEmpty() ? Stream.of(Reading.RUN) : finding.where().stream();
        return where.map(each -> new Place(finding.pathology(), each)).toList();
    }
}
