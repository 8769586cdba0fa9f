package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.Observations;
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
        return CauseOrder.order(ALL.stream().flatMap(rule -> rule.find(course).stream()).toList());
    }
}
