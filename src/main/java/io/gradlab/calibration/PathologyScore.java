package io.gradlab.calibration;

import io.gradlab.health.diagnosis.Pathology;

/**
 * How right a detector's alarms of one pathology are, see {@link Scores}.
 *
 * @param pathology what the alarms say
 * @param precision of the labelled networks with such an alarm, those that it truly describes
 * @param first of the labelled networks with such an alarm first, those that it truly describes
 * @param healthy of the healthy networks, those with such an alarm
 * @param harmless of the harmless networks, those with such an alarm
 */
record PathologyScore(
        Pathology pathology, Share precision, Share first, Share healthy, Share harmless) {

    static PathologyScore of(Pathology pathology, String detector, Assessments assessments) {
        Assessments named = assessments.labelled().where(j -> j.alarmed(detector, pathology));
        Assessments first = named.where(j -> j.alarms(detector).get(0).pathology() == pathology);
        return new PathologyScore(
                pathology,
                named.share(j -> j.truth().contains(pathology)),
                first.share(j -> j.truth().contains(pathology)),
                assessments.with(Label.HEALTHY).share(j -> j.alarmed(detector, pathology)),
                assessments.with(Label.HARMLESS).share(j -> j.alarmed(detector, pathology)));
    }
}
