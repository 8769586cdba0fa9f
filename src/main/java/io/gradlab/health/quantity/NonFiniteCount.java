package io.gradlab.health.quantity;

/** Number of elements of a parameter and of its gradient that are NaN or infinite. */
public final class NonFiniteCount implements ParameterQuantity {

    /** Its name in readings. */
    public static final String NAME = "non-finite count";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double measure(ParameterSample sample) {
        return of(sample);
    }

    /** Of a parameter and its gradient together. */
    static int of(ParameterSample sample) {
        return sample.finite() ? 0 : of(sample.value()) + of(sample.gradient());
    }

    /**
     * Counts.
     *
     * @param values any number of elements
     * @return from 0 to their number
     */
    public static int of(float[] values) {
        int count = 0;
        for (float value : values) {
            if (!Float.isFinite(value)) {
                count++;
            }
        }
        return count;
    }
}
