package io.gradlab.calibration.published;

import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.List;
import java.util.Map;

/**
 * Rules of TheDeepChecker (Ben Braiek and Khomh: "Testing Feedforward Neural Networks Training
 * Programs", ACM Transactions on Software Engineering and Methodology 32(4), 2023, arXiv
 * 2204.00694), with its defaults:
 *
 * <ul>
 *   <li>dead units: a ReLU unit is dead if the 95th percentile of its activation is below 1e-5; a
 *       layer is named if more than half of its units are;
 *   <li>saturation: more than 0.85 of a sigmoid's or tanh's activations lie at the ends of their
 *       range;
 *   <li>vanishing gradient: mean |g| of a weight &lt; 1e-6; exploding gradient: &gt; 1e6;
 *   <li>learning rate too small, too large: log10 of a weight's mean update below -4, above -1;
 *   <li>not learning: the loss has not fallen by 5 % within a period, a tenth of the steps.
 * </ul>
 *
 * <p>What stands in: the share of units that are active on fewer than 1 % of the examples for the
 * percentile, which counts a unit as dead up to 5 %; our saturation fraction for the histogram of
 * the tool; the ratio of norms of update and weight for the mean of the ratios. The tool's checks
 * of initial weights, labels and inputs are made before a training and are left out.
 */
public final class TheDeepChecker implements PublishedTool {

    private static final double DEAD = 0.5;
    private static final double SATURATED = 0.85;
    private static final double VANISHED = 1e-6;
    private static final double EXPLODED = 1e6;
    private static final double SLOW = 1e-4;
    private static final double FAST = 1e-1;
    private static final double FALL = 0.05;
    private static final int PERIODS = 10;

    @Override
    public String name() {
        return "TheDeepChecker";
    }

    @Override
    public Map<Pathology, Long> alarms(PublishedInput input) {
        Observations seen = input.observations();
        List<Reading> readings = seen.readings();
        FirstSteps alarms = new FirstSteps();
        alarms.raise(
                Pathology.DEAD_UNITS,
                Search.first(
                        readings,
                        reading ->
                                Search.anyOf(
                                        reading,
                                        Quantity.INACTIVE_UNIT_FRACTION,
                                        Search.layers(seen, "relu"),
                                        share -> share > DEAD)));
        alarms.raise(
                Pathology.SATURATION,
                Search.first(
                        readings,
                        reading ->
                                Search.any(
                                        reading,
                                        Quantity.SATURATION_FRACTION,
                                        share -> share > SATURATED)));
        alarms.raise(
                Pathology.VANISHING_GRADIENT,
                Search.first(
                        readings,
                        reading ->
                                Search.anyWeight(
                                        reading,
                                        Quantity.MEAN_ABSOLUTE_GRADIENT,
                                        mean -> mean < VANISHED)));
        alarms.raise(
                Pathology.EXPLODING_GRADIENT,
                Search.first(
                        readings,
                        reading ->
                                Search.anyWeight(
                                        reading,
                                        Quantity.MEAN_ABSOLUTE_GRADIENT,
                                        mean -> mean > EXPLODED)));
        alarms.raise(
                Pathology.LEARNING_RATE_TOO_SMALL,
                Search.first(
                        readings,
                        reading ->
                                Search.anyWeight(
                                        reading, Quantity.UPDATE_RATIO, ratio -> ratio < SLOW)));
        alarms.raise(
                Pathology.LEARNING_RATE_TOO_LARGE,
                Search.first(
                        readings,
                        reading ->
                                Search.anyWeight(
                                        reading, Quantity.UPDATE_RATIO, ratio -> ratio > FAST)));
        alarms.raise(Pathology.NOT_LEARNING, flat(input));
        return alarms.map();
    }

    /** The end of the first period in which the loss has not fallen enough. */
    private static long flat(PublishedInput input) {
        double[] loss = input.trainLoss();
        int period = Math.max(1, input.plannedSteps() / PERIODS);
        for (int end = period; end < loss.length; end += period) {
            if (loss[end] > (1 - FALL) * loss[end - period]) {
                return end + 1L;
            }
        }
        return FirstSteps.NEVER;
    }
}
