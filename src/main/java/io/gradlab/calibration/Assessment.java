package io.gradlab.calibration;

import io.gradlab.health.diagnosis.Pathology;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What detectors say of a network, beside what is true.
 *
 * @param gridCase which network
 * @param label what is true
 * @param testAccuracy what the label comes from
 * @param alarms by the name of the detector
 */
record Assessment(
        GridCase gridCase, Label label, double testAccuracy, Map<String, List<Alarm>> alarms) {

    /** The pathologies that truly describe it: none unless it is sick. */
    Set<Pathology> truth() {
        return label == Label.SICK ? gridCase.fault().kind().describedBy() : Set.of();
    }

    List<Alarm> alarms(String detector) {
        return alarms.getOrDefault(detector, List.of());
    }

    boolean alarmed(String detector) {
        return !alarms(detector).isEmpty();
    }

    boolean alarmed(String detector, Pathology pathology) {
        return alarms(detector).stream().anyMatch(alarm -> alarm.pathology() == pathology);
    }

    /** The alarms that truly describe it. */
    List<Alarm> right(String detector) {
        return alarms(detector).stream()
                .filter(alarm -> truth().contains(alarm.pathology()))
                .toList();
    }

    boolean firstIsRight(String detector) {
        return alarmed(detector) && truth().contains(alarms(detector).get(0).pathology());
    }

    String alarmText(String detector) {
        return alarms(detector).stream()
                .map(alarm -> alarm.pathology() + "@" + alarm.step())
                .collect(Collectors.joining(" "));
    }
}
