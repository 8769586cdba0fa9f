package io.gradlab.population.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes the loops, in one of two ways with the same float32 arithmetic. A sum over rows is kept in
 * {@value #LANES} partial sums, that of a row being its number modulo {@value #LANES}, each in the
 * order of the rows: so registers of any length add in the same order. What is written as a product
 * and a sum in one is rounded once.
 */
interface Loops {

    /** Partial sums of a sum over rows. */
    int LANES = 8;

    /** Weighted sums: out = b + in_0 w_0 + in_1 w_1 + ..., added from left to right. */
    List<Loop> weigh(Plane in, Weights weights, Plane out);

    /**
     * A hidden unit's activations, in the place of its weighted inputs, and the function's
     * derivative there. Neither is computed from the other: 1 - a^2 of a saturated tanh has no
     * correct digit.
     *
     * @param slope of leaky ReLU, its only element
     */
    Loop activate(HiddenFunction function, float[] slope, Plane a, Plane derivative);

    /** The logits become (sigmoid(z) - y) mask. */
    Loop difference(Plane logits, Plane labels, Plane mask);

    /** Adds (softplus(z) - z y) mask to the partial sums. */
    Loop addLosses(Plane logits, Plane labels, Plane mask, float[] sums);

    /**
     * The loss's derivatives by the weighted inputs of one unit, from those of the layer above:
     * each factor is multiplied by the weighted sum of its row.
     *
     * @param above the layer above
     * @param weights from the unit to that layer, without a bias
     * @param terms space for the sums
     * @param factors the function's derivatives, which become the loss's
     */
    List<Loop> propagate(Plane above, Weights weights, Plane terms, Plane factors);

    /**
     * An inactive ReLU passes nothing back, an infinite sum neither: its delta becomes 0, where 0
     * times infinity is NaN. Of 300 starts of 2-3-3-3-3-1 with weights N(0, 1e12) 19 diverged by
     * that alone, and not in PyTorch.
     *
     * @param activations of a unit; NaN is not inactive
     * @param delta of the unit
     */
    Loop gate(Plane activations, Plane delta);

    /**
     * Adds delta in_j, for each of n inputs j, and then delta itself, to partial sums, for each
     * unit of a layer.
     *
     * @param sums from {@code to} on, for each unit {@value #LANES} for each of the n, then as many
     *     of delta
     */
    List<Loop> addProducts(Plane delta, int units, Plane in, int n, float[] sums, int to);

    /** Propagates to the first hidden layer, and adds its products with the features. */
    default List<Loop> finish(FirstLayer of) {
        List<Loop> program = new ArrayList<>();
        for (int unit = 0; unit < of.units(); unit++) {
            Plane factors = of.factors().unit(unit);
            program.addAll(propagate(of.above(), of.weights().ofUnit(unit), of.terms(), factors));
        }
        program.addAll(addProducts(of.factors(), of.units(), of.in(), of.inputs(), of.sums(), 0));
        return program;
    }
}
