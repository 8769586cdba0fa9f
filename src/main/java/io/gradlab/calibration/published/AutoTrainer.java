package io.gradlab.calibration.published;

import io.gradlab.health.diagnosis.Pathology;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The five training problems of AutoTrainer (Zhang, Zhai, Ma, Shen: "AUTOTRAINER: An Automatic DNN
 * Training Problem Detection and Repair System", ICSE 2021, doi:10.1109/ICSE43902.2021.00043). The
 * conditions are those that the authors' repository (<a
 * href="https://github.com/shiningrain/AUTOTRAINER">shiningrain/AUTOTRAINER</a>, {@code
 * utils/monitor.py} as of March 2021) applies, with the parameters that its README calls the
 * paper's defaults ({@code reproduce.py}).
 *
 * <p>The tool checks after every third epoch, 1, 4, 7 and so on, and here also at the last one,
 * which below is called a step. A sign, once seen, stays:
 *
 * <ul>
 *   <li>vanishing: gradient norm of the first weight over that of the last &lt; beta1 = 1e-3, and
 *       that of the first &lt; beta2 = 1e-4;
 *   <li>explosion: that ratio &gt; beta3 = 70;
 *   <li>dying: at least gamma = 0.7 of the elements of all gradients are exactly 0;
 *   <li>failing: from 0.3 of all epochs on, the best accuracy is below Theta = 0.6;
 *   <li>slow: from there on, no step has raised the accuracy by delta = 0.01 or more;
 *   <li>unstable: from there on, at least eta = 0.2 as many pairs of a local maximum and a local
 *       minimum of the accuracy (the first with the first, and so on) as there were epochs are zeta
 *       = 0.03 or more apart.
 * </ul>
 *
 * <p>The verdict: a NaN or an infinity in loss or gradient, or a loss of 1e5 or more, is
 * <b>gradient explosion</b> (exploding gradient). Otherwise, when failing or slow, the first that
 * holds of <b>dying ReLU</b> (dead units), <b>gradient explosion</b> (exploding gradient),
 * <b>gradient vanish</b> (vanishing gradient) and <b>slow convergence</b> (learning rate too small:
 * of the tool's remedies for this problem the one on the learning rate tries larger ones). When
 * neither failing nor slow, unstable is <b>oscillating loss</b> (oscillation).
 *
 * <p>What stands in: readings for the gradients of the first batch at each check; training loss and
 * accuracy, means over an epoch, for those of the validation set; the number of elements that a
 * parameter of a fully connected layer has for that of any other layer. Of a regression there is no
 * accuracy: neither failing nor slow nor unstable.
 */
public final class AutoTrainer implements PublishedTool {

    private static final double JUDGEMENT_POINT = 0.3;
    private static final double DIVERGED = 1e5;
    private static final int CHECK_INTERVAL = 3;

    @Override
    public String name() {
        return "AutoTrainer";
    }

    @Override
    public boolean countsEpochs() {
        return true;
    }

    @Override
    public Map<Pathology, Long> alarms(PublishedInput input) {
        FirstSteps alarms = new FirstSteps();
        GradientSigns gradients = GradientSigns.of(input.observations());
        AccuracySigns accuracy = new AccuracySigns();
        long exploded = Math.min(gradients.nonFinite(), diverged(input.trainLoss()));
        int steps = input.trainLoss().length;
        for (int step = 1; step <= steps; step++) {
            accuracy.add(input.trainAccuracy()[step - 1]);
            if (!checked(step, steps)) {
                continue;
            }
            if (exploded <= step) {
                alarms.raise(Pathology.EXPLODING_GRADIENT, step);
                break;
            }
            if (step >= JUDGEMENT_POINT * input.plannedSteps()) {
                accuracy.judge();
                raise(alarms, step, verdict(step, gradients, accuracy));
            }
        }
        return alarms.map();
    }

    private static boolean checked(int step, int steps) {
        return (step - 1) % CHECK_INTERVAL == 0 || step == steps;
    }

    private static long diverged(double[] loss) {
        return Search.first(loss, value -> !Double.isFinite(value) || value >= DIVERGED);
    }

    private static void raise(FirstSteps alarms, int step, @Nullable Pathology verdict) {
        if (verdict != null) {
            alarms.raise(verdict, step);
        }
    }

    private static @Nullable Pathology verdict(
            int step, GradientSigns gradients, AccuracySigns accuracy) {
        if (!accuracy.failing() && !accuracy.slow()) {
            return accuracy.unstable() ? Pathology.OSCILLATION : null;
        }
        if (gradients.dying() <= step) {
            return Pathology.DEAD_UNITS;
        }
        if (gradients.exploding() <= step) {
            return Pathology.EXPLODING_GRADIENT;
        }
        if (gradients.vanishing() <= step) {
            return Pathology.VANISHING_GRADIENT;
        }
        return accuracy.slow() ? Pathology.LEARNING_RATE_TOO_SMALL : null;
    }
}
