package io.gradlab.experiment;

import io.gradlab.core.Text;
import io.gradlab.nn.MlpConfiguration;
import io.gradlab.result.NumberText;
import io.gradlab.result.Statistics;
import io.gradlab.result.Statistics.Interval;

/**
 * One configuration over all starts. The outcome has two peaks, test accuracy near 0.86 or near
 * 0.99, so that a mean lies: what counts is the share of starts that end good.
 *
 * @param setup the configuration
 * @param validation accuracy of the best parameters from each start, by which they were chosen
 * @param test accuracy of the same on the test set
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Outcome(MlpConfiguration setup, double[] validation, double[] test) {

    /** Between the two peaks: the straight line ends near 0.86, the bent one near 0.99. */
    static final double GOOD = 0.95;

    static Outcome of(Starts starts, MlpConfiguration setup) {
        return new Outcome(setup, starts.validationAccuracies(setup), starts.testAccuracies(setup));
    }

    /** What "good" means. */
    static Text meaning() {
        return Text.of("test accuracy >= %s", GOOD);
    }

    int starts() {
        return test.length;
    }

    int good() {
        return Statistics.atLeast(test, GOOD);
    }

    /** Of the starts that end good. */
    Interval share() {
        return Statistics.share(good(), starts());
    }

    Text shareText() {
        return NumberText.share(good(), starts(), Text.of("starts"));
    }

    /** The share by validation: whoever is chosen by it can be judged by the test set. */
    double validationShare() {
        return (double) Statistics.atLeast(validation, GOOD) / validation.length;
    }

    /** Whether some starts end good and some do not. */
    boolean isMixed() {
        return good() > 0 && good() < starts();
    }

    double median() {
        return Statistics.median(test);
    }

    String widths() {
        return setup.architecture().widths();
    }

    String rate() {
        return Networks.rateText(setup);
    }

    Text name() {
        return Networks.widthsAndRate(setup);
    }
}
