package io.gradlab.health.quantity;

/**
 * What one pass over a tensor tells; every quantity that needs it again takes it from here. A pass
 * of its own for each quantity took two thirds of a reading of 784-256-256-10.
 *
 * @param squares sum of x^2 in float64: finite exactly if every element is
 * @param magnitudes sum of |x|
 * @param zeros number of elements that are 0
 * @param largest largest |x|, NaN if any element is
 * @param elements their number
 */
public record Moments(double squares, double magnitudes, int zeros, float largest, int elements) {

    static Moments of(float[] values) {
        double squares = 0;
        double magnitudes = 0;
        int zeros = 0;
        float largest = 0;
        for (float value : values) {
            float magnitude = Math.abs(value);
            squares += (double) value * value;
            magnitudes += magnitude;
            zeros += value == 0 ? 1 : 0;
            largest = Math.max(largest, magnitude);
        }
        return new Moments(squares, magnitudes, zeros, largest, values.length);
    }

    /** The L2 norm: 0 without elements, NaN if any is. */
    public double norm() {
        return Math.sqrt(squares);
    }

    /** Mean of |x|: the quantity of SageMaker Debugger's rule VanishingGradient. */
    double meanMagnitude() {
        return magnitudes / elements;
    }

    /** Share of elements that are 0: a small gradient is not a zero one. */
    double zeroShare() {
        return (double) zeros / elements;
    }

    /** Whether every element is finite; true without elements. */
    public boolean finite() {
        // The square of float32's largest number, 3.4e38, is far from float64's end.
        return Double.isFinite(squares);
    }
}
