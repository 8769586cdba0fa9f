package io.gradlab.health.quantity;

/** A trainable parameter at one step, after the backward pass and before the update. */
public final class ParameterSample {

    private final String name;
    private final String layer;
    private final long[] shape;
    private final float[] value;
    private final float[] gradient;
    private final Moments ofValue;
    private final Moments ofGradient;
    private final float[] sortedGradient; // three quantiles sort once

    /**
     * A sample; the arrays are kept, not copied.
     *
     * @param name for example {@code fc1.weight}
     * @param layer the layer it belongs to, for example {@code fc1}
     * @param shape its shape, units first in DJL's weights
     * @param value the elements, row by row
     * @param gradient dLoss/dParameter of the batch, row by row, of the same length
     */
    public ParameterSample(
            String name, String layer, long[] shape, float[] value, float[] gradient) {
        this.name = name;
        this.layer = layer;
        this.shape = shape;
        this.value = value;
        this.gradient = gradient;
        ofValue = Moments.of(value);
        ofGradient = Moments.of(gradient);
        sortedGradient = GradientQuantile.sorted(gradient);
    }

    /** Name of the parameter: for example {@code fc1.weight}. */
    public String name() {
        return name;
    }

    /** The layer it belongs to: for example {@code fc1}. */
    public String layer() {
        return layer;
    }

    /** Its shape: units first in DJL's weights. */
    public long[] shape() {
        return shape;
    }

    /** The parameter: the elements, row by row. */
    public float[] value() {
        return value;
    }

    /** Its gradient, dLoss/dParameter of the batch: the elements, row by row, as many. */
    public float[] gradient() {
        return gradient;
    }

    /** What one pass over the parameter told: its moments. */
    public Moments ofValue() {
        return ofValue;
    }

    /** What one pass over the gradient told: its moments. */
    public Moments ofGradient() {
        return ofGradient;
    }

    /** The same with the rows of a unit's gates one after the other, not gate after gate. */
    ParameterSample byUnit(int gates) {
        long[] ofUnits = {shape[0] / gates, (long) gates * value.length / shape[0]};
        return new ParameterSample(
                name, layer, ofUnits, byUnit(value, gates), byUnit(gradient, gates));
    }

    private float[] byUnit(float[] values, int gates) {
        int rows = Math.toIntExact(shape[0]);
        int width = values.length / rows;
        int units = rows / gates;
        float[] arranged = new float[values.length];
        for (int row = 0; row < rows; row++) {
            int to = (row % units * gates + row / units) * width;
            System.arraycopy(values, row * width, arranged, to, width);
        }
        return arranged;
    }

    double gradientQuantile(double share) {
        return GradientQuantile.of(sortedGradient, share);
    }

    /** Elements of parameter and gradient that are NaN or infinite. */
    int nonFinite() {
        return finite() ? 0 : NonFiniteCount.of(value) + NonFiniteCount.of(gradient);
    }

    /** Whether every element of parameter and gradient is. */
    boolean finite() {
        return ofValue.finite() && ofGradient.finite();
    }

    /** Whether it connects inputs to units: two or more dimensions, units first. */
    boolean isWeight() {
        return shape.length >= 2;
    }
}
