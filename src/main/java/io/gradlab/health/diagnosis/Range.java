package io.gradlab.health.diagnosis;

import io.gradlab.health.observation.LabelStatistics;
import java.util.List;

/**
 * What a function gives out.
 *
 * @param low the smallest value, or what it comes near
 * @param high the largest
 */
record Range(double low, double high) {

    /** x / (1 + e^-x) is smallest at -1.278. */
    private static final double SWISH_LOW = -0.2785;

    /** x times the normal distribution's share below x is smallest at -0.752. */
    private static final double GELU_LOW = -0.17;

    /** x tanh(ln(1 + e^x)) is smallest at -1.192. */
    private static final double MISH_LOW = -0.3088;

    /** SELU's scale times its alpha (Klambauer et al. 2017). */
    private static final double SELU_LOW = -1.7581;

    /** From the fifth power down. */
    private static final List<Double> TAIL =
            List.of(1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.319381530);

    private static final Range ALL = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** That of a function as the engine calls it; all numbers where it is not known. */
    static Range of(String function) {
        return switch (function) {
            case "sigmoid", "softmax", "hardsigmoid" -> new Range(0, 1);
            case "tanh", "softsign", "hardtanh", "sin", "cos" -> new Range(-1, 1);
            case "relu6" -> new Range(0, 6);
            case "relu", "softplus", "exp", "square", "abs" -> above(0);
            case "elu" -> above(-1);
            case "selu" -> above(SELU_LOW);
            case "silu", "swish" -> above(SWISH_LOW);
            case "gelu" -> above(GELU_LOW);
            case "mish" -> above(MISH_LOW);
            case "log_softmax", "log_sigmoid" -> new Range(Double.NEGATIVE_INFINITY, 0);
            default -> ALL;
        };
    }

    private static Range above(double low) {
        return new Range(low, Double.POSITIVE_INFINITY);
    }

    /**
     * Share of labels beyond it, as of a normal distribution of their mean and standard deviation;
     * 0 where their smallest and largest are within.
     */
    double beyond(LabelStatistics labels) {
        double below = labels.smallest() < low ? tail((labels.mean() - low) / labels.std()) : 0;
        double above = labels.largest() > high ? tail((high - labels.mean()) / labels.std()) : 0;
        return below + above;
    }

    /** Share of a normal distribution that lies z standard deviations and more to one side. */
    private static double tail(double z) {
        return z < 0 ? 1 - tail(-z) : upperTail(z);
    }

    /** Abramowitz and Stegun 26.2.17: the error is below 7.5e-8. */
    private static double upperTail(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double polynomial = 0;
        for (double coefficient : TAIL) {
            polynomial = (polynomial + coefficient) * t;
        }
        return polynomial * StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
}
