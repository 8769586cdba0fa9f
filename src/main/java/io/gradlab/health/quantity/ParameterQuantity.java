package io.gradlab.health.quantity;

/**
 * A quantity of one parameter at one step. To add one: a class, and a line in {@link Quantities}.
 */
interface ParameterQuantity {

    /** Its name in readings. */
    String name();

    /** Measures. NaN where nothing can be said. */
    double measure(ParameterSample sample);
}
