package io.gradlab.population.kernel;

/**
 * The loops over rows of which a pass through a network is made, in float32. A sum over rows is
 * kept in {@value #LANES} partial sums, that of a row being its number modulo {@value #LANES}, each
 * in the order of the rows: so registers of any length add in the same order. What is written as a
 * product and a sum in one is rounded once.
 *
 * <p>Numbers of rows and offsets are multiples of {@value #LANES}.
 */
interface RowLoops {

    /** Partial sums of a sum over rows. */
    int LANES = 8;

    /**
     * Weighted sums: out = b + in_0 w_0 + ... + in_(n-1) w_(n-1), added from left to right.
     *
     * @param in n units or features
     * @param n their number, at least 1
     * @param weights at {@code from} n weights, then b
     * @param out from {@code at} on one for each row
     */
    void weigh(Plane in, int n, float[] weights, int from, float[] out, int at, int rows);

    /**
     * A hidden unit's activations, and the function's derivative there. Neither is computed from
     * the other: 1 - a^2 of a saturated tanh has no correct digit.
     *
     * @param a from {@code at} on weighted inputs, which become the activations
     * @param derivative from {@code at} on becomes the derivatives
     */
    void activate(
            HiddenFunction function, float slope, float[] a, float[] derivative, int at, int rows);

    /** The logits become (sigmoid(z) - y) mask. */
    void difference(float[] logits, Plane labels, Plane mask, int rows);

    /** Adds (softplus(z) - z y) mask to the partial sums. */
    void addLosses(float[] logits, Plane labels, Plane mask, float[] sums, int rows);

    /**
     * The loss's derivatives by the weighted inputs of one unit, from those of the layer above:
     * each factor is multiplied by the weighted sum of its row.
     *
     * @param delta n units
     * @param weights from the unit to each of the n, then 0
     * @param terms space for a sum for each row
     * @param factors from {@code at} on the function's derivatives, which become the loss's
     */
    void propagate(
            Plane delta, int n, float[] weights, float[] terms, float[] factors, int at, int rows);

    /**
     * Adds delta in_j, for each j, and then delta itself, to partial sums.
     *
     * @param delta from {@code at} on one for each row
     * @param in n units or features
     * @param n their number, at least 1
     * @param sums from {@code to} on {@value #LANES} for each of the n, then as many of delta
     */
    void addProducts(float[] delta, int at, Plane in, int n, float[] sums, int to, int rows);
}
