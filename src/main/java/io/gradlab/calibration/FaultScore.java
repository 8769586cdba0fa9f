package io.gradlab.calibration;

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
record FaultScore(
        FaultKind kind, Share recall, Share first, Share noticed, Share harmless, double delay) {

    static FaultScore of(FaultKind kind, String detector, Assessments assessments) {
        Assessments sick = assessments.with(Label.SICK).of(kind);
        return new FaultScore(
                kind,
                sick.share(j -> !j.right(detector).isEmpty()),
                sick.share(j -> j.firstIsRight(detector)),
                sick.share(j -> j.alarmed(detector)),
                assessments.with(Label.HARMLESS).of(kind).share(j -> j.alarmed(detector)),
                sick.delay(detector));
    }
}
