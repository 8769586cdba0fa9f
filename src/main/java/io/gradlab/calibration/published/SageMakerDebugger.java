package io.gradlab.calibration.published;

import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.observation.LossPoint;
import io.gradlab.health.observation.NonFinite;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;

/**
 * The built-in rules of Amazon SageMaker Debugger, from their descriptions and default values in
 * the Amazon SageMaker Developer Guide, <a
 * href="https://docs.aws.amazon.com/sagemaker/latest/dg/debugger-built-in-rules.html">List of
 * Debugger built-in rules</a>. A rule looks at every reading, as if tensors were saved there.
 *
 * <ul>
 *   <li><b>VanishingGradient</b>, vanishing gradient: mean of |g| of a parameter &lt; 1e-7.
 *   <li><b>ExplodingTensor</b>, non-finite value: a NaN or an infinity in any tensor.
 *   <li><b>DeadRelu</b>, dead units: a ReLU active on less than 1 % (threshold_inactivity) is dead;
 *       more than 50 % (threshold_layer) of a layer's are.
 *   <li><b>SaturatedActivation</b>, saturation: likewise for tanh, active in (-9.4999, 9.4999), and
 *       sigmoid, active in (-23, 16.99999).
 *   <li><b>PoorWeightInitialization</b>, bad weight scale, in the first 10 steps: the variances of
 *       the inputs of two ReLU layers differ by a factor above 10; or the 5th and 95th percentile
 *       of a gradient are less than 0.001 apart; or the loss has not improved for 5 steps. The
 *       readings hold the 95th percentile of |g|; twice that is never below the true distance and
 *       stands in for it, so that no alarm is charged to the rule that its definition would not
 *       give. The rule's variance runs over the whole tensor, ours over examples, unit by unit.
 *   <li><b>WeightUpdateRatio</b>, learning rate too large: update over weight &gt; 10; learning
 *       rate too small: &lt; 1e-8. The documentation names no norm; L2 stands in. Its epsilon of
 *       1e-9 in the denominator is left out: weights of exactly 0 that move give an infinite ratio.
 *   <li><b>AllZero</b>, symmetric units: 100 % of a tensor is 0. The user names the tensors; here
 *       they are the weights, since a network of zero weights is what the documentation of
 *       PoorWeightInitialization calls unbroken symmetry.
 *   <li><b>UnchangedTensor</b>, learning rate too small: numpy.allclose with rtol 1e-5 over 3
 *       steps. The user names the tensors; here they are the weights. A norm stands in for the
 *       comparison of elements, and atol, 1e-8, is left out: ||update|| &lt;= 1e-5 ||w|| in two
 *       readings running.
 *   <li><b>LossNotDecreasing</b>, not learning: every 10 steps, the loss is not below that of 10
 *       steps before (diff_percent has no default: any decrease will do).
 *   <li><b>Overfit</b>, overfitting: (validation loss - training loss) / training loss &gt; 0.1
 *       once (patience 1).
 * </ul>
 *
 * <p>Not here: TensorVariance (no default thresholds), Overtraining (that a run could have ended
 * sooner is no pathology), ClassImbalance, Confusion and the rules on images, sequences and trees.
 */
public final class SageMakerDebugger implements PublishedTool {

    private static final double VANISHED = 1e-7;
    private static final double INACTIVE_LAYER = 0.5;
    private static final double LARGE_UPDATE = 10;
    private static final double SMALL_UPDATE = 1e-8;
    private static final double UNCHANGED = 1e-5;
    private static final int LOSS_STEPS = 10;
    private static final double OVERFIT_RATIO = 0.1;

    @Override
    public String name() {
        return "SageMaker Debugger";
    }

    @Override
    public Map<Pathology, Long> alarms(PublishedInput input) {
        Observations observations = input.observations();
        List<Reading> readings = observations.readings();
        FirstSteps alarms = new FirstSteps();
        alarms.raise(Pathology.VANISHING_GRADIENT, vanishingGradient(readings));
        alarms.raise(Pathology.NON_FINITE, explodingTensor(input));
        alarms.raise(Pathology.DEAD_UNITS, inactive(observations, "relu"));
        alarms.raise(Pathology.SATURATION, inactive(observations, "tanh", "sigmoid"));
        alarms.raise(Pathology.BAD_WEIGHT_SCALE, PoorWeightInitialization.step(input));
        alarms.raise(
                Pathology.LEARNING_RATE_TOO_LARGE, updateRatio(readings, u -> u > LARGE_UPDATE));
        alarms.raise(
                Pathology.LEARNING_RATE_TOO_SMALL,
                updateRatio(readings, u -> u < SMALL_UPDATE),
                unchangedTensor(readings));
        alarms.raise(Pathology.SYMMETRIC_UNITS, allZero(readings));
        alarms.raise(Pathology.NOT_LEARNING, lossNotDecreasing(input.trainLoss()));
        alarms.raise(Pathology.OVERFITTING, overfit(input));
        return alarms.map();
    }

    private static long vanishingGradient(List<Reading> readings) {
        return Search.first(
                readings,
                r -> Search.any(r, Quantity.MEAN_ABSOLUTE_GRADIENT, mean -> mean < VANISHED));
    }

    private static long explodingTensor(PublishedInput input) {
        NonFinite seen = input.observations().nonFinite();
        long read =
                Search.first(
                        input.observations().readings(),
                        r -> Search.any(r, Quantity.NON_FINITE_COUNT, count -> count > 0));
        long loss = Search.first(input.trainLoss(), value -> !Double.isFinite(value));
        return Math.min(seen == null ? FirstSteps.NEVER : seen.step(), Math.min(read, loss));
    }

    private static long inactive(Observations observations, String... functions) {
        Set<String> layers = Search.layers(observations, functions);
        return Search.first(
                observations.readings(),
                r ->
                        Search.anyOf(
                                r,
                                Quantity.INACTIVE_UNIT_FRACTION,
                                layers,
                                fraction -> fraction > INACTIVE_LAYER));
    }

    private static long updateRatio(List<Reading> readings, DoublePredicate wrong) {
        return Search.first(readings, r -> Search.anyWeight(r, Quantity.UPDATE_RATIO, wrong));
    }

    private static long allZero(List<Reading> readings) {
        return Search.first(
                readings, r -> Search.anyWeight(r, Quantity.PARAMETER_NORM, norm -> norm == 0));
    }

    private static long unchangedTensor(List<Reading> readings) {
        for (int i = 1; i < readings.size(); i++) {
            Set<String> still = unchangedWeights(readings.get(i - 1));
            still.retainAll(unchangedWeights(readings.get(i)));
            if (!still.isEmpty()) {
                return readings.get(i).step();
            }
        }
        return FirstSteps.NEVER;
    }

    private static Set<String> unchangedWeights(Reading reading) {
        Set<String> unchanged = new HashSet<>();
        reading.of(Quantity.UPDATE_RATIO)
                .forEach(
                        (parameter, ratio) -> {
                            if (Search.isWeight(parameter) && ratio <= UNCHANGED) {
                                unchanged.add(parameter);
                            }
                        });
        return unchanged;
    }

    private static long lossNotDecreasing(double[] loss) {
        for (int i = LOSS_STEPS; i < loss.length; i += LOSS_STEPS) {
            if (loss[i] >= loss[i - LOSS_STEPS]) {
                return i + 1L;
            }
        }
        return FirstSteps.NEVER;
    }

    private static long overfit(PublishedInput input) {
        double[] train = input.trainLoss();
        return input.observations().validation().stream()
                .filter(point -> point.step() <= train.length)
                .filter(point -> gap(point.loss(), train[(int) point.step() - 1]) > OVERFIT_RATIO)
                .mapToLong(LossPoint::step)
                .min()
                .orElse(FirstSteps.NEVER);
    }

    private static double gap(double validation, double train) {
        return (validation - train) / train;
    }
}
