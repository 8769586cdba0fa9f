package io.gradlab.calibration.published;

import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.observation.LossKind;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.OutputKind;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The symptoms of DeepDiagnosis (Wardat, Cruz, Le, Rajan: "DeepDiagnosis: Automatically Diagnosing
 * Faults and Recommending Actionable Fixes in Deep Learning Programs", ICSE 2022,
 * arXiv:2112.04036). Conditions and thresholds are those of the authors' repository (<a
 * href="https://github.com/DeepDiagnosis/ICSE2022">DeepDiagnosis/ICSE2022</a>, {@code
 * callback/callbacks.py}), which looks at the end of each epoch: at its last reading, and at the
 * means of its losses and accuracies. Of a regression there is no accuracy to look at.
 *
 * <ul>
 *   <li><b>Out of range</b>, loss and output mismatch, first epoch: a linear output under a
 *       categorical cross-entropy of probabilities. The comparison of the ranges of outputs and
 *       labels, which the readings do not hold, is left out.
 *   <li><b>Numerical error</b>, non-finite value: a NaN or an infinity as the mean of a layer's
 *       outputs or of a weight's gradient, as the loss (invalid loss) or as the accuracy. A mean of
 *       exactly 0 is a numerical error as well: of outputs it is counted as dead units, of a
 *       gradient as vanishing gradient, of a weight as symmetric units. The readings hold means of
 *       |g| and norms of weights, which are 0 only if every element is, where the tool's means may
 *       cancel.
 *   <li><b>Dead node</b>, dead units, last epoch only: at least 0.7 of all outputs of a ReLU layer
 *       are 0.
 *   <li><b>Saturated activation</b>, saturation, every 5th epoch: more than 0.5 of the inputs of a
 *       sigmoid or tanh layer have |z| &gt;= 5. Looked for at the first reading of every 5 steps.
 *   <li><b>Vanishing gradient</b>: mean of |g| of a weight &lt; 1e-7.
 *   <li><b>Unchanged tensor</b>, learning rate too small, since that is what the tool advises to
 *       mend once the weights themselves are found in order: over 5 epochs the mean of the outputs
 *       of a layer but the last, of a weight's gradient, or of a weight is the same. Five readings
 *       stand for five epochs (they are, up to step 10), the mean of |g| for that of g, and updates
 *       of 0 for an unchanged weight.
 *   <li><b>Loss not decreasing</b>, not learning: over 5 epochs the loss is the same.
 *   <li><b>Accuracy not increasing</b>, not learning: over 20 epochs the accuracy is the same.
 *   <li><b>Invalid accuracy</b>, not learning: an accuracy of 0.
 * </ul>
 *
 * <p>Windows of epochs do not overlap: 1 to 5, 6 to 10 and so on. The advice that the tool adds to
 * a symptom (poor weight, normalize the data, learning rate, optimizer) is no symptom and not
 * counted.
 */
public final class DeepDiagnosis implements PublishedTool {

    private static final int WINDOW = 5;
    private static final int ACCURACY_WINDOW = 20;
    private static final double DEAD = 0.7;
    private static final double SATURATED = 0.5;
    private static final double VANISHED = 1e-7;

    @Override
    public String name() {
        return "DeepDiagnosis";
    }

    @Override
    public boolean countsEpochs() {
        return true;
    }

    @Override
    public Map<Pathology, Long> alarms(PublishedInput input) {
        Observations observations = input.observations();
        List<Reading> readings = observations.readings();
        FirstSteps alarms = new FirstSteps();
        alarms.raise(Pathology.LOSS_MISMATCH, outOfRange(observations));
        alarms.raise(Pathology.NON_FINITE, nonFinite(input));
        alarms.raise(Pathology.DEAD_UNITS, zeroOutputs(readings), deadNode(observations));
        alarms.raise(Pathology.SATURATION, saturated(observations));
        alarms.raise(Pathology.SYMMETRIC_UNITS, zeroWeights(readings));
        alarms.raise(Pathology.VANISHING_GRADIENT, vanishing(readings));
        alarms.raise(Pathology.LEARNING_RATE_TOO_SMALL, UnchangedTensor.step(readings, WINDOW));
        alarms.raise(
                Pathology.NOT_LEARNING,
                same(input.trainLoss(), WINDOW),
                same(input.trainAccuracy(), ACCURACY_WINDOW),
                Search.first(input.trainAccuracy(), accuracy -> accuracy == 0));
        return alarms.map();
    }

    private static long outOfRange(Observations observations) {
        boolean mismatch =
                observations.output() == OutputKind.LOGITS
                        && observations.loss() == LossKind.PROBABILITIES;
        return mismatch ? 1 : FirstSteps.NEVER;
    }

    private static long nonFinite(PublishedInput input) {
        List<Reading> readings = input.observations().readings();
        long outputs =
                Search.first(
                        readings,
                        r -> Search.any(r, Quantity.ACTIVATION_MEAN, m -> !Double.isFinite(m)));
        long gradients =
                Search.first(
                        readings,
                        r ->
                                Search.anyWeight(
                                        r,
                                        Quantity.MEAN_ABSOLUTE_GRADIENT,
                                        m -> !Double.isFinite(m)));
        long loss = Search.first(input.trainLoss(), value -> !Double.isFinite(value));
        long accuracy =
                input.hasAccuracy()
                        ? Search.first(input.trainAccuracy(), value -> !Double.isFinite(value))
                        : FirstSteps.NEVER;
        return Math.min(Math.min(outputs, gradients), Math.min(loss, accuracy));
    }

    private static long zeroOutputs(List<Reading> readings) {
        return Search.first(
                readings, r -> Search.any(r, Quantity.ACTIVATION_MEAN, mean -> mean == 0));
    }

    private static long zeroWeights(List<Reading> readings) {
        return Search.first(
                readings, r -> Search.anyWeight(r, Quantity.PARAMETER_NORM, norm -> norm == 0));
    }

    private static long deadNode(Observations observations) {
        List<Reading> readings = observations.readings();
        Set<String> relu = Search.layers(observations, "relu");
        return Search.first(
                readings.subList(Math.max(0, readings.size() - 1), readings.size()),
                r ->
                        Search.anyOf(
                                r,
                                Quantity.INACTIVE_ACTIVATION_FRACTION,
                                relu,
                                share -> share >= DEAD));
    }

    private static long saturated(Observations observations) {
        Set<String> layers = Search.layers(observations, "tanh", "sigmoid");
        return Search.first(
                everyWindow(observations.readings()),
                r ->
                        Search.anyOf(
                                r,
                                Quantity.INACTIVE_ACTIVATION_FRACTION,
                                layers,
                                share -> share > SATURATED));
    }

    /** The first reading at or after every fifth step. */
    private static List<Reading> everyWindow(List<Reading> readings) {
        List<Reading> chosen = new ArrayList<>();
        long before = 0;
        for (Reading reading : readings) {
            if (reading.step() / WINDOW > before / WINDOW) {
                chosen.add(reading);
            }
            before = reading.step();
        }
        return chosen;
    }

    private static long vanishing(List<Reading> readings) {
        return Search.first(
                readings,
                r -> Search.anyWeight(r, Quantity.MEAN_ABSOLUTE_GRADIENT, mean -> mean < VANISHED));
    }

    /** Last step of the first window in which all values are the same number. */
    private static long same(double[] values, int window) {
        for (int end = window; end <= values.length; end += window) {
            if (UnchangedTensor.same(values, end - window, end)) {
                return end;
            }
        }
        return FirstSteps.NEVER;
    }
}
