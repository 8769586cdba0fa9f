package io.gradlab.calibration.published;

import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Set;

/** SageMaker Debugger's rule of that name, see {@link SageMakerDebugger}. */
final class PoorWeightInitialization {

    private static final int INITIAL_STEPS = 10;
    private static final double VARIANCE_RATIO = 10;
    private static final double DISTRIBUTION_RANGE = 0.001;
    private static final int PATIENCE = 5;

    private PoorWeightInitialization() {}

    /** First step at which one of its three conditions holds. */
    static long step(PublishedInput input) {
        Observations observations = input.observations();
        List<Reading> initial =
                observations.readings().stream().filter(r -> r.step() <= INITIAL_STEPS).toList();
        Set<String> relu = Search.layers(observations, "relu");
        long variance = Search.first(initial, r -> unevenVariance(r, relu));
        long gradient =
                Search.first(
                        initial,
                        r ->
                                Search.any(
                                        r,
                                        Quantity.Q95_ABSOLUTE_GRADIENT,
                                        q -> 2 * q < DISTRIBUTION_RANGE));
        return Math.min(Math.min(variance, gradient), lossStandsStill(input.trainLoss()));
    }

    private static boolean unevenVariance(Reading reading, Set<String> layers) {
        DoubleSummaryStatistics variance =
                layers.stream()
                        .mapToDouble(layer -> reading.value(Quantity.Z_STD, layer))
                        .map(std -> std * std)
                        .summaryStatistics();
        return variance.getMax() > VARIANCE_RATIO * variance.getMin();
    }

    private static long lossStandsStill(double[] loss) {
        int best = 0;
        for (int i = 1; i < Math.min(loss.length, INITIAL_STEPS); i++) {
            if (loss[i] < loss[best]) {
                best = i;
            } else if (i - best >= PATIENCE) {
                return i + 1L;
            }
        }
        return FirstSteps.NEVER;
    }
}
