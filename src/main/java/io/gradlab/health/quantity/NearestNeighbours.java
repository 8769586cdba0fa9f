package io.gradlab.health.quantity;

import java.util.Arrays;

/**
 * What the nearest neighbours of an example know of its label: as much can be learned from the
 * inputs, whatever a network makes of them. Each example is left out in turn, and its {@value #FEW}
 * or {@value #MANY} nearest others name its class by vote, or its number by their mean; the better
 * of the two counts. Distances are Euclidean, of features standardised by these examples. Of copies
 * of an example one is kept: a copy knows its label by heart. Cover and Hart 1967, Nearest Neighbor
 * Pattern Classification.
 */
public final class NearestNeighbours {

    /** Different examples below which neighbours are far. */
    static final int LEAST = 50;

    private static final int FEW = 5;
    private static final int MANY = 15;

    private final float[] labels;
    private final int count;

    /** Of each row the {@value #MANY} others that are nearest, nearest first. */
    private final int[][] nearest;

    private NearestNeighbours(float[] labels, int count, int[][] nearest) {
        this.labels = labels;
        this.count = count;
        this.nearest = nearest;
    }

    /**
     * The {@link Skill} of the neighbours' votes.
     *
     * @param rows row by row
     * @param features numbers of a row
     * @param classes the class of each row
     * @return at most 1; NaN with fewer than {@value #LEAST} different examples or one class
     */
    public static double skill(float[] rows, int features, float[] classes) {
        NearestNeighbours all = of(rows, features, classes);
        double largest = all.largestShare();
        return all.count < LEAST || largest == 1
                ? Double.NaN
                : Skill.of(Math.max(all.accuracy(FEW), all.accuracy(MANY)), largest);
    }

    /**
     * The share of the squared error of the mean that is gone with the neighbours' means.
     *
     * @param rows row by row
     * @param features numbers of a row
     * @param numbers the number of each row
     * @return at most 1; NaN with fewer than {@value #LEAST} different examples or one number
     */
    public static double gain(float[] rows, int features, float[] numbers) {
        NearestNeighbours all = of(rows, features, numbers);
        double squares = all.squares();
        return all.count < LEAST || squares == 0
                ? Double.NaN
                : 1 - Math.min(all.errors(FEW), all.errors(MANY)) / squares;
    }

    /** Of the rows that are finite, each once. */
    private static NearestNeighbours of(float[] rows, int features, float[] labels) {
        double[][] x = new double[labels.length][features];
        float[] y = new float[labels.length];
        int count = 0;
        for (int row = 0; row < labels.length; row++) {
            boolean finite = true;
            for (int j = 0; j < features; j++) {
                x[count][j] = rows[row * features + j];
                finite &= Double.isFinite(x[count][j]);
            }
            y[count] = labels[row];
            count += finite && isNew(x, y, count) ? 1 : 0;
        }
        standardise(x, count, features);
        double[][] distances = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < i; k++) {
                distances[i][k] = distance(x[i], x[k]);
                distances[k][i] = distances[i][k];
            }
        }
        int[][] nearest = new int[count][];
        for (int row = 0; row < count; row++) {
            nearest[row] = nearest(distances[row], row, count);
        }
        return new NearestNeighbours(y, count, nearest);
    }

    private static boolean isNew(double[][] x, float[] y, int last) {
        for (int row = 0; row < last; row++) {
            if (y[row] == y[last] && Arrays.equals(x[row], x[last])) {
                return false;
            }
        }
        return true;
    }

    private static void standardise(double[][] x, int count, int features) {
        for (int j = 0; j < features; j++) {
            double mean = 0;
            for (int row = 0; row < count; row++) {
                mean += x[row][j] / count;
            }
            double variance = 0;
            for (int row = 0; row < count; row++) {
                x[row][j] -= mean;
                variance += x[row][j] * x[row][j] / count;
            }
            for (int row = 0; row < count; row++) {
                x[row][j] = variance > 0 ? x[row][j] / Math.sqrt(variance) : 0;
            }
        }
    }

    private static double distance(double[] one, double[] other) {
        double sum = 0;
        for (int j = 0; j < one.length; j++) {
            sum += (one[j] - other[j]) * (one[j] - other[j]);
        }
        return sum;
    }

    private static int[] nearest(double[] distances, int row, int count) {
        int[] nearest = new int[Math.min(MANY, count - 1)];
        int found = 0;
        for (int other = 0; other < count; other++) {
            boolean far =
                    found == nearest.length
                            && (found == 0 || distances[other] >= distances[nearest[found - 1]]);
            if (other == row || far) {
                continue;
            }
            int place = Math.min(found, nearest.length - 1);
            while (place > 0 && distances[nearest[place - 1]] > distances[other]) {
                nearest[place] = nearest[place - 1];
                place--;
            }
            nearest[place] = other;
            found = Math.min(found + 1, nearest.length);
        }
        return nearest;
    }

    private double accuracy(int neighbours) {
        int right = 0;
        for (int row = 0; row < count; row++) {
            right += labels[mostVoted(nearest[row], neighbours)] == labels[row] ? 1 : 0;
        }
        return (double) right / count;
    }

    /** Of the first voters: the nearest of the class with most votes. */
    private int mostVoted(int[] voters, int neighbours) {
        int best = voters[0];
        int most = 0;
        for (int i = 0; i < neighbours; i++) {
            int votes = 0;
            for (int k = 0; k < neighbours; k++) {
                votes += labels[voters[k]] == labels[voters[i]] ? 1 : 0;
            }
            if (votes > most) {
                most = votes;
                best = voters[i];
            }
        }
        return best;
    }

    private double errors(int neighbours) {
        double sum = 0;
        for (int row = 0; row < count; row++) {
            double mean = 0;
            for (int i = 0; i < neighbours; i++) {
                mean += (double) labels[nearest[row][i]] / neighbours;
            }
            sum += (labels[row] - mean) * (labels[row] - mean);
        }
        return sum;
    }

    private double squares() {
        double mean = 0;
        for (int row = 0; row < count; row++) {
            mean += (double) labels[row] / count;
        }
        double sum = 0;
        for (int row = 0; row < count; row++) {
            sum += (labels[row] - mean) * (labels[row] - mean);
        }
        return sum;
    }

    private double largestShare() {
        int most = 0;
        for (int row = 0; row < count; row++) {
            int same = 0;
            for (int other = 0; other < count; other++) {
                same += labels[other] == labels[row] ? 1 : 0;
            }
            most = Math.max(most, same);
        }
        return (double) most / count;
    }
}
