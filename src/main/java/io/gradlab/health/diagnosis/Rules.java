package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All rules, a line each, and their verdict on what was observed. */
public final class Rules {

    private static final List<Rule> ALL =
            List.of(
                    new NothingSeenRule(),
                    new OneClassRule(),
                    new LabelShapeRule(),
                    new LabelFormRule(),
                    new WrongLossRule(),
                    new OutputRangeRule(),
                    new UnscaledTargetsRule(),
                    new FrozenLayersRule(),
                    new GradientsNotClearedRule(),
                    new NoNonlinearityRule(),
                    new NoGradientRule(),
                    new OneClassBatchesRule(),
                    new BatchNormLagRule(),
                    new DropoutRule(),
                    new RareClassRule(),
                    new UnscaledInputsRule(),
                    new LossMismatchRule(),
                    new WeightScaleRule(),
                    new SymmetricUnitsRule(),
                    new LearningRateTooLargeRule(),
                    new NonFiniteRule(),
                    new ExplodingGradientRule(),
                    new DeadUnitsRule(),
                    new SaturationRule(),
                    new VanishingGradientRule(),
                    new LearningRateTooSmallRule(),
                    new TooFewEpochsRule(),
                    new TooFewUnitsRule(),
                    new WrongLabelsRule(),
                    new OscillationRule(),
                    new NotLearningRule(),
                    new OverfittingRule());

    private Rules() {}

    /**
     * Diagnoses a run, or the part of it that was observed so far.
     *
     * @param observations what was seen
     * @param thresholds the limits
     * @return findings ordered by cause
     */
    public static Diagnosis diagnose(Observations observations, Thresholds thresholds) {
        Course course = new Course(observations, thresholds);
        Diagnosis ordered =
                CauseOrder.order(ALL.stream().flatMap(rule -> rule.find(course).stream()).toList());
        boolean open = ordered.healthy() && !course.startAlone() && !course.learned();
        return open ? new Diagnosis(ordered.causes(), next(course)) : ordered;
    }

    /** The rate first where the last steps were small: the order of the shares knows no rate. */
    private static List<Advice> next(Course course) {
        List<Advice> next =
                new ArrayList<>(
                        MendedShares.order(
                                MendedShares.NOTHING_FOUND, Followed.open(course, Followed.NEXT)));
        double update =
                course.started()
                        ? Largest.of(course, List.of(course.last()), Quantity.UPDATE_RATIO).value()
                        : Double.NaN;
        if (update < course.limit(Threshold.UPDATE_RATIO_SMALL)) {
            next.sort(Comparator.comparing(advice -> advice.remedy() != Remedy.RAISE_RATE));
        }
        return next;
    }
}
