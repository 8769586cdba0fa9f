package io.gradlab.health.diagnosis;

import static io.gradlab.health.diagnosis.Pathology.BAD_WEIGHT_SCALE;
import static io.gradlab.health.diagnosis.Pathology.DEAD_UNITS;
import static io.gradlab.health.diagnosis.Pathology.DROPOUT_TOO_STRONG;
import static io.gradlab.health.diagnosis.Pathology.EXPLODING_GRADIENT;
import static io.gradlab.health.diagnosis.Pathology.FROZEN_LAYERS;
import static io.gradlab.health.diagnosis.Pathology.GRADIENTS_NOT_CLEARED;
import static io.gradlab.health.diagnosis.Pathology.LEARNING_RATE_TOO_LARGE;
import static io.gradlab.health.diagnosis.Pathology.LEARNING_RATE_TOO_SMALL;
import static io.gradlab.health.diagnosis.Pathology.NON_FINITE;
import static io.gradlab.health.diagnosis.Pathology.NOT_LEARNING;
import static io.gradlab.health.diagnosis.Pathology.NO_NONLINEARITY;
import static io.gradlab.health.diagnosis.Pathology.ONE_CLASS;
import static io.gradlab.health.diagnosis.Pathology.ONE_CLASS_BATCHES;
import static io.gradlab.health.diagnosis.Pathology.OSCILLATION;
import static io.gradlab.health.diagnosis.Pathology.OVERFITTING;
import static io.gradlab.health.diagnosis.Pathology.RARE_CLASS;
import static io.gradlab.health.diagnosis.Pathology.SATURATION;
import static io.gradlab.health.diagnosis.Pathology.SYMMETRIC_UNITS;
import static io.gradlab.health.diagnosis.Pathology.TOO_FEW_EPOCHS;
import static io.gradlab.health.diagnosis.Pathology.TOO_FEW_UNITS;
import static io.gradlab.health.diagnosis.Pathology.UNSCALED_INPUTS;
import static io.gradlab.health.diagnosis.Pathology.UNSCALED_TARGETS;
import static io.gradlab.health.diagnosis.Pathology.VANISHING_GRADIENT;
import static io.gradlab.health.diagnosis.Pathology.WRONG_LABELS;

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
                            TOO_FEW_UNITS,
                            allBut(TOO_FEW_UNITS, NON_FINITE, LEARNING_RATE_TOO_LARGE)),
                    Map.entry(LEARNING_RATE_TOO_LARGE, allBut(SYMMETRIC_UNITS)),
                    Map.entry(NON_FINITE, allBut(NON_FINITE)),
                    Map.entry(EXPLODING_GRADIENT, allBut(SYMMETRIC_UNITS)),
                    Map.entry(
                            DEAD_UNITS,
                            allBut(
                                    LEARNING_RATE_TOO_LARGE,
                                    NON_FINITE,
                                    EXPLODING_GRADIENT,
                                    SYMMETRIC_UNITS)),
                    Map.entry(
                            SATURATION,
                            allBut(
                                    LEARNING_RATE_TOO_LARGE,
                                    NON_FINITE,
                                    EXPLODING_GRADIENT,
                                    SYMMETRIC_UNITS,
                                    DEAD_UNITS)),
                    Map.entry(
                            VANISHING_GRADIENT,
                            EnumSet.of(
                                    BAD_WEIGHT_SCALE,
                                    LEARNING_RATE_TOO_SMALL,
                                    TOO_FEW_EPOCHS,
                                    NOT_LEARNING)),
                    Map.entry(BAD_WEIGHT_SCALE, allBut(SYMMETRIC_UNITS)),
                    Map.entry(WRONG_LABELS, EnumSet.of(LEARNING_RATE_TOO_SMALL, NOT_LEARNING)),
                    Map.entry(LEARNING_RATE_TOO_SMALL, EnumSet.of(TOO_FEW_EPOCHS, NOT_LEARNING)),
                    Map.entry(TOO_FEW_EPOCHS, EnumSet.of(OSCILLATION, NOT_LEARNING)),
                    Map.entry(OSCILLATION, EnumSet.of(NOT_LEARNING, OVERFITTING)),
                    Map.entry(OVERFITTING, EnumSet.of(NOT_LEARNING)));

    /** What describes the run as a whole has no first step that could come before a cause. */
    private static final Set<Pathology> OF_THE_RUN =
            EnumSet.of(
                    RARE_CLASS,
                    WRONG_LABELS,
                    LEARNING_RATE_TOO_SMALL,
                    TOO_FEW_EPOCHS,
                    OSCILLATION,
                    NOT_LEARNING,
                    OVERFITTING);

    /** Of the data, the loss and what may learn at all: each explains all that comes after it. */
    private static final Set<Pathology> FUNDAMENTAL = EnumSet.range(ONE_CLASS, DROPOUT_TOO_STRONG);

    /**
     * Of the data and the program as they are: no other fault makes them so, and to mend it leaves
     * them as they are.
     */
    private static final Set<Pathology> GIVEN =
            EnumSet.of(
                    UNSCALED_TARGETS,
                    UNSCALED_INPUTS,
                    FROZEN_LAYERS,
                    GRADIENTS_NOT_CLEARED,
                    NO_NONLINEARITY,
                    ONE_CLASS_BATCHES);

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
        if (GIVEN.contains(finding.pathology())) {
            return false;
        }
        if (FUNDAMENTAL.contains(cause.pathology())) {
            return cause.pathology().compareTo(finding.pathology()) < 0;
        }
        return since(cause) <= since(finding)
                && EXPLAINS.getOrDefault(cause.pathology(), Set.of()).contains(finding.pathology());
    }

    private static long since(Finding finding) {
        return OF_THE_RUN.contains(finding.pathology()) ? Long.MAX_VALUE : finding.since();
    }
}
