package io.gradlab.health.quantity;

/**
 * Share of the largest class's mistakes that are avoided: (accuracy - m) / (1 - m), where m is the
 * share of the most frequent class, which a constant gets right. 0 for a classifier that knows
 * nothing, 1 for a perfect one; 1 too where there is one class alone and it is always named. The
 * kappa of Cohen with a constant in place of chance.
 */
public final class Skill {

    private Skill() {}

    /**
     * The skill of predictions, beside naming the largest class of these labels.
     *
     * @param classes the labels
     * @param threshold of a single output
     * @param predictions row by row
     * @return at most 1, or NaN where the labels do not name one class for each example
     */
    public static double of(ClassLabels classes, double threshold, float[] predictions) {
        return of(classes, threshold, predictions, classes.largestShare());
    }

    /**
     * The skill of predictions.
     *
     * @param classes the labels
     * @param threshold of a single output: 0 for logits, 0.5 for probabilities; several outputs
     *     name their largest, or nothing if one is NaN
     * @param predictions row by row
     * @param largestShare share of the most frequent class, of these labels or of more
     * @return at most 1, or NaN where the labels do not name one class for each example
     */
    public static double of(
            ClassLabels classes, double threshold, float[] predictions, double largestShare) {
        if (!nameOneClass(classes)) {
            return Double.NaN;
        }
        int correct = 0;
        for (int row = 0; row < classes.rows(); row++) {
            if (correct(classes, threshold, predictions, row)) {
                correct++;
            }
        }
        return of((double) correct / classes.rows(), largestShare);
    }

    /**
     * The skill of an accuracy.
     *
     * @param accuracy share of the examples that are right
     * @param largestShare share of the most frequent class
     * @return at most 1
     */
    public static double of(double accuracy, double largestShare) {
        return largestShare == 1 ? accuracy : (accuracy - largestShare) / (1 - largestShare);
    }

    /** Not shares: a smoothed label, or a number between 0 and 1 that is no class at all. */
    private static boolean nameOneClass(ClassLabels classes) {
        for (float target : classes.targets()) {
            if (target != 0 && target != 1) {
                return false;
            }
        }
        return classes.columns() == 1 || classes.exclusive();
    }

    private static boolean correct(
            ClassLabels classes, double threshold, float[] predictions, int row) {
        int columns = classes.columns();
        if (columns == 1) {
            return classes.targets()[row] >= 0.5
                    ? predictions[row] >= threshold
                    : predictions[row] < threshold;
        }
        int best = 0;
        for (int column = 0; column < columns; column++) {
            float prediction = predictions[row * columns + column];
            if (Float.isNaN(prediction)) {
                return false;
            }
            best = prediction > predictions[row * columns + best] ? column : best;
        }
        return classes.targets()[row * columns + best] == 1;
    }
}
