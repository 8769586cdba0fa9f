package io.gradlab.calibration.published;

import java.util.ArrayList;
import java.util.List;

/** What AutoTrainer sees in accuracies, see {@link AutoTrainer}; a sign once judged stays. */
final class AccuracySigns {

    private static final double THETA = 0.6;
    private static final double DELTA = 0.01;
    private static final double ZETA = 0.03;
    private static final double ETA = 0.2;

    private final List<Double> accuracies = new ArrayList<>();
    private final List<Double> maxima = new ArrayList<>();
    private final List<Double> minima = new ArrayList<>();
    private double best;
    private double largestRise;
    private int swings;
    private boolean failing;
    private boolean slow;
    private boolean unstable;

    void add(double accuracy) {
        accuracies.add(accuracy);
        best = Math.max(best, accuracy);
        int last = accuracies.size() - 1;
        if (last >= 1) {
            largestRise = Math.max(largestRise, accuracy - accuracies.get(last - 1));
        }
        if (last >= 2) {
            addExtremum(accuracies.get(last - 2), accuracies.get(last - 1), accuracy);
        }
    }

    /** A flat stretch counts as a maximum and as a minimum. */
    private void addExtremum(double before, double at, double after) {
        int pairs = pairs();
        if (at >= before && at >= after) {
            maxima.add(at);
        }
        if (at <= before && at <= after) {
            minima.add(at);
        }
        if (pairs() > pairs && maxima.get(pairs) - minima.get(pairs) >= ZETA) {
            swings++;
        }
    }

    private int pairs() {
        return Math.min(maxima.size(), minima.size());
    }

    void judge() {
        failing |= best < THETA;
        slow |= largestRise < DELTA;
        unstable |= swings >= ETA * accuracies.size();
    }

    boolean failing() {
        return failing;
    }

    boolean slow() {
        return slow;
    }

    boolean unstable() {
        return unstable;
    }
}
