package io.gradlab.population.kernel;

/**
 * A value for each unit (or feature) and each row, rows next to one another: unit u has row r at
 * {@code from + u * stride + r}.
 *
 * @param values of all units
 * @param from the first row of the first unit
 * @param stride from a unit to the next
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Plane(float[] values, int from, int stride) {

    /** Zeros. */
    Plane(int units, int rows) {
        this(new float[units * rows], 0, rows);
    }

    /** From a unit on, counted from 0. */
    Plane unit(int unit) {
        return new Plane(values, from + unit * stride, stride);
    }
}
