package io.gradlab.calibration;

/** Scores of predictions. */
final class GridScore {

    private GridScore() {}

    /**
     * The class that each row of outputs names, as DJL's BinaryAccuracy reads a single one: class 1
     * from one half on, or from the logit 0 on, which a ReLU never falls below.
     */
    static int[] classes(float[] outputs, Setup setup) {
        int columns = setup.data.outputs();
        int[] classes = new int[outputs.length / columns];
        boolean probabilities =
                setup.output == Setup.Output.PROBABILITIES
                        || setup.objective == Setup.Objective.SQUARED;
        for (int row = 0; row < classes.length; row++) {
            if (columns == 1) {
                classes[row] = outputs[row] >= (probabilities ? 0.5 : 0) ? 1 : 0;
            } else {
                int best = 0;
                for (int column = 1; column < columns; column++) {
                    boolean more = outputs[row * columns + column] > outputs[row * columns + best];
                    best = more ? column : best;
                }
                classes[row] = best;
            }
        }
        return classes;
    }

    /** Mean over the classes of the share of their examples that are right. */
    static double recall(float[] labels, int[] classes, DataKind data) {
        int count = Math.max(2, data.outputs());
        int[] right = new int[count];
        int[] all = new int[count];
        for (int i = 0; i < labels.length; i++) {
            all[(int) labels[i]]++;
            right[(int) labels[i]] += classes[i] == labels[i] ? 1 : 0;
        }
        double sum = 0;
        int seen = 0;
        for (int label = 0; label < count; label++) {
            if (all[label] > 0) {
                sum += (double) right[label] / all[label];
                seen++;
            }
        }
        return sum / seen;
    }

    /** R2: 1 less the squared error over that of the mean; at least -1. */
    static double determination(float[] labels, float[] predictions) {
        double mean = 0;
        for (float label : labels) {
            mean += label / labels.length;
        }
        double squares = 0;
        double errors = 0;
        for (int i = 0; i < labels.length; i++) {
            squares += (labels[i] - mean) * (labels[i] - mean);
            errors += Math.pow((double) labels[i] - predictions[i], 2);
        }
        double share = 1 - errors / squares;
        return share >= -1 ? share : -1;
    }
}
