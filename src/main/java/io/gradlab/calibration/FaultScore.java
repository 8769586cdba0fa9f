package io.gradlab.calibration;

import java.util.List;

/**
 * How a detector fared with one kind of fault, see {@link Scores}.
 *
 * @param kind the fault
 * @param recall of the networks sick with it, those with an alarm that truly describes it
 * @param first of the same, those whose first alarm does
 * @param noticed of the same, those with any alarm
 * @param harmless of the networks that it did no harm, those with any alarm
 * @param delay median step of the earliest true alarm over the networks that have one, else NaN
 */
public record FaultScore(
        FaultKind kind, Share recall, Share first, Share noticed, Share harmless, double delay) {

    static FaultScore of(FaultKind kind, String detector, List<Judgement> verdicts) {
        List<Judgement> sick = Scores.with(kind, Label.SICK, verdicts);
        return new FaultScore(
                kind,
                Share.of(sick, v -> !v.right(detector).isEmpty()),
                Share.of(sick, v -> v.firstIsRight(detector)),
                Share.of(sick, v -> v.alarmed(detector)),
                Share.of(Scores.with(kind, Label.HARMLESS, verdicts), v -> v.alarmed(detector)),
                Scores.delay(detector, sick));
    }
}
