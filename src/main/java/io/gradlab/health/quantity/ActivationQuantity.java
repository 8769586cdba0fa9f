package io.gradlab.health.quantity;

/**
 * A quantity of the activations of one layer. To add one: a class, and a line in {@link
 * Quantities}.
 */
interface ActivationQuantity {

    /** Its name in readings. */
    String name();

    /** Measures. NaN where nothing can be said. */
    double measure(ActivationSample sample);
}
