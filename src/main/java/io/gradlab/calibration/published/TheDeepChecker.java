package io.gradlab.calibration.published;

import io.gradlab.health.diagnosis.Pathology;
import io.gradlab.health.observation.NonFinite;
import io.gradlab.health.observation.Observations;
import io.gradlab.health.observation.Quantity;
import io.gradlab.health.observation.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The checks of TheDeepChecker on a training (Ben Braiek and Khomh: "Testing Feedforward Neural
 * Networks Training Programs", ACM TOSEM 32(4), 2023, arXiv:2204.00694). Thresholds and conditions
 * are those of the authors' repository (<a
 * href="https://github.com/thedeepchecker/thedeepchecker">thedeepchecker/thedeepchecker</a>, {@code
 * config/settings.yaml} and {@code hooks.py}, overfit check).
 *
 * <p>The tool trains on one batch of 50 for 200 steps, or until every example of it has been right
 * in five steps running; here these are the first steps of the training itself, with its own
 * batches. Of small ones so many steps running have to be right that they hold 50 examples. It
 * checks every 10 steps: step 11, 21 and so on, which ends a period of 10 steps.
 *
 * <ul>
 *   <li><b>Dead</b>, dead units: a unit whose 95th percentile of |a| over 10 batches is &lt; 1e-5,
 *       in a layer of neither sigmoid nor tanh; more than half of a layer are. Readings hold no
 *       percentile of a unit: those of ReLU that are active on fewer than 1 % of the examples stand
 *       in, where the tool takes 5 %, so that no alarm is charged to it that its definition would
 *       not give. The other functions are not 0 over a range.
 *   <li><b>Saturation</b>, saturation: of more than half of a sigmoid's or tanh's units the mean of
 *       |2 a - 1| is &gt; 0.85. The share of activations whose derivative is below 2 % of the
 *       largest, over the whole layer, stands in for it: of those |2 a - 1| is above 0.98 for a
 *       sigmoid. The tool takes the same interval, 0 to 1, for tanh, so that a tanh near 0 counts
 *       as saturated there; here it does not.
 *   <li><b>Vanishing</b>, vanishing gradient: mean of |g| of a weight &lt; 1e-6.
 *   <li><b>Exploding</b>, exploding gradient: mean of |g| of a weight &gt; 1e6.
 *   <li><b>Unstable learning</b>: the mean over a period of log10 of update over weight is &gt; -1,
 *       learning rate too large; &lt; -4, or no weight has moved at all, learning rate too small.
 *       The ratio of L2 norms stands in for that of means of absolute values, the readings of a
 *       period for its steps. Weights of 0 are left out.
 *   <li><b>Non-decreasing loss</b>, not learning: the mean loss of four periods running is less
 *       than 5 % below that of the period before each. Step 1 is a period of its own.
 *   <li><b>Numerical instability</b>, non-finite value: a NaN or an infinity in a loss, parameter
 *       or gradient, at any step.
 * </ul>
 *
 * <p>Of a regression there is no accuracy, and the 200 steps are looked at in full.
 *
 * <p>Not here: gradients that shrink or grow by a factor of 2 in each of five steps running, since
 * readings leave steps out; weights that are mostly 0 or negative, a loss that fluctuates or
 * diverges; and the checks before a training (scales of data, weights, biases and first loss) and
 * after it (labels, augmentation, inference mode).
 */
public final class TheDeepChecker implements PublishedTool {

    private static final int PERIOD = 10;
    private static final int MOST_STEPS = 200;
    private static final int PATIENCE = 5;
    private static final int BATCH = 50;
    private static final double DEAD_LAYER = 0.5;
    private static final double SATURATED = 0.85;
    private static final double VANISHED = 1e-6;
    private static final double EXPLODED = 1e6;
    private static final double FAST = -1;
    private static final double SLOW = -4;
    private static final int WINDOW = 5;
    private static final double LEAST_FALL = 0.05;

    @Override
    public String name() {
        return "TheDeepChecker";
    }

    @Override
    public Map<Pathology, Long> alarms(PublishedInput input) {
        Observations observations = input.observations();
        int end = end(input.trainAccuracy(), patience(observations));
        List<Reading> readings =
                observations.readings().stream().filter(r -> r.step() <= end).toList();
        List<Reading> checked = checked(readings);
        FirstSteps alarms = new FirstSteps();
        alarms.raise(Pathology.DEAD_UNITS, dead(observations, checked));
        alarms.raise(Pathology.SATURATION, saturated(observations, checked));
        alarms.raise(
                Pathology.VANISHING_GRADIENT,
                Search.first(
                        checked,
                        r ->
                                Search.anyWeight(
                                        r, Quantity.MEAN_ABSOLUTE_GRADIENT, g -> g < VANISHED)));
        alarms.raise(
                Pathology.EXPLODING_GRADIENT,
                Search.first(
                        checked,
                        r ->
                                Search.anyWeight(
                                        r, Quantity.MEAN_ABSOLUTE_GRADIENT, g -> g > EXPLODED)));
        updates(alarms, readings, Math.min(end, input.trainLoss().length));
        alarms.raise(Pathology.NOT_LEARNING, standsStill(input.trainLoss(), end));
        alarms.raise(Pathology.NON_FINITE, nonFinite(input));
        return alarms.map();
    }

    /** Steps running that have to be right: as many as hold a batch of the tool. */
    private static int patience(Observations observations) {
        if (observations.losses().isEmpty()) {
            return PATIENCE;
        }
        long batch = observations.losses().get(0).examples();
        return (int) Math.max(PATIENCE, (BATCH + batch - 1) / batch);
    }

    /** The last step that is looked at. */
    private static int end(double[] accuracy, int patience) {
        int left = patience;
        for (int step = 1; step <= Math.min(accuracy.length, MOST_STEPS); step++) {
            left = accuracy[step - 1] == 1 ? left - 1 : patience;
            if (left == 0) {
                return step;
            }
        }
        return MOST_STEPS;
    }

    /** The number of the period that a step belongs to: 0 for step 1, 1 for 2 to 11, and so on. */
    private static long period(long step) {
        return (step - 1 + PERIOD - 1) / PERIOD;
    }

    /** The first reading at or after every check, of those before the next. */
    private static List<Reading> checked(List<Reading> readings) {
        List<Reading> chosen = new ArrayList<>();
        long before = 0;
        for (Reading reading : readings) {
            long checks = (reading.step() - 1) / PERIOD;
            if (checks > before) {
                chosen.add(reading);
                before = checks;
            }
        }
        return chosen;
    }

    private static long dead(Observations observations, List<Reading> checked) {
        Set<String> layers = Search.layers(observations, "relu");
        return Search.first(
                checked,
                r -> Search.anyOf(r, Quantity.INACTIVE_UNIT_FRACTION, layers, f -> f > DEAD_LAYER));
    }

    private static long saturated(Observations observations, List<Reading> checked) {
        Set<String> layers = Search.layers(observations, "sigmoid", "tanh");
        return Search.first(
                checked,
                r -> Search.anyOf(r, Quantity.SATURATION_FRACTION, layers, f -> f > SATURATED));
    }

    private static void updates(FirstSteps alarms, List<Reading> readings, long end) {
        for (long check = 1 + PERIOD; check <= end; check += PERIOD) {
            long last = check;
            List<Reading> ofPeriod =
                    readings.stream()
                            .filter(r -> Math.max(1, period(r.step())) == period(last))
                            .toList();
            for (String weight : weights(ofPeriod)) {
                double mean = meanLog(ofPeriod, weight);
                if (mean == 0 || mean < SLOW) {
                    alarms.raise(Pathology.LEARNING_RATE_TOO_SMALL, check);
                } else if (mean > FAST) {
                    alarms.raise(Pathology.LEARNING_RATE_TOO_LARGE, check);
                }
            }
        }
    }

    private static List<String> weights(List<Reading> readings) {
        return readings.stream()
                .flatMap(r -> r.of(Quantity.UPDATE_RATIO).keySet().stream())
                .filter(Search::isWeight)
                .distinct()
                .toList();
    }

    /** Mean of log10 of the update ratio, which is 0 of a weight that did not move; NaN of none. */
    private static double meanLog(List<Reading> readings, String weight) {
        return readings.stream()
                .mapToDouble(r -> r.value(Quantity.UPDATE_RATIO, weight))
                .filter(Double::isFinite)
                .map(ratio -> ratio > 0 ? Math.log10(ratio) : 0)
                .average()
                .orElse(Double.NaN);
    }

    private static long standsStill(double[] loss, int end) {
        List<Double> means = new ArrayList<>();
        double sum = 0;
        int count = 0;
        for (int step = 1; step <= Math.min(loss.length, end); step++) {
            if (!Double.isFinite(loss[step - 1])) {
                return FirstSteps.NEVER;
            }
            sum += loss[step - 1];
            count++;
            if ((step - 1) % PERIOD == 0) {
                means.add(sum / count);
                sum = 0;
                count = 0;
                if (standsStill(means)) {
                    return step;
                }
            }
        }
        return FirstSteps.NEVER;
    }

    private static boolean standsStill(List<Double> means) {
        if (means.size() < WINDOW) {
            return false;
        }
        for (int i = means.size() - WINDOW + 1; i < means.size(); i++) {
            double before = means.get(i - 1);
            if (!((before - means.get(i)) / before < LEAST_FALL)) {
                return false;
            }
        }
        return true;
    }

    private static long nonFinite(PublishedInput input) {
        NonFinite seen = input.observations().nonFinite();
        long read =
                Search.first(
                        input.observations().readings(),
                        r -> Search.any(r, Quantity.NON_FINITE_COUNT, count -> count > 0));
        long loss = Search.first(input.trainLoss(), value -> !Double.isFinite(value));
        return Math.min(seen == null ? FirstSteps.NEVER : seen.step(), Math.min(read, loss));
    }
}
