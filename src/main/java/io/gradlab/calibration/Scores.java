package io.gradlab.calibration;

import io.gradlab.health.diagnosis.Pathology;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a detector fared. Networks whose start fails without a fault do not count anywhere.
 *
 * @param detector its name
 * @param noticed of the sick networks, those with any alarm
 * @param recall of the sick networks, those with an alarm that truly describes them
 * @param first of the sick networks, those whose first alarm truly describes them
 * @param weighted the same with each kind of fault counted by its frequency in practice
 * @param all of the networks sick of two faults, those of which both are named
 * @param alarmRight of the networks with any alarm, those that are sick
 * @param precision of the networks with any alarm, those that are sick and truly described by the
 *     first one
 * @param healthy of the healthy networks, those with any alarm
 * @param harmless of the networks with a fault that did no harm, those with any alarm
 * @param delay median step of the earliest true alarm over the sick networks that have one, else
 *     NaN
 * @param faults by kind of fault
 * @param pathologies by what the alarm says
 */
record Scores(
        String detector,
        Share noticed,
        Share recall,
        Share first,
        double weighted,
        Share all,
        Share alarmRight,
        Share precision,
        Share healthy,
        Share harmless,
        double delay,
        List<FaultScore> faults,
        List<PathologyScore> pathologies) {

    static Scores of(String detector, Assessments assessments) {
        Assessments sick = assessments.with(Label.SICK);
        Assessments alarmed = assessments.labelled().where(j -> j.alarmed(detector));
        return new Scores(
                detector,
                sick.share(j -> j.alarmed(detector)),
                sick.share(j -> !j.right(detector).isEmpty()),
                sick.share(j -> j.firstIsRight(detector)),
                weighted(detector, sick),
                sick.where(j -> j.harmful().size() > 1).share(j -> j.allNamed(detector)),
                alarmed.share(j -> j.label() == Label.SICK),
                alarmed.share(j -> j.firstIsRight(detector)),
                assessments.with(Label.HEALTHY).share(j -> j.alarmed(detector)),
                assessments.with(Label.HARMLESS).share(j -> j.alarmed(detector)),
                sick.delay(detector),
                Stream.of(FaultKind.values())
                        .map(kind -> FaultScore.of(kind, detector, assessments))
                        .toList(),
                Stream.of(Pathology.values())
                        .map(pathology -> PathologyScore.of(pathology, detector, assessments))
                        .toList());
    }

    /** Mean over the kinds of fault of the share named first, weighted by frequency. */
    private static double weighted(String detector, Assessments sick) {
        double sum = 0;
        double weights = 0;
        for (FaultKind kind : FaultKind.values()) {
            Share share = sick.of(kind).share(j -> j.firstIsRight(detector));
            if (share.of() > 0) {
                sum += kind.frequency() * share.value();
                weights += kind.frequency();
            }
        }
        return sum / weights;
    }

    /** Mean of the shares of sick networks with and of healthy ones without an alarm. */
    double balancedAccuracy() {
        return (noticed.value() + 1 - healthy.value()) / 2;
    }
}
