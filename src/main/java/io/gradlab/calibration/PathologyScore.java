package io.gradlab.calibration;

import io.gradlab.health.diagnosis.Pathology;
import java.util.List;

/**
 * How right a detector's alarms of one pathology are, see {@link Scores}.
 *
 * @param pathology what the alarms say
 * @param precision of the labelled networks with such an alarm, those that it truly describes
 * @param first of the labelled networks with such an alarm first, those that it truly describes
 * @param healthy of the healthy networks, those with such an alarm
 * @param harmless of the harmless networks, those with such an alarm
 */
public record PathologyScore(
        Pathology pathology, Share precision, Share first, Share healthy, Share harmless) {

    static PathologyScore of(Pathology pathology, String detector, List<Judgement> verdicts) {
        List<Judgement> named =
                Scores.labelled(verdicts).stream()
                        .filter(v -> v.alarmed(detector, pathology))
                        .toList();
        List<Judgement> first =
                named.stream()
                        .filter(v -> v.alarms(detector).get(0).pathology() == pathology)
                        .toList();
        return new PathologyScore(
                pathology,
                Share.of(named, v -> v.truth().contains(pathology)),
                Share.of(first, v -> v.truth().contains(pathology)),
                Share.of(Scores.with(Label.HEALTHY, verdicts), v -> v.alarmed(detector, pathology)),
                Share.of(
                        Scores.with(Label.HARMLESS, verdicts),
                        v -> v.alarmed(detector, pathology)));
    }
}
