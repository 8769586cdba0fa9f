package io.gradlab.train;

import java.util.Locale;

/**
 * Score of a network on a set of examples.
 *
 * @param accuracy share of examples whose label is that of the prediction (1 if p &gt;= 0.5); a
 *     prediction of NaN is never right
 * @param loss binary cross-entropy, mean over the examples
 */
public record Evaluation(double accuracy, double loss) {

    /** The book's line: {@code [Test] score/loss: 0.8400/0.3513}. */
    public String testLine() {
        return line("Test");
    }

    /** The same of another part of the data, for example {@code Validation}. */
    public String line(String part) {
        return String.format(Locale.ROOT, "[%s] score/loss: %.4f/%.4f", part, accuracy, loss);
    }
}
