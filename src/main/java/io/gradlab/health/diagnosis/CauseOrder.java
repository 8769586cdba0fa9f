package io.gradlab.health.diagnosis;

import static io.gradlab.health.diagnosis.Pathology.BAD_WEIGHT_SCALE;
import static io.gradlab.health.diagnosis.Pathology.DEAD_UNITS;
import static io.gradlab.health.diagnosis.Pathology.EXPLODING_GRADIENT;
import static io.gradlab.health.diagnosis.Pathology.LEARNING_RATE_TOO_LARGE;
import static io.gradlab.health.diagnosis.Pathology.LEARNING_RATE_TOO_SMALL;
import static io.gradlab.health.diagnosis.Pathology.LOSS_MISMATCH;
import static io.gradlab.health.diagnosis.Pathology.NON_FINITE;
import static io.gradlab.health.diagnosis.Pathology.NOT_LEARNING;
import static io.gradlab.health.diagnosis.Pathology.OSCILLATION;
import static io.gradlab.health.diagnosis.Pathology.OVERFITTING;
import static io.gradlab.health.diagnosis.Pathology.SATURATION;
import static io.gradlab.health.diagnosis.Pathology.SYMMETRIC_UNITS;
import static io.gradlab.health.diagnosis.Pathology.UNSCALED_INPUTS;
import static io.gradlab.health.diagnosis.Pathology.VANISHING_GRADIENT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Orders findings by cause: what explains others comes first, with those under it. */
final class CauseOrder {

    /**
     * What can follow from what, or go with it: a bad scale at the start goes with the more
     * specific names that it has.
     */
    private static final Map<Pathology, Set<Pathology>> EXPLAINS =
            Map.ofEntries(
                    Map.entry(
                            UNSCALED_INPUTS,
                            allBut(UNSCALED_INPUTS, LOSS_MISMATCH, SYMMETRIC_UNITS)),
                    Map.entry(
                            LOSS_MISMATCH,
                            allBut(
                                    UNSCALED_INPUTS,
                                    LOSS_MISMATCH,
                                    SYMMETRIC_UNITS,
                                    BAD_WEIGHT_SCALE)),
                    Map.entry(SYMMETRIC_UNITS, allBut(UNSCALED_INPUTS, LOSS_MISMATCH, NON_FINITE)),
                    Map.entry(
                            LEARNING_RATE_TOO_LARGE,
                            allBut(UNSCALED_INPUTS, LOSS_MISMATCH, SYMMETRIC_UNITS)),
                    Map.entry(NON_FINITE, allBut(UNSCALED_INPUTS, LOSS_MISMATCH)),
                    Map.entry(
                            EXPLODING_GRADIENT,
                            allBut(UNSCALED_INPUTS, LOSS_MISMATCH, SYMMETRIC_UNITS)),
                    Map.entry(
                            DEAD_UNITS,
                            EnumSet.of(
                                    SATURATION,
                                    VANISHING_GRADIENT,
                                    BAD_WEIGHT_SCALE,
                                    LEARNING_RATE_TOO_SMALL,
                                    OSCILLATION,
                                    NOT_LEARNING)),
                    Map.entry(
                            SATURATION,
                            EnumSet.of(
                                    VANISHING_GRADIENT,
                                    BAD_WEIGHT_SCALE,
                                    LEARNING_RATE_TOO_SMALL,
                                    OSCILLATION,
                                    NOT_LEARNING,
                                    OVERFITTING)),
                    Map.entry(
                            VANISHING_GRADIENT,
                            EnumSet.of(BAD_WEIGHT_SCALE, LEARNING_RATE_TOO_SMALL, NOT_LEARNING)),
                    Map.entry(
                            BAD_WEIGHT_SCALE,
                            allBut(
                                    UNSCALED_INPUTS,
                                    LOSS_MISMATCH,
                                    SYMMETRIC_UNITS,
                                    BAD_WEIGHT_SCALE)),
                    Map.entry(LEARNING_RATE_TOO_SMALL, EnumSet.of(NOT_LEARNING)),
                    Map.entry(OSCILLATION, EnumSet.of(NOT_LEARNING, OVERFITTING)),
                    Map.entry(NOT_LEARNING, EnumSet.noneOf(Pathology.class)),
                    Map.entry(OVERFITTING, EnumSet.of(NOT_LEARNING)));

    /** What describes the run as a whole has no first step that could come before a cause. */
    private static final Set<Pathology> OF_THE_RUN =
            EnumSet.of(LEARNING_RATE_TOO_SMALL, OSCILLATION, NOT_LEARNING, OVERFITTING);

    private static final Comparator<Finding> FIRST_CAUSE_FIRST =
            Comparator.comparing((Finding finding) -> finding.severity() != Severity.ALARM)
                    .thenComparing(CauseOrder::since)
                    .thenComparing(Finding::pathology);

    private CauseOrder() {}

    private static Set<Pathology> allBut(Pathology first, Pathology... others) {
        return EnumSet.complementOf(EnumSet.of(first, others));
    }

    static Diagnosis order(List<Finding> findings) {
        List<Finding> sorted = findings.stream().sorted(FIRST_CAUSE_FIRST).toList();
        List<Finding> causes = new ArrayList<>();
        List<List<Finding>> consequences = new ArrayList<>();
        for (Finding finding : sorted) {
            Optional<Finding> cause = causes.stream().filter(c -> explains(c, finding)).findFirst();
            if (cause.isPresent()) {
                consequences.get(causes.indexOf(cause.get())).add(finding);
            } else {
                causes.add(finding);
                consequences.add(new ArrayList<>());
            }
        }
        List<Diagnosis.Cause> ordered = new ArrayList<>();
        for (int i = 0; i < causes.size(); i++) {
            ordered.add(new Diagnosis.Cause(causes.get(i), consequences.get(i)));
        }
        return new Diagnosis(ordered);
    }

    private static boolean explains(Finding cause, Finding finding) {
        return since(cause) <= since(finding)
                && EXPLAINS.getOrDefault(cause.pathology(), Set.of()).contains(finding.pathology());
    }

    private static long since(Finding finding) {
        return OF_THE_RUN.contains(finding.pathology()) ? Long.MAX_VALUE : finding.since();
    }
}
