package io.gradlab.figure;

import io.gradlab.core.Text;
import java.util.Random;

/**
 * Realistic numbers without an engine: the two moons and a 2-5-1 sigmoid network with hand-written
 * gradients, full-batch gradient descent.
 */
final class HandTrained {

    private static final int UNITS = 5;

    final float[] features;
    final float[] labels;
    private final double[] w1 = new double[2 * UNITS];
    private final double[] b1 = new double[UNITS];
    private final double[] w2 = new double[UNITS];
    private double b2;

    HandTrained(int size, long seed) {
        Random random = new Random(seed);
        features = new float[2 * size];
        labels = new float[size];
        for (int index = 0; index < size; index++) {
            double t = Math.PI * (index - index % 2) / (size - 2);
            labels[index] = index % 2;
            double x1 = index % 2 == 0 ? Math.cos(t) : 1 - Math.cos(t);
            double x2 = index % 2 == 0 ? Math.sin(t) : 0.5 - Math.sin(t);
            features[2 * index] = (float) (x1 + 0.1 * random.nextGaussian());
            features[2 * index + 1] = (float) (x2 + 0.1 * random.nextGaussian());
        }
        for (int index = 0; index < w1.length; index++) {
            w1[index] = random.nextGaussian();
        }
        for (int unit = 0; unit < UNITS; unit++) {
            w2[unit] = random.nextGaussian();
        }
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    private double hidden(int unit, double x1, double x2) {
        return sigmoid(w1[2 * unit] * x1 + w1[2 * unit + 1] * x2 + b1[unit]);
    }

    private double probability(double x1, double x2) {
        double z = b2;
        for (int unit = 0; unit < UNITS; unit++) {
            z += w2[unit] * hidden(unit, x1, x2);
        }
        return sigmoid(z);
    }

    float[] predict(float[] points) {
        float[] probabilities = new float[points.length / 2];
        for (int index = 0; index < probabilities.length; index++) {
            probabilities[index] = (float) probability(points[2 * index], points[2 * index + 1]);
        }
        return probabilities;
    }

    /** Loss and accuracy on two of every eight examples, or on the others. */
    double[] evaluate(boolean validation) {
        double loss = 0;
        double right = 0;
        int count = 0;
        for (int index = 0; index < labels.length; index++) {
            if (index % 8 < 2 != validation) {
                continue;
            }
            double p = probability(features[2 * index], features[2 * index + 1]);
            loss -= Math.log(labels[index] == 1 ? p : 1 - p);
            right += p >= 0.5 == (labels[index] == 1) ? 1 : 0;
            count++;
        }
        return new double[] {loss / count, right / count};
    }

    /** One update on three quarters of the examples. */
    void step(double rate) {
        double[] g1 = new double[w1.length];
        double[] gb = new double[UNITS];
        double[] g2 = new double[UNITS];
        double g = 0;
        int count = labels.length * 3 / 4;
        for (int index = 0; index < labels.length; index++) {
            if (index % 8 < 2) {
                continue;
            }
            double x1 = features[2 * index];
            double x2 = features[2 * index + 1];
            double error = (probability(x1, x2) - labels[index]) / count;
            g += error;
            for (int unit = 0; unit < UNITS; unit++) {
                double a = hidden(unit, x1, x2);
                double delta = error * w2[unit] * a * (1 - a);
                g2[unit] += error * a;
                gb[unit] += delta;
                g1[2 * unit] += delta * x1;
                g1[2 * unit + 1] += delta * x2;
            }
        }
        b2 -= rate * g;
        for (int unit = 0; unit < UNITS; unit++) {
            w2[unit] -= rate * g2[unit];
            b1[unit] -= rate * gb[unit];
            w1[2 * unit] -= rate * g1[2 * unit];
            w1[2 * unit + 1] -= rate * g1[2 * unit + 1];
        }
    }

    /** Trains and records what the figure of curves needs. */
    CurvesFigure.Curve train(Text name, int epochs, double rate) {
        double[][] history = new double[4][epochs];
        for (int epoch = 0; epoch < epochs; epoch++) {
            double[] train = evaluate(false);
            step(rate);
            double[] validation = evaluate(true);
            history[0][epoch] = train[0];
            history[1][epoch] = train[1];
            history[2][epoch] = validation[0];
            history[3][epoch] = validation[1];
        }
        return new CurvesFigure.Curve(name, history[0], history[1], history[2], history[3]);
    }
}
