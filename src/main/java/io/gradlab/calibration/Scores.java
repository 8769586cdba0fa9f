package io.gradlab.calibration;

import io.gradlab.health.diagnosis.Pathology;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a detector fared. Networks whose start fails without a fault do not count anywhere.
 *
 * @param detector its name
 * @param noticed of the sick networks, those with any alarm
 * @param recall of the sick networks, those with an alarm that truly describes them
 * @param first of the sick networks, those whose first alarm truly describes them
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
public record Scores(
        String detector,
        Share noticed,
        Share recall,
        Share first,
        Share alarmRight,
        Share precision,
        Share healthy,
        Share harmless,
        double delay,
        List<FaultScore> faults,
        List<PathologyScore> pathologies) {

    /**
     * Counts.
     *
     * @param detector whose alarms
     * @param verdicts of any networks
     * @return the scores
     */
    public static Scores of(String detector, List<Judgement> verdicts) {
        List<Judgement> sick = with(Label.SICK, verdicts);
        List<Judgement> alarmed =
                labelled(verdicts).stream().filter(v -> v.alarmed(detector)).toList();
        return new Scores(
                detector,
                Share.of(sick, v -> v.alarmed(detector)),
                Share.of(sick, v -> !v.right(detector).isEmpty()),
                Share.of(sick, v -> v.firstIsRight(detector)),
                Share.of(alarmed, v -> v.label() == Label.SICK),
                Share.of(alarmed, v -> v.firstIsRight(detector)),
                Share.of(with(Label.HEALTHY, verdicts), v -> v.alarmed(detector)),
                Share.of(with(Label.HARMLESS, verdicts), v -> v.alarmed(detector)),
                delay(detector, sick),
                faults(detector, verdicts),
                Stream.of(Pathology.values())
                        .map(pathology -> PathologyScore.of(pathology, detector, verdicts))
                        .toList());
    }

    private static List<FaultScore> faults(String detector, List<Judgement> verdicts) {
        return Arrays.stream(FaultKind.values())
                .filter(kind -> kind != FaultKind.NONE)
                .map(kind -> FaultScore.of(kind, detector, verdicts))
                .toList();
    }

    static List<Judgement> labelled(List<Judgement> verdicts) {
        return verdicts.stream().filter(v -> v.label() != Label.UNLABELLED).toList();
    }

    static List<Judgement> with(Label label, List<Judgement> verdicts) {
        return verdicts.stream().filter(v -> v.label() == label).toList();
    }

    static List<Judgement> with(FaultKind kind, Label label, List<Judgement> verdicts) {
        return with(label, verdicts).stream()
                .filter(v -> v.gridCase().fault().kind() == kind)
                .toList();
    }

    /** Median over the networks that are truly described; of an even number the mean of two. */
    static double delay(String detector, List<Judgement> sick) {
        long[] steps =
                sick.stream()
                        .filter(v -> !v.right(detector).isEmpty())
                        .mapToLong(v -> earliest(v.right(detector)))
                        .sorted()
                        .toArray();
        int half = steps.length / 2;
        if (steps.length == 0) {
            return Double.NaN;
        }
        return steps.length % 2 == 1 ? steps[half] : (steps[half - 1] + steps[half]) / 2.0;
    }

    private static long earliest(List<Alarm> alarms) {
        return alarms.stream().mapToLong(Alarm::step).min().orElseThrow();
    }
}
