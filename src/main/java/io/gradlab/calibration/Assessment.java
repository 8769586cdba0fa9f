package io.gradlab.calibration;

import io.gradlab.health.diagnosis.Pathology;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What detectors say of a network, beside what is true.
 *
 * @param gridCase which network
 * @param label what is true
 * @param harmful the faults that it fails of: those that harm alone, both if neither does; none
 *     unless it is sick
 * @param score what the label comes from
 * @param alarms by the name of the detector
 */
record Assessment(
        GridCase gridCase,
        Label label,
        List<FaultKind> harmful,
        double score,
        Map<String, List<Alarm>> alarms) {

    /** The pathologies that truly describe it: none unless it is sick. */
    Set<Pathology> truth() {
        Set<Pathology> truth = EnumSet.noneOf(Pathology.class);
        harmful.forEach(kind -> truth.addAll(kind.describedBy()));
        return truth;
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

    /** Whether each of its faults has an alarm that truly describes it. */
    boolean allNamed(String detector) {
        return harmful.stream()
                .allMatch(
                        kind ->
                                alarms(detector).stream()
                                        .anyMatch(
                                                alarm ->
                                                        kind.describedBy()
                                                                .contains(alarm.pathology())));
    }

    String alarmText(String detector) {
        return alarms(detector).stream()
                .map(alarm -> alarm.pathology() + "@" + alarm.step())
                .collect(Collectors.joining(" "));
    }
}
